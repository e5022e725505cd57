/** Diagnostics of reading a BuildStream project: what BuildStream 2 would refuse, and what is not supported here. */
import { entry } from './entry.ts'

const list = (words: readonly string[]): string => words.join(', ')
const meant = (suggestion: string | undefined): string => (suggestion === undefined ? '' : `; did you mean "${suggestion}"?`)

export const projectCodes = {
  'project/no-project': entry<{ folder: string }>({
    severity: 'error',
    message: ({ folder }) => `there is no project.conf in ${folder}`,
    hint: () => 'run the command in the folder of a BuildStream 2 project, or below it',
    page: 'A folder is a BuildStream project if it holds a `project.conf`. It is looked for in the current folder and upwards from there.',
  }),
  'project/buildstream-1': entry<object>({
    severity: 'error',
    message: () => '"format-version" makes this a project for BuildStream 1; one for BuildStream 2 is needed, with "min-version"',
    hint: () => 'convert the definitions again, without --target bst1',
    page: `Only projects for BuildStream 2 can be read and built. They say \`min-version: 2.0\` or newer in their \`project.conf\`;
\`format-version\` is the key of BuildStream 1, whose elements, plugins and defaults are different ones.`,
  }),
  'project/version': entry<{ found: string; minor: number }>({
    severity: 'error',
    message: ({ found, minor }) => `min-version is "${found}"; expected a version from 2.0 to 2.${minor}`,
    hint: () => 'write MAJOR.MINOR, such as 2.0',
    page: '`min-version` names the oldest BuildStream that can build the project. Its first number has to be 2, and the second one not newer than what this program knows.',
  }),
  'project/yaml': entry<{ reason: string }>({
    severity: 'error',
    message: ({ reason }) => `BuildStream does not read this YAML: ${reason}`,
    hint: () => 'the file is left out of this run; everything else was read',
    page: `BuildStream reads a strict part of YAML: one document, a mapping, no anchors or aliases, no tags but YAML's own, no key twice
in a mapping, and only texts as keys. Nothing of a file that is different is used.`,
  }),
  'project/missing-file': entry<{ file: string }>({
    severity: 'error',
    message: ({ file }) => `there is no file ${file} to include`,
    hint: () => 'paths of includes count from the folder of project.conf',
    page: 'The file that `(@)` names does not exist. Its path is relative to the folder of `project.conf`, not to the including file, and may not lead out of it.',
  }),
  'project/outside': entry<{ path: string }>({
    severity: 'error',
    message: ({ path }) => `path "${path}" leads outside of where it has to stay`,
    hint: () => 'name a place below the folder of project.conf',
    page: 'A project is read from its own folder alone, so that it means the same everywhere. Paths in it are relative and do not leave it.',
  }),
  'project/include-circle': entry<{ path: readonly string[] }>({
    severity: 'error',
    message: ({ path }) => `includes go in a circle: ${path.join(' -> ')}`,
    hint: () => 'take one of the includes out',
    page: 'A file includes itself, directly or over other files. What it would mean cannot be told.',
  }),
  'project/missing-key': entry<{ key: string; where: string }>({
    severity: 'error',
    message: ({ key, where }) => `${where} has no "${key}"`,
    hint: ({ key }) => `add "${key}:"`,
    page: 'A key that BuildStream demands at this place is missing. A `kind` has to be in the element\'s own file; an include cannot give it.',
  }),
  'project/unknown-key': entry<{ key: string; where: string; suggestion: string | undefined }>({
    severity: 'error',
    message: ({ key, where, suggestion }) => `key "${key}" is unknown in ${where}${meant(suggestion)}`,
    hint: () => 'correct its spelling, or remove it',
    page: 'BuildStream knows all keys that can stand at this place and refuses any other, so that a misspelt one is not lost.',
  }),
  'project/own-only': entry<{ key: string }>({
    severity: 'error',
    message: ({ key }) => `"${key}" has to stand in project.conf itself; this is an included file`,
    hint: () => 'move it to project.conf',
    page: '`name`, `min-version`, `element-path` and `plugins` are read before files are included and so cannot come from one.',
  }),
  'project/wrong-type': entry<{ what: string; expected: string; found: string }>({
    severity: 'error',
    message: ({ what, expected, found }) => `"${what}" is ${found}; expected ${expected}`,
    hint: ({ found }) => (found === 'empty' ? 'leave the key out, or write [] or {}' : 'write it in the form that is expected'),
    page: `A text stands where a list or mapping has to, or the other way round. An empty value is an empty text: write \`[]\` or \`{}\`
for an empty list or mapping, or leave the key out.`,
  }),
  'project/bad-value': entry<{ what: string; value: string; expected: string }>({
    severity: 'error',
    message: ({ what, value, expected }) => `"${what}" is "${value}"; expected ${expected}`,
    hint: () => 'correct the value',
    page: 'Only certain values are possible here. Truth values are `True`, `true`, `1`, `False`, `false` and `0`; `yes` and `no` are not among them.',
  }),
  'project/bad-name': entry<{ what: string; name: string; letters: string }>({
    severity: 'error',
    message: ({ what, name, letters }) => `${what} "${name}" cannot be called so; expected ${letters}`,
    hint: () => 'choose another name',
    page: 'Names of projects, options and the variables that options set consist of ASCII letters, digits and `_`; all but options may have `-` too. None begins with a digit.',
  }),
  'project/composition': entry<{ key: string; over: string; under: string }>({
    severity: 'error',
    message: ({ key, over, under }) => `"${key}" is ${over}, which cannot replace ${under}`,
    hint: () => 'give it the same form as what it replaces',
    page: `Settings are laid over each other: the element's over its kind's, those over the project's. Mappings merge, lists replace
lists and texts replace texts. A text in place of a list or mapping, or the other way round, is an error.`,
  }),
  'project/mixed-directives': entry<object>({
    severity: 'error',
    message: () => 'a mapping has list directives together with other keys; expected only (<), (>) and (=)',
    hint: () => 'take the other keys out',
    page: 'A mapping with `(<)`, `(>)` or `(=)` says how a list changes and stands for that list. It can have no other keys.',
  }),
  'project/no-list-to-change': entry<{ directive: string }>({
    severity: 'error',
    message: ({ directive }) => `attempt to override a non-existing list: "${directive}" stands where no list is given below`,
    hint: () => 'write the list itself',
    page: `\`(<)\`, \`(>)\` and \`(=)\` change a list that a lower layer gives: the project's, the kind's, or an included file's. Here none gives one.
This is so for \`integration-commands\`, for example, of which there are none by default.`,
  }),
  'project/condition': entry<{ expression: string; reason: string }>({
    severity: 'error',
    message: ({ expression, reason }) => `condition ${expression} cannot be evaluated: ${reason}`,
    hint: () => 'only options have names in conditions; quote texts',
    page: `The keys under \`(?)\` are Jinja2 expressions in which the project's options have names, and nothing else. Understood are comparisons,
\`in\`, \`and\`, \`or\`, \`not\`, lists, the usual methods of texts and the usual filters and tests.`,
  }),
  'project/fixed-key': entry<{ key: string }>({
    severity: 'error',
    message: ({ key }) => `"${key}" cannot depend on a condition`,
    hint: () => 'move it out of (?)',
    page: 'Name, version, folders, options, plugins and fatal warnings of a project are the same whatever its options are.',
  }),
  'project/assertion': entry<{ text: string }>({
    severity: 'error',
    message: ({ text }) => text,
    hint: () => 'the project refuses this; see its (!) here',
    page: '`(!)` in a project is its author\'s way to refuse a combination of options. The text is the author\'s.',
  }),
  'project/option-value': entry<{ option: string; value: string; known: readonly string[] }>({
    severity: 'error',
    message: ({ option, value, known }) => `option "${option}" cannot be "${value}"; expected ${known.length > 20 ? 'another value' : `one of ${list(known)}`}`,
    hint: () => 'choose one with -o OPTION VALUE',
    page: 'Options have the values that the project lists. The value of an `arch` or `os` option is that of the host unless another is chosen; the host may not be among those listed.',
  }),
  'project/unknown-option': entry<{ option: string; suggestion: string | undefined }>({
    severity: 'error',
    message: ({ option, suggestion }) => `the project has no option "${option}"${meant(suggestion)}`,
    hint: () => 'see "options:" in project.conf',
    page: 'An option was given on the command line that the project does not declare.',
  }),
  'project/unknown-variable': entry<{ name: string; suggestion: string | undefined }>({
    severity: 'error',
    message: ({ name, suggestion }) => `variable "${name}" is not defined${meant(suggestion)}`,
    hint: () => 'define it under variables:, or write %{pct}{...} with a variable pct: "%" if the text is meant literally',
    page: `\`%{name}\` stands for the value of a variable of the element, its kind or the project. There is no way to escape it; a helper
variable does, for replaced text is not looked at again:

    variables:
      pct: "%"
    config:
      install-commands:
      - echo '%{pct}{literal}'`,
  }),
  'project/variable-circle': entry<{ path: readonly string[] }>({
    severity: 'error',
    message: ({ path }) => `variables go in a circle: ${path.join(' -> ')}`,
    hint: () => 'give one of them a value of its own',
    page: 'The value of a variable refers to itself, directly or over others, so it has none.',
  }),
  'project/too-long': entry<{ limit: number }>({
    severity: 'error',
    message: ({ limit }) => `with its variables replaced this text has more than ${limit} letters`,
    hint: () => 'look for variables that repeat each other',
    page: 'Variables that contain others several times grow exponentially. No command needs that; the text is not used.',
  }),
  'project/protected-variable': entry<{ name: string }>({
    severity: 'error',
    message: ({ name }) => `variable "${name}" is set by BuildStream and cannot be defined`,
    hint: () => 'choose another name; for a build without parallel jobs set notparallel: True',
    page: '`project-name`, `element-name` and `max-jobs` have values of their own in every element.',
  }),
  'project/junction': entry<{ what: string }>({
    severity: 'error',
    message: ({ what }) => `${what} is of another project; junctions and links are not supported`,
    hint: () => 'build this project with BuildStream, or copy the elements over',
    page: 'Junctions bring in other projects, and links stand for elements of them. Projects that are converted from Baserock definitions have none, and the builder here knows one project only.',
  }),
  'project/unsupported': entry<{ what: string }>({
    severity: 'error',
    message: ({ what }) => `${what} is not supported here`,
    hint: () => 'remove it, or build this project with BuildStream',
    page: 'BuildStream has this feature, the builder here has not. Nothing would come of ignoring it but results that differ.',
  }),
  'project/kind-not-listed': entry<{ what: string; kind: string; known: readonly string[] }>({
    severity: 'error',
    message: ({ what, kind, known }) => `${what} kind "${kind}" is not listed under plugins: in project.conf; without that there are ${list(known)}`,
    hint: ({ what, kind }) => `list it: {origin: pip, package-name: buildstream-plugins, ${what}s: [${kind}]}`,
    page: `Kinds that are not part of BuildStream itself have to be listed, with where they come from:

    plugins:
    - origin: pip
      package-name: buildstream-plugins
      elements: [autotools, make]
      sources: [git]`,
  }),
  'project/kind-not-built': entry<{ what: string; kind: string; known: readonly string[] }>({
    severity: 'error',
    message: ({ what, kind, known }) => `${what} kind "${kind}" is not one that morph2bst builds; it knows ${list(known)}`,
    hint: () => 'build this project with BuildStream, or write the element with another kind',
    page: 'The kind is a plugin of BuildStream. Plugins are Python programs, which are not run here; those that converted projects use are built in.',
  }),
  'project/own-plugin': entry<{ what: string; kind: string }>({
    severity: 'warning',
    message: ({ what, kind }) => `${what} kind "${kind}" has code of the project's own, which is not run; the kind of that name in buildstream-plugins is taken`,
    hint: () => 'compare what the two do',
    page: 'The project lists a kind with `origin: local` or `origin: junction`, so BuildStream would load that code. Here the built-in kind of the same name is used.',
  }),
  'project/missing-element': entry<{ name: string; folder: string; suggestion: string | undefined }>({
    severity: 'error',
    message: ({ name, folder, suggestion }) => `there is no element "${name}" in ${folder}${meant(suggestion)}`,
    hint: () => 'names of elements are paths from the folder that element-path names',
    page: 'An element is the file of its name in the folder that `element-path` of `project.conf` names. Names count from there, not from the file in which they stand.',
  }),
  'project/element-name': entry<{ name: string; problem: string }>({
    severity: 'error',
    message: ({ name, problem }) => `there can be no element "${name}": ${problem}`,
    hint: () => 'rename the file and all that refers to it',
    page: 'Names of elements end in `.bst`, are relative paths, and have only ASCII letters without `< > " | ? *`.',
  }),
  'project/dependency': entry<{ problem: string }>({
    severity: 'error',
    message: ({ problem }) => problem,
    hint: () => 'remove it, or make the dependency a build dependency',
    page: '`strict` and `config` say how a dependency is used when the element is built, so they make no sense for one that is not.',
  }),
  'project/dependency-rule': entry<{ kind: string; rule: string }>({
    severity: 'error',
    message: ({ kind, rule }) => `an element of kind "${kind}" ${rule}`,
    hint: () => 'move the dependency to build-depends, runtime-depends or depends as the kind demands',
    page: `A stack takes dependencies that are both build and runtime ones (\`depends:\` without a type), compose and script take build dependencies,
and filter takes exactly one build dependency, which is not a runtime one too.`,
  }),
  'project/sources-rule': entry<{ kind: string; rule: string }>({
    severity: 'error',
    message: ({ kind, rule }) => `an element of kind "${kind}" ${rule}`,
    hint: () => 'correct "sources", or choose another kind',
    page: 'Kinds that only put other elements together take no sources; an import is nothing without one.',
  }),
  'project/circle': entry<{ path: readonly string[] }>({
    severity: 'error',
    message: ({ path }) => `elements depend on each other in a circle: ${path.join(' -> ')}`,
    hint: () => 'take one of the dependencies out',
    page: 'Each element is built after all it depends on, which is impossible here. Runtime dependencies count as well.',
  }),
  'project/ref-ignored': entry<object>({
    severity: 'warning',
    message: () => 'this ref is ignored: the project keeps its refs in project.refs',
    hint: () => 'move it to project.refs, or set "ref-storage: inline"',
    page: 'With `ref-storage: project.refs` the exact versions of all sources stand in the file `project.refs`, and those beside the sources do not count.',
  }),
  'project/no-match': entry<{ glob: string }>({
    severity: 'warning',
    message: ({ glob }) => `no element matches ${glob}`,
    hint: () => '"*" does not match "/"; "**" does',
    page: 'A target with `*`, `?` or `[...]` stands for all elements whose names match it. None does.',
  }),
  'project/fail-on-overlap': entry<object>({
    severity: 'warning',
    message: () => '"fail-on-overlap" is out of use; "fatal-warnings: [overlaps]" says the same',
    hint: () => 'replace it',
    page: 'The key is an older form of the warning `overlaps` among `fatal-warnings` and still works.',
  }),
} as const
