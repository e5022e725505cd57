/** Diagnostics of conversion: what BuildStream cannot do as Baserock did, and what a person has to decide. */
import { entry } from './entry.ts'

const WHY = {
  owner: 'changes the owner of files', setuid: 'sets a setuid, setgid or sticky bit', device: 'makes a device node',
  capability: 'sets file capabilities', identity: 'becomes another user or root', mount: 'mounts a file system',
} as const

const inSystems = (systems: readonly string[]): string => (systems.length === 1 ? systems.join('') : `${systems.length} systems`)
const some = (names: readonly string[]): string => names.slice(0, 3).map((name) => `"${name}"`).join(', ') + (names.length > 3 ? ` and ${names.length - 3} more` : '')

export const convertCodes = {
  'convert/name-changed': entry<{ from: string; to: string }>({
    severity: 'note',
    message: ({ from, to }) => `"${from}" has characters that an element name cannot have; the element is "${to}"`,
    page: 'Element names are file names. Characters that BuildStream refuses or that break common build systems become `_`.',
  }),
  'convert/name-taken': entry<{ name: string; to: string }>({
    severity: 'warning',
    message: ({ name, to }) => `element "${name}" exists already, so this one is "${to}"`,
    page: `Two definitions would become one element file. Apart from definitions themselves, the conversion makes
\`strata/<stratum>/build-deps.bst\` (what a stratum is built on) and elements below \`systems/<system>/\`.`,
  }),
  'convert/case-clash': entry<{ name: string; other: string }>({
    severity: 'warning',
    message: ({ name, other }) => `elements "${name}" and "${other}" differ in case only`,
    hint: () => 'rename one of the definitions if the project is to be checked out on a file system that ignores case',
    page: 'On macOS and Windows the two files are one. On Linux nothing is wrong.',
  }),
  'convert/unknown-build-system': entry<{ name: string; known: readonly string[]; suggestion: string | undefined }>({
    severity: 'error',
    message: ({ name, suggestion }) => `build system "${name}" is not defined${suggestion === undefined ? '' : `; did you mean "${suggestion}"?`}`,
    hint: ({ known }) => `DEFAULTS (or the built-ins) define ${known.join(', ')}`,
    page: 'A build system is defined under `build-systems` of DEFAULTS. Where DEFAULTS has none at all, the built-in ones of the tools hold.',
  }),
  'convert/unknown-alias': entry<{ alias: string }>({
    severity: 'warning',
    message: ({ alias }) => `alias "${alias}:" is unknown; project.conf has a placeholder for it`,
    hint: ({ alias }) => `say what it stands for: --alias ${alias}=URL`,
    page: `Baserock's tools took aliases from their own configuration (\`upstream:\`, \`baserock:\`, \`freedesktop:\`, \`github:\`,
\`gnome:\`, \`bitbucket:\`). This one is none of them. The project loads, but nothing can be fetched through it.`,
  }),
  'convert/dangerous-url': entry<{ url: string }>({
    severity: 'warning',
    message: ({ url }) => `the URL ${JSON.stringify(url)} could make git run a program`,
    hint: () => 'look at it before anything is fetched',
    page: 'Git has transports that run programs (`ext::`), and takes hosts with a leading dash for options. The source is converted as it stands.',
  }),
  'convert/ref-not-commit': entry<{ chunk: string; ref: string }>({
    severity: 'warning',
    message: ({ chunk, ref }) => `"${chunk}" builds "${ref}", which is no commit id: the element tracks it and has no ref`,
    hint: () => 'run "bst source track" on the element, or convert with --resolve-refs',
    page: `BuildStream builds exact commits. A branch or tag becomes \`track:\`, and \`bst show\` reports "no reference" until
\`bst source track ELEMENT\` has written the commit. \`--resolve-refs\` asks the remote during conversion instead.`,
  }),
  'convert/no-commands': entry<{ chunk: string }>({
    severity: 'note',
    message: ({ chunk }) => `"${chunk}" runs no command, so its element installs nothing`,
    page: 'BuildStream refuses an element that runs nothing at all. The element has one empty command, and its artifact is empty, as the chunk\'s was.',
  }),
  'convert/no-shell': entry<{ chunk: string }>({
    severity: 'note',
    message: ({ chunk }) => `no toolchain is staged to build "${chunk}", so base.bst is`,
    page: `Nothing that the chunk is built on stands on a toolchain: its stratum build-depends on no stratum that bootstraps one.
BuildStream needs at least a shell in every sandbox, so the element is built on base.bst.`,
  }),
  'convert/no-install': entry<{ chunk: string }>({
    severity: 'note',
    message: ({ chunk }) => `"${chunk}" is manual and has no install-commands, so it installs nothing`,
    page: 'A manual chunk installs what its commands put into `$DESTDIR`. Without install commands the artifact is usually empty.',
  }),
  'convert/needs-root': entry<{ why: keyof typeof WHY; words: string; fixed: boolean }>({
    severity: 'warning',
    message: ({ why, words, fixed }) => fixed
      ? `\`${words}\` ${WHY[why]}, which is left out: everything belongs to root anyway`
      : `\`${words}\` ${WHY[why]}, which BuildStream's sandbox does not allow or does not keep`,
    hint: ({ fixed }) => fixed ? 'nothing to do' : 'apply it where the image is made, or take it out; --fix-root rewrites what belongs to root anyway',
    page: `Baserock built as root. In BuildStream's sandbox only one user exists: changing an owner to another one fails with
EINVAL, and artifacts keep neither owners nor setuid bits nor device nodes.

- \`install -o root -g root\` and \`chown root:root\` are safe to leave out, since everything is root's in the image;
  \`--fix-root\` does so.
- other owners, setuid bits, capabilities and devices have to be set in the image stage.`,
  }),
  'convert/device': entry<{ chunk: string; device: string }>({
    severity: 'warning',
    message: ({ chunk, device }) => `"${chunk}" makes the device node ${device}; artifacts cannot hold one, but the images of deployments have it`,
    hint: () => 'a kernel with devtmpfs makes the usual ones itself; what uses the system in another way has to make the others',
    page: 'Device nodes of `devices:` were part of the chunk\'s artifact. BuildStream\'s artifacts keep files, links and folders only. Elements of deployments have them in their `ownership`.',
  }),
  'convert/uses-git': entry<{ chunk: string; words: string }>({
    severity: 'warning',
    message: ({ chunk, words }) => `"${chunk}" runs \`${words}\`, but sources are staged without .git`,
    hint: () => 'give the element\'s source "tags" (bst 2) so that git describe works, or patch the command out',
    page: 'Baserock built in a full git clone. BuildStream 2 stages the files of the commit only; a minimal repository, enough for `git describe`, is there if the source lists `tags`.',
  }),
  'convert/max-jobs': entry<{ chunk: string; jobs: number }>({
    severity: 'note',
    message: ({ chunk, jobs }) => `"${chunk}" builds with exactly ${jobs} jobs, written into its MAKEFLAGS`,
    page: '`max-jobs: 1` becomes `notparallel`. Any other number cannot be given to BuildStream\'s own variable, so MAKEFLAGS of the element has it.',
  }),
  'convert/name-clash': entry<{ chunk: string; system: string; first: string }>({
    severity: 'warning',
    message: ({ chunk, system, first }) => `system "${system}" has two chunks named "${chunk}"; it takes the one of ${first}, as YBD did`,
    hint: () => 'rename one of them, or take one out of its stratum',
    page: 'Baserock knew chunks of a system by name and installed the first only. Both are elements; the system leaves the second out.',
  }),
  'convert/staged-clash': entry<{ stratum: string; name: string; first: string; second: string }>({
    severity: 'note',
    message: ({ stratum, name, first, second }) => `to build chunks of "${stratum}" two chunks named "${name}" can be staged (${first}, ${second}); YBD staged only the first`,
    page: 'Baserock knew what is in a sandbox by name. BuildStream stages both elements, the later one winning where they hold the same file.',
  }),
  'convert/unknown-artifact': entry<{ artifact: string; stratum: string; known: readonly string[] }>({
    severity: 'warning',
    message: ({ artifact, stratum }) => `stratum "${stratum}" has no artifact "${artifact}", so nothing is selected by it`,
    hint: ({ known }) => `it has ${known.join(', ')}`,
    page: 'A system can name the artifacts of a stratum that it takes. Both tools ignored names that do not exist, which selects nothing.',
  }),
  'convert/unknown-stratum-artifact': entry<{ artifact: string; target: string }>({
    severity: 'error',
    message: ({ artifact, target }) => `"${artifact}" is assigned to "${target}", which is no artifact of the stratum`,
    page: 'The `artifacts` map of a chunk entry assigns chunk artifacts to stratum artifacts; YBD stopped on an unknown one.',
  }),
  'convert/split-pattern': entry<{ pattern: string; reason: string }>({
    severity: 'error',
    message: ({ pattern, reason }) => `the pattern ${JSON.stringify(pattern)} cannot be read: ${reason}`,
    page: 'Splitting rules are Python regular expressions. This one is malformed, or uses lookaround or back-references, which no glob can express.',
  }),
  'convert/split-approximated': entry<{ pattern: string; side: 'wider' | 'narrower'; example: string }>({
    severity: 'note',
    message: ({ pattern, side, example }) => `no list of globs equals the pattern ${JSON.stringify(pattern)}: its split rule is ${side}, for example "${example}"`,
    hint: () => 'where a system takes a stratum in part the difference is made good by an "-excess" domain, unless that is reported too',
    page: `BuildStream's split rules are globs, Baserock's were regular expressions. Most have an equal list of globs; one such as
\`\\.so(\\.\\d+)*\` has not. The domain then holds a little more (or less) than the artifact did; the example is a shortest such path.`,
  }),
  'convert/selection-inexact': entry<{ stratum: string; chunk: string; example: string }>({
    severity: 'warning',
    message: ({ stratum, chunk, example }) => `what the system takes of "${chunk}" in stratum "${stratum}" differs from Baserock's choice, for example at "${example}"`,
    page: 'Include and exclude lists cannot express this combination of overlapping rules. Compare the file lists of the two, or change the rules.',
  }),
  'convert/replaced-in-part': entry<{ stratum: string; artifacts: readonly string[] }>({
    severity: 'warning',
    message: ({ stratum, artifacts }) => `"${stratum}" is replaced by base.bst, of which ${artifacts.join(', ')} cannot be told apart: the system takes all but headers and documentation`,
    hint: () => 'convert with --base bootstrap, or split base.bst by hand',
    page: 'With `--base replace` the strata of the toolchain become one ready-made base, which knows nothing of their artifacts.',
  }),
  'convert/replaced-minimal': entry<{ stratum: string; artifacts: readonly string[] }>({
    severity: 'note',
    message: ({ stratum, artifacts }) => `"${stratum}" is replaced, and of it the system takes ${artifacts.join(', ')} only: base-minimal.bst stands for that`,
    hint: () => 'fill files/base-minimal/sysroot, for example by morph2bst base --packages minimal',
    page: 'With `--base replace` the strata of the toolchain become ready-made sysroots: `base.bst` for all of them, `base-minimal.bst` for the part that an initramfs or a very small system takes.',
  }),
  'convert/stratum-replaced': entry<{ stratum: string; chunks: number }>({
    severity: 'warning',
    message: ({ stratum, chunks }) => `stratum "${stratum}" bootstraps a toolchain: its ${chunks} chunks are replaced by base.bst`,
    hint: () => 'put a sysroot into files/base/sysroot, or convert the whole chain with --base bootstrap',
    page: `Bootstrap chunks were built with the tools of the machine that ran Baserock, which BuildStream does not allow. By default
the strata that hold such chunks become \`base.bst\`, an import of a sysroot that you provide (docs/migration.md). With
\`--base bootstrap\` the whole chain is converted, and \`base.bst\` stands only below its first stage.`,
  }),
  'convert/bootstrap-location': entry<{ stratum: string }>({
    severity: 'warning',
    message: ({ stratum }) => `the bootstrap chunks of "${stratum}" find their sysroot at /, among the files of base.bst`,
    hint: () => 'use BuildStream 2, which can stage it apart',
    page: 'Baserock staged the dependencies of bootstrap chunks in a folder of their own. BuildStream 1 cannot stage build dependencies anywhere but at `/`.',
  }),
  'convert/integration-order': entry<{ systems: readonly string[]; second: string; firsts: readonly string[] }>({
    severity: 'warning',
    message: ({ systems, second, firsts }) => `"${second}" ran after ${some(firsts)}, its key being greater; BuildStream runs it before, in ${inSystems(systems)}`,
    hint: () => '--integration system keeps Baserock\'s order exactly',
    page: `Baserock ran the integration commands of a system sorted by key over all chunks. BuildStream runs those of each element
in staging order: dependencies first, then by name. Where two keys differ (\`00-\`, \`01-\`) somebody wanted that order, so the
pairs that BuildStream runs the other way round are warnings.`,
  }),
  'convert/integration-tie': entry<{ systems: readonly string[]; second: string; firsts: readonly string[] }>({
    severity: 'note',
    message: ({ systems, second, firsts }) => `"${second}" ran after ${some(firsts)} by the alphabet alone; BuildStream runs it before, in ${inSystems(systems)}`,
    hint: () => 'nothing to do, unless the one uses what the other makes',
    page: `Commands whose keys begin with the same number ran in alphabetical order of the rest, which hardly anybody chose on purpose.
BuildStream runs them in staging order. \`--integration system\` keeps Baserock's order exactly.`,
  }),
  'convert/integration-unselected': entry<{ system: string; group: string }>({
    severity: 'warning',
    message: ({ system, group }) => `"${group}" belongs to files that "${system}" does not take`,
    hint: () => 'with --integration system it runs before the files are left out, as in YBD; otherwise it is left out',
    page: 'YBD ran the commands of every chunk on all files and selected afterwards; Morph ran only those of selected artifacts.',
  }),
  'convert/integration-foreign': entry<{ artifact: string; chunk: string }>({
    severity: 'note',
    message: ({ artifact, chunk }) => `system-integration names "${artifact}", which is no artifact of "${chunk}"; the commands are kept`,
    page: 'Morph never ran commands filed under a name that does not exist, YBD did. Real definitions have two such slips, both meant to run.',
  }),
  'convert/integration-tools': entry<{ chunk: string; programs: readonly string[] }>({
    severity: 'note',
    message: ({ chunk, programs }) => `integrating "${chunk}" runs ${programs.join(', ')}: each sandbox that holds the element needs ${programs.length === 1 ? 'it' : 'them'}`,
    hint: () => 'if the program comes from another element, add that to the element\'s runtime dependencies, or use --integration system',
    page: `Baserock ran integration commands once, in the finished system. BuildStream also runs them before each build that stages
the element, so the programs they call have to be there as well. They come from the element itself in most cases; if not, its
runtime dependencies have to bring them. With \`--integration system\` the commands run in the system alone.`,
  }),
  'convert/extension': entry<{ name: string; system: string }>({
    severity: 'note',
    message: ({ name, system }) => `configuration extension "${name}" of "${system}" does nothing here: no cluster deploys the system`,
    page: 'Configuration extensions ran when a system was deployed, with the variables of the deployment. Without one there is nothing to convert them with. What each did is listed in docs/mapping.md.',
  }),
  'convert/systems-left-out': entry<{ systems: readonly string[] }>({
    severity: 'error',
    message: ({ systems }) => `${systems.length === 1 ? '1 system is' : `${systems.length} systems are`} left out because of errors in what ${systems.length === 1 ? 'it uses' : 'they use'}: ${systems.slice(0, 3).join(', ')}${systems.length > 3 ? ', ...' : ''}`,
    page: 'A system is converted only if everything it reaches could be read. The other systems are converted all the same.',
  }),
  'convert/no-such-system': entry<{ path: string; suggestion: string | undefined }>({
    severity: 'error',
    message: ({ path, suggestion }) => `there is no system or cluster "${path}"${suggestion === undefined ? '' : `; did you mean "${suggestion}"?`}`,
    page: '`--system` takes the path of a system or cluster file from the root of the definitions; `.morph` may be left out.',
  }),
} as const
