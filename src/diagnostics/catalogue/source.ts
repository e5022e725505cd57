/** Diagnostics of an element's sources: settings that a source kind cannot take. */
import { entry } from './entry.ts'

export const sourceCodes = {
  'source/missing-setting': entry<{ kind: string; key: string }>({
    severity: 'error',
    message: ({ kind, key }) => `a "${kind}" source needs "${key}"`,
    hint: ({ key }) => `add "${key}:"`,
    page: `Without this setting the source does not say what it stands for.

    kind: tar
    url: upstream:zlib-1.3.tar.gz     # needed by git, tar and remote
    ref: 9a93b2b7dfdac77ceba5a558a580e74667dd6fede4585b91eefb60f03b72df23

A \`local\` source needs \`path\`.`,
  }),
  'source/wrong-setting': entry<{ key: string; expected: string; found: string }>({
    severity: 'error',
    message: ({ key, expected, found }) => `"${key}" is ${found}; expected ${expected}`,
    hint: ({ expected }) => `give ${expected}`,
    page: `The setting exists, but cannot have this value. Booleans are \`True\`, \`true\`, \`1\`, \`False\`, \`false\` or \`0\`; the ref of a
\`tar\` or \`remote\` source is the SHA-256 digest of the file, 64 digits from 0-9 and a-f.`,
  }),
  'source/no-version': entry<object>({
    severity: 'error',
    message: () => 'a "git" source needs "ref" or "track"',
    hint: () => 'give the commit as "ref:", or a branch as "track:" and let "source track" find the commit',
    page: `\`ref\` is the exact commit that is built, \`track\` the branch or tag that a new commit is taken from. With neither there is
nothing to fetch and nothing to follow.

    kind: git
    url: upstream:zlib
    track: master
    ref: 51b7f2abdade71cd9bb0e7a373ef2610ec6f9daf`,
  }),
  'source/git-ref': entry<{ key: string; ref: string }>({
    severity: 'error',
    message: ({ key, ref }) => `"${key}" is ${JSON.stringify(ref)}, which git could take for an option or an expression`,
    hint: () => 'give a commit, a branch or a tag',
    page: `A version goes to git as it stands. Commits (\`51b7f2ab...\`), descriptions (\`v1.3-2-g51b7f2ab...\`), tags and branches are
fine; leading dashes, blanks and expressions such as \`HEAD~1\` or \`:/text\` are refused.`,
  }),
  'source/git-tags': entry<object>({
    severity: 'error',
    message: () => '"tags" asks for a repository that "git describe" works in, which this builder does not stage',
    hint: () => 'remove "tags", and give the version to the build by other means; or build the element with bst',
    page: `With \`tags\`, BuildStream stages a minimal \`.git\` that holds these tags, so that \`git describe\` finds a version. This
builder stages the files of the commit only, never a \`.git\`. It stops here rather than build something else.`,
  }),
  'source/track-tags': entry<object>({
    severity: 'warning',
    message: () => '"track-tags" is ignored: tracking writes the commit and no tags',
    hint: () => 'remove it, or track the element with bst',
    page: 'BuildStream would write the tags nearest to the commit into the element, for `git describe` in the sandbox. This builder stages no `.git` that they could be in.',
  }),
  'source/unknown-alias': entry<{ alias: string; url: string; suggestion: string | undefined }>({
    severity: 'error',
    message: ({ alias, url, suggestion }) => `"${url}" begins with the alias "${alias}", which project.conf does not have${suggestion === undefined ? '' : `; did you mean "${suggestion}"?`}`,
    hint: ({ alias }) => `add "${alias}" to "aliases" of project.conf; an scp-like address is written as ssh://USER@HOST/PATH`,
    page: `What stands before the first colon of a URL is an alias, unless it is one of http, https, ftp, file, git, sftp and ssh.

    aliases:
      upstream: https://git.example.org/delta/     # upstream:zlib is https://git.example.org/delta/zlib

\`git@host:path\` is read as the alias \`git@host\`; write \`ssh://git@host/path\`.`,
  }),
  'source/unaliased-url': entry<{ url: string }>({
    severity: 'warning',
    message: ({ url }) => `"${url}" is used as it is: it has no alias`,
    hint: () => 'give the host an alias in project.conf, so that a mirror or a move is told in one place',
    page: 'BuildStream warns of URLs without an alias (`unaliased-url`). List `unaliased-url` in `fatal-warnings` to make it an error.',
  }),
  'source/fatal-unaliased-url': entry<{ url: string }>({
    severity: 'error',
    message: ({ url }) => `"${url}" has no alias, and "unaliased-url" is among the fatal warnings of the project`,
    hint: () => 'give the host an alias in project.conf',
    page: 'The project lists `unaliased-url` in `fatal-warnings`: every URL has to begin with an alias of project.conf.',
  }),
  'source/unsafe-url': entry<{ url: string; allowed: string }>({
    severity: 'error',
    message: ({ url, allowed }) => `"${url}" is none that may be fetched from; expected ${allowed}`,
    hint: () => 'look at it before anything is fetched: it may be meant to run a program',
    page: `Git has transports that run programs (\`ext::\`, \`fd::\`), and both git and ssh take a host with a leading dash for an option.
Such URLs are refused, also where an alias or mirror of project.conf makes one. For \`git\` sources http, https, git, ssh and
file URLs and absolute paths are fine; for \`tar\` and \`remote\` http, https and file URLs and absolute paths.`,
  }),
  'source/local-path': entry<{ path: string; reason: string }>({
    severity: 'error',
    message: ({ path, reason }) => `"${path}" ${reason}`,
    hint: () => 'give the path of a file or folder of the project, relative to project.conf',
    page: `A \`local\` source is a file or folder of the project. Its path is relative to the folder of project.conf, does not lead out
of it, and is itself no symbolic link.`,
  }),
  'source/filename': entry<{ filename: string }>({
    severity: 'error',
    message: ({ filename }) => `"${filename}" is no name for a file`,
    hint: () => 'give a name without "/"; "directory:" says where the file goes',
    page: 'A `remote` source is one file, under the last part of its URL or under `filename`. The name holds no folders; use `directory:` for these.',
  }),
  'source/lzip': entry<{ url: string }>({
    severity: 'error',
    message: ({ url }) => `"${url}" is compressed with lzip, which this builder cannot read`,
    hint: () => 'use the .tar.gz, .tar.bz2 or .tar.xz of the same release',
    page: 'BuildStream runs the program lzip of the machine for archives whose URL ends in `.lz`. This builder runs no programs to unpack, and reads gzip, bzip2, xz and (where Node.js can) zstd.',
  }),
} as const
