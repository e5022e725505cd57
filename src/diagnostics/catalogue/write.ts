/** Diagnostics of reading folders and of writing projects. */
import { entry } from './entry.ts'

export const writeCodes = {
  'files/unreadable': entry<{ readonly detail: string }>({
    severity: 'error',
    message: ({ detail }) => `a readable file or folder was expected, but ${detail}`,
    hint: () => 'check its permissions, or remove it if it is not needed',
    page: `A \`.morph\` file, \`VERSION\`, \`DEFAULTS\`, \`morph2bst.yaml\` or a folder of the definitions could not be
opened. It is left out, so whatever refers to it is reported too.

Common causes are missing permissions and symbolic links that lead nowhere:

    $ ls -l strata/core.morph
    lrwxrwxrwx 1 me me 14 strata/core.morph -> ../core.morph
    $ ls core.morph
    ls: cannot access 'core.morph': No such file or directory

Repair the link or the permissions, or remove the file.
`,
  }),
  'files/not-utf8': entry<{ readonly line: number }>({
    severity: 'error',
    message: ({ line }) => `line ${line} is not UTF-8, and definitions are written in UTF-8`,
    hint: () => 'convert the file, for example with: iconv -f ISO-8859-1 -t UTF-8',
    page: `Definitions are YAML in UTF-8. A file with other bytes is left out: guessing its encoding could change names
and commands without anyone noticing.

It is most often an old file in Latin-1 with an accented name in a comment. Find the encoding and convert it once:

    $ file strata/core.morph
    strata/core.morph: ISO-8859 text
    $ iconv -f ISO-8859-1 -t UTF-8 strata/core.morph > new && mv new strata/core.morph

A byte order mark and CRLF line ends are fine; they are read as if they were not there.
`,
  }),
  'files/too-large': entry<{ readonly limit: number }>({
    severity: 'error',
    message: ({ limit }) => `the file is larger than ${limit / 1024 / 1024} MiB, and a definition is expected to be smaller`,
    hint: () => 'look whether it is a definition at all; rename it if it is not',
    page: `Every file whose name ends in \`.morph\` is read as a definition. The largest ones known have some 100 KiB, so a
file of several MiB is most likely something else that has the wrong name, such as an archive or a log.

    $ ls -lh strata/core.morph
    -rw-r--r-- 1 me me 38M strata/core.morph
    $ file strata/core.morph
    strata/core.morph: gzip compressed data

It is left out. Rename it, or move it out of the definitions.
`,
  }),
  'files/bad-name': entry<{ readonly fault: string }>({
    severity: 'error',
    message: ({ fault }) => `the name has ${fault}, and names are expected to be printable UTF-8`,
    hint: () => 'rename the file or folder',
    page: `The name of a file or folder holds control characters (a line feed, an escape) or bytes that are not UTF-8. Such
a name cannot be referred to from a definition, nor be written into a project, so it is left out. A folder is left out
with all that is in it. The odd characters are shown as \`\\xNN\`.

    $ ls -b strata
    core.morph  core\\n.morph
    $ mv $'strata/core\\n.morph' strata/core-old.morph
`,
  }),
  'files/link-outside': entry<{ readonly [key: string]: never }>({
    severity: 'error',
    message: () => 'the symbolic link leads out of the definitions, and only files inside are read',
    hint: () => 'replace the link by a copy of the file',
    page: `A \`.morph\` file, \`VERSION\`, \`DEFAULTS\` or \`morph2bst.yaml\` is a symbolic link to a file outside of the
definitions folder. It is left out: the result would depend on something that is not part of the definitions, and
definitions of unknown origin could make any file of yours part of a project.

    strata/core.morph -> /home/me/other/core.morph

Replace the link by the file itself:

    $ cp --remove-destination /home/me/other/core.morph strata/core.morph
`,
  }),
  'write/bad-manifest': entry<{ readonly path: string; readonly fault: string }>({
    severity: 'warning',
    message: ({ path, fault }) =>
      `${path} should list the files generated earlier, but ${fault}; so every file in that folder counts as yours`,
    hint: () => 'restore it from version control, or run with --force to write over files that differ',
    page: `\`.morph2bst.json\` in the output folder lists what was generated and with which bytes. With it a later run tells
its own files from yours: it updates and removes only what it generated and you did not change.

If the list cannot be read, because of a merge conflict for example, nothing that exists is overwritten or removed:

    <<<<<<< HEAD
        { "path": "elements/core.bst", "sha256": "..." },
    =======

Files equal to what is generated now are taken over into a new list. For the others there are two ways: restore the
list (\`git checkout HEAD -- .morph2bst.json\`) and run again, or run with \`--force\`. Files that became superfluous
meanwhile have to be removed by hand.
`,
  }),
  'write/kept-edited': entry<{ readonly path: string }>({
    severity: 'warning',
    message: ({ path }) => `${path} was changed by hand since it was generated; it is kept, and expected to need a look`,
    hint: () => 'move the change into the definitions or morph2bst.yaml, or run with --force to give it up',
    page: `The file was generated by an earlier run and edited since. Your version is kept, so it does not follow changes of
the definitions any more. Every run says so until the two agree:

    warning[write/kept-edited]: elements/core.bst was changed by hand since it was generated

To keep the change for good, make it where the file comes from, in the definitions or in \`morph2bst.yaml\`. To give it
up, delete the file or run with \`--force\`. A change that makes the file equal to what is generated ends it too.
`,
  }),
  'write/kept-own': entry<{ readonly path: string }>({
    severity: 'warning',
    message: ({ path }) => `${path} was not generated by morph2bst, and a file of that name is to be generated; yours is kept`,
    hint: () => 'rename your file, or run with --force to replace it',
    page: `The project needs a file of this name, but there is one that no earlier run generated. It is kept, and the project
is incomplete: elements that expect the generated file get yours.

This happens when converting into a folder that holds a project already:

    $ ls out
    project.conf
    $ morph2bst convert definitions --output out
    warning[write/kept-own]: project.conf was not generated by morph2bst

Convert into an empty folder and compare, rename your file, or run with \`--force\` to replace it.
`,
  }),
  'write/kept-stale': entry<{ readonly path: string }>({
    severity: 'warning',
    message: ({ path }) => `${path} is generated no longer and would be removed, but it was changed by hand; it is kept`,
    hint: () => 'remove it if it is not needed',
    page: `An earlier run generated the file and you edited it. The definitions do not lead to it any more, because a chunk
was removed or renamed for example. Unedited it would have been removed; with your change in it, it is kept, even with
\`--force\`.

    warning[write/kept-stale]: elements/core/zlib.bst is generated no longer ...
    $ rm elements/core/zlib.bst

Remove it, or rename it if it is to stay an element of your own.
`,
  }),
  'write/in-the-way': entry<{ readonly path: string; readonly found: string; readonly expected: string }>({
    severity: 'error',
    message: ({ path, found, expected }) => `${path} is ${found}, and ${expected} has to be generated there; nothing is written`,
    hint: () => 'move it out of the output folder, or choose another one',
    page: `Something stands in the output folder where a generated file or folder belongs, and it is of another kind: a
symbolic link, a folder instead of a file, or a file instead of a folder. Links are never followed when writing, as they
may lead anywhere, and never replaced, as they are yours. So nothing at all is written.

    $ ls -l out
    lrwxrwxrwx 1 me me 20 elements -> /srv/shared/elements
    $ mv out/elements out/shared-elements

The output folder itself may be a link to a folder.
`,
  }),
} as const
