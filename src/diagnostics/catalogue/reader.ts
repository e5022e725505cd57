/** Diagnostics of reading definitions: what the files say that no tool could use, or that is not what it seems. */
import { entry } from './entry.ts'

const list = (words: readonly string[]): string => words.join(', ')
const meant = (suggestion: string | undefined): string => (suggestion === undefined ? '' : `; did you mean "${suggestion}"?`)

export const readerCodes = {
  'reader/no-version': entry<object>({
    severity: 'note',
    message: () => 'no VERSION file: read as the format before versions, which ended in March 2015',
    hint: () => 'if the definitions are newer, add a VERSION file with the line "version: 8"',
    page: `Definitions say their format in a file \`VERSION\` at the root (\`version: 8\`). Without one they are read as the
dialects before version 0: flat trees, JSON, bare names as references, and chunk entries without \`build-depends\` depend on
all earlier entries of their stratum.`,
  }),
  'reader/bad-version': entry<{ found: string; newest: number }>({
    severity: 'error',
    message: ({ found, newest }) => `VERSION says ${JSON.stringify(found)}; expected "version: N" with N from 0 to ${newest}`,
    hint: ({ newest }) => `write "version: ${newest}" if the definitions follow the last format`,
    page: 'VERSION holds one line, `version: N`, N being a whole number from 0 to 8 without quotes. There is no later format.',
  }),
  'reader/not-a-mapping': entry<{ found: string }>({
    severity: 'error',
    message: ({ found }) => `the file holds ${found}; expected a mapping`,
    hint: () => 'look for a missing "key:" at its beginning',
    page: 'A definition is a mapping of fields (`name:`, `kind:`, ...). A file that is only a list or a text cannot be one.',
  }),
  'reader/unknown-kind': entry<{ kind: string; known: readonly string[] }>({
    severity: 'error',
    message: ({ kind, known }) => `kind "${kind}" is unknown; expected one of ${list(known)}`,
    hint: () => 'the file is left out of this run',
    page: 'The field `kind` decides what a file is: `chunk`, `stratum`, `system` or `cluster`. The folder it lies in means nothing.',
  }),
  'reader/missing-field': entry<{ field: string; of: string }>({
    severity: 'error',
    message: ({ field, of }) => `${of} has no "${field}"`,
    hint: ({ field }) => `add the field "${field}"`,
    page: 'A field that the format demands is missing. The JSON Schemas in `schemas/` list what each kind needs.',
  }),
  'reader/unknown-field': entry<{ field: string; where: string; suggestion: string | undefined }>({
    severity: 'warning',
    message: ({ field, where, suggestion }) => `field "${field}"${where === '' ? '' : ` of ${where}`} is unknown and dropped${meant(suggestion)}`,
    hint: ({ suggestion }) => suggestion === undefined ? 'remove it, or look for the right spelling' : `rename it to "${suggestion}"`,
    page: `The field is not part of any definitions format, so nothing is made of it. Real definitions have misspelt ones
(\`unpretrify-ref\`, \`decription\`), on which YBD refused to run and which Morph ignored.`,
  }),
  'reader/wrong-type': entry<{ field: string; expected: string; found: string }>({
    severity: 'error',
    message: ({ field, expected, found }) => `"${field}" is ${found}; expected ${expected}`,
    hint: ({ expected }) => expected.includes('list') ? 'write each item on a line of its own, after "- "' : 'quote the value if it is meant as text',
    page: `The value has another shape than the field. A frequent case is a command list given as a single text, which Baserock's
tools took letter by letter:

    install-commands: make install        # wrong
    install-commands:
    - make install                        # right`,
  }),
  'reader/bad-value': entry<{ field: string; value: string; expected: string }>({
    severity: 'error',
    message: ({ field, value, expected }) => `"${field}" is ${value}; it ${expected}`,
    page: 'The value has the right shape but is none that the field can have.',
  }),
  'reader/path-outside': entry<{ path: string }>({
    severity: 'error',
    message: ({ path }) => `"${path}" leads out of the definitions; expected a path from their root`,
    page: 'References are paths relative to the root of the definitions repository, never absolute and never with `..`.',
  }),
  'reader/missing-file': entry<{ path: string; kind: string }>({
    severity: 'error',
    message: ({ path, kind }) => `there is no ${kind} "${path}"`,
    hint: () => 'paths count from the root of the definitions; ".morph" may be left out',
    page: 'A `morph:` reference names a file that is not there. What depends on it cannot be converted.',
  }),
  'reader/dangling-chunk': entry<{ path: string; kind: string }>({
    severity: 'warning',
    message: ({ path }) => `there is no chunk file "${path}"; the chunk is what its entry says and no more`,
    hint: () => 'give the missing fields under "chunks:" in morph2bst.yaml, or correct the path',
    page: `Morph refused this from format version 2 on; YBD warned and built the chunk with what its stratum's entry says. The
conversion does the latter: such a chunk usually has no commands, so its element needs your attention.`,
  }),
  'reader/dangling-system': entry<{ path: string; kind: string }>({
    severity: 'warning',
    message: ({ path }) => `there is no system "${path}", so its deployments have nothing to deploy`,
    hint: () => 'correct the path, or remove the entry',
    page: 'A cluster names a system that is not there. Baserock\'s tools noticed when the cluster was deployed; nothing else depends on it.',
  }),
  'reader/unusable-file': entry<{ path: string }>({
    severity: 'error',
    message: ({ path }) => `"${path}" could not be read, so what uses it cannot be converted`,
    hint: ({ path }) => `mend ${path} first`,
    page: 'The file that is named here exists, but has an error of its own, which is reported at that file.',
  }),
  'reader/wrong-kind': entry<{ path: string; kind: string; found: string }>({
    severity: 'error',
    message: ({ path, kind, found }) => `"${path}" is a ${found}; expected a ${kind}`,
    page: 'The file that a reference names is of another kind than the place needs.',
  }),
  'reader/bad-name': entry<{ name: string }>({
    severity: 'error',
    message: ({ name }) => `${JSON.stringify(name.slice(0, 60))} cannot be a chunk's name; expected text without slashes and control characters, at most 200 bytes`,
    hint: () => 'rename the entry and the build-depends that name it',
    page: 'A chunk\'s name becomes part of a file name. One that is empty, a path, over-long or holds control characters is refused.',
  }),
  'reader/name-differs': entry<{ entry: string; file: string; path: string }>({
    severity: 'note',
    message: ({ entry: name, file, path }) => `the entry is named "${name}", its file ${path} says "${file}": siblings depend on the first, artifacts are named by the second`,
    page: 'The two names of a chunk differ. Both tools accepted that: `build-depends` goes by the entry\'s name, artifact names by the file\'s.',
  }),
  'reader/duplicate-entry': entry<{ name: string; stratum: string }>({
    severity: 'error',
    message: ({ name, stratum }) => `stratum "${stratum}" has two chunks named "${name}"`,
    hint: () => 'rename one of them',
    page: 'Entries of a stratum are known by name, so a name can stand there once only.',
  }),
  'reader/duplicate-stratum': entry<{ path: string }>({
    severity: 'warning',
    message: ({ path }) => `stratum "${path}" is listed twice; the first one counts`,
    page: 'A system holds each stratum once. The second mention changes nothing and is dropped.',
  }),
  'reader/duplicate-deployment': entry<{ name: string }>({
    severity: 'warning',
    message: ({ name }) => `the cluster has two deployments named "${name}"`,
    page: 'Deployment names are unique in a whole cluster, subsystems included.',
  }),
  'reader/unknown-build-depends': entry<{ chunk: string; name: string; known: readonly string[] }>({
    severity: 'error',
    message: ({ chunk, name }) => `"${chunk}" build-depends on "${name}", which its stratum does not have`,
    hint: () => 'chunks of other strata come in by the stratum\'s own build-depends',
    page: '`build-depends` of a chunk names entries of the same stratum, in any order. To build on another stratum, name that in the stratum\'s `build-depends`.',
  }),
  'reader/self-dependency': entry<{ name: string }>({
    severity: 'error',
    message: ({ name }) => `"${name}" depends on itself`,
    page: 'Nothing can be built before itself. The dependency is left out.',
  }),
  'reader/cycle': entry<{ path: readonly string[] }>({
    severity: 'error',
    message: ({ path }) => `circular dependency: ${path.join(' -> ')}`,
    hint: () => 'remove one of these dependencies',
    page: 'Each of these is built on the next, so none can be the first.',
  }),
  'reader/shared-chunk': entry<{ path: string }>({
    severity: 'note',
    message: ({ path }) => `"${path}" is used by two entries; it is one element, as the first entry says`,
    page: 'Two entries name one chunk file and the same source. They are one component: what the first entry says of it holds.',
  }),
  'reader/conflicting-entries': entry<{ path: string }>({
    severity: 'error',
    message: ({ path }) => `two entries name the chunk file "${path}" but build different sources`,
    hint: () => 'give the second one a file of its own',
    page: 'A chunk is identified by the path of its file. Two entries with one file and different `repo` or `ref` contradict each other; YBD built only the first.',
  }),
  'reader/two-refs': entry<{ entry: string; file: string }>({
    severity: 'error',
    message: ({ entry: one, file }) => `the chunk file says ref "${file}", its entry in the stratum "${one}"`,
    page: 'The source of a chunk is given twice and differently. Keep the one in the stratum.',
  }),
  'reader/shadowed-file': entry<{ name: string; path: string }>({
    severity: 'warning',
    message: ({ name, path }) => `the entry "${name}" does not mention ${path}, so that file is not used`,
    hint: () => 'add "morph:" to the entry if the file is meant',
    page: 'A chunk file lies where one for this entry would, but the entry has no `morph:`. Both tools ignored it; so does the conversion.',
  }),
  'reader/no-repo': entry<{ chunk: string }>({
    severity: 'warning',
    message: ({ chunk }) => `chunk "${chunk}" has no repo, so its element has no source`,
    hint: () => 'add repo and ref if it is built from something',
    page: 'Morph demanded `repo`; YBD built such a chunk in an empty folder. The element has no sources.',
  }),
  'reader/no-ref': entry<{ chunk: string; repo: string }>({
    severity: 'error',
    message: ({ chunk, repo }) => `chunk "${chunk}" has no ref to build of ${repo}`,
    page: 'Without a commit nothing says what to build. Give `ref:` with the full commit id.',
  }),
  'reader/build-mode': entry<{ mode: string }>({
    severity: 'warning',
    message: ({ mode }) => `build-mode "${mode}" is treated as staging`,
    page: 'Only `staging` and `bootstrap` mean something. No real definitions use another mode.',
  }),
  'reader/morph-and-build-system': entry<{ chunk: string }>({
    severity: 'warning',
    message: ({ chunk }) => `the entry of "${chunk}" has both morph and build-system; the file's own build-system wins, if it has one`,
    page: 'From format version 6 on Morph wanted exactly one of the two. YBD merged them, the chunk file winning key by key; so does the conversion.',
  }),
  'reader/autodetect': entry<{ chunk: string; path: string }>({
    severity: 'warning',
    message: ({ chunk }) => `the build system of "${chunk}" was detected from its sources, which are not at hand: the element is manual, without commands`,
    hint: ({ path }) => `say it in morph2bst.yaml: "chunks: {${path}: {build-system: autotools}}"`,
    page: `Before format version 6 an entry could have neither a chunk file nor a build system; the tools then looked into the
source tree (\`configure\` means autotools, \`setup.py\` python-distutils, \`Makefile.PL\` cpan, \`CMakeLists.txt\` cmake, \`*.pro\`
qmake). A conversion has no sources at hand. The element is a manual one without commands; give the build system in
\`morph2bst.yaml\` and convert again:

    chunks:
      strata/core/attr:
        build-system: autotools`,
  }),
  'reader/no-build-system': entry<{ chunk: string; path: string }>({
    severity: 'warning',
    message: ({ chunk }) => `the entry of "${chunk}" has neither morph nor build-system; it is manual, without commands`,
    hint: ({ path }) => `add one of them, or say it in morph2bst.yaml: "chunks: {${path}: {build-system: autotools}}"`,
    page: 'From format version 6 on each entry says where its build instructions are. YBD took `manual` where both are missing, which installs nothing.',
  }),
  'reader/unknown-arch': entry<{ arch: string; suggestion: string | undefined }>({
    severity: 'warning',
    message: ({ arch, suggestion }) => `architecture "${arch}" is none that Baserock knew${meant(suggestion)}`,
    page: 'The name is used as it is for the machine triplet (`<arch>-baserock-linux-gnu`, with `eabi` behind `armv5*` and `armv7*`).',
  }),
  'reader/deployment-incomplete': entry<{ name: string; missing: readonly string[] }>({
    severity: 'error',
    message: ({ name, missing }) => `deployment "${name}" has no ${missing.join(' and no ')}, nor do its defaults`,
    hint: () => 'a deployment needs type and location, or upgrade-type and upgrade-location',
    page: 'A deployment is written by an extension (`type`) to a place (`location`). `deploy-defaults` of the same entry may give them.',
  }),
  'reader/empty-defaults': entry<object>({
    severity: 'warning',
    message: () => 'DEFAULTS is empty; the built-in build systems and splitting rules are used',
    page: 'An empty DEFAULTS crashed YBD and gave nothing but `manual` in Morph. The conversion uses the built-ins, as if the file were absent.',
  }),
  'reader/defaults-inherited': entry<{ part: string }>({
    severity: 'note',
    message: ({ part }) => `DEFAULTS has no ${part}; the built-in ones are used`,
    page: 'A part that DEFAULTS lacks, or leaves empty, comes whole from the tool\'s built-ins, as YBD did. Parts are never mixed.',
  }),
  'reader/unreferenced-chunk': entry<{ path: string }>({
    severity: 'note',
    message: ({ path }) => `${path} is named by no stratum, so it is not converted`,
    page: 'A chunk file has no source of its own: `repo` and `ref` stand in the stratum. One that no stratum names cannot be built.',
  }),
  'reader/unreferenced-stratum': entry<{ path: string }>({
    severity: 'note',
    message: ({ path }) => `${path} is used by no system and no other stratum`,
    page: 'Without `--system` the stratum is converted all the same, so that nothing is lost; with it, only what the chosen systems reach is.',
  }),
} as const
