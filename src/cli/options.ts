/** The options of each command as a table: names, shapes, words of help. Parsing is in sort-words.ts, meaning in the commands. */

/** One option. */
export interface Flag {
  /** `whole`: a whole number, 0 or more. `pair`: two words behind each other, repeatable. */
  readonly type: 'string' | 'boolean' | 'whole' | 'pair'
  readonly describe: string
  /** May be given several times. */
  readonly array?: true
  readonly choices?: readonly string[]
  /** What help calls the value. */
  readonly value?: string
  readonly alias?: string
  /** Named in the usage line. */
  readonly required?: true
}

const SHARED = {
  'system': { type: 'string', array: true, value: 'PATH', describe: 'Only this system, or the systems of this cluster (repeatable)' },
  'config': { type: 'string', value: 'FILE', describe: 'Configuration [default: morph2bst.yaml of DEFINITIONS]' },
  'strict': { type: 'boolean', describe: 'Warnings count as errors' },
  'json': { type: 'boolean', describe: 'Diagnostics and summary as JSON, one object a line' },
} as const satisfies Readonly<Record<string, Flag>>

/** Options that decide what the project looks like; the configuration file can hold them too. */
const CONVERSION = {
  'target': { type: 'string', choices: ['bst2', 'bst1'], describe: 'BuildStream to write for [default: bst2]' },
  'base': { type: 'string', choices: ['replace', 'bootstrap'], describe: 'What becomes of the bootstrap: a ready base, or the whole chain [default: replace]' },
  'integration': { type: 'string', choices: ['element', 'system'], describe: 'Integration commands at each element, or sorted for each system [default: element]' },
  'alias': { type: 'string', array: true, value: 'NAME=URL', describe: 'What a source alias stands for (repeatable)' },
  'project-name': { type: 'string', value: 'NAME', describe: 'Name of the project [default: the name of the definitions folder]' },
  'fix-root': { type: 'boolean', describe: 'Take owners that are root anyway out of commands' },
  'resolve-refs': { type: 'boolean', describe: 'Ask remotes for the commits of branches and tags' },
} as const satisfies Readonly<Record<string, Flag>>

/** Options of `convert`. */
export const CONVERT_FLAGS = {
  'output': { type: 'string', alias: 'o', value: 'DIR', required: true, describe: 'Folder of the project; the configuration can name it too' },
  ...SHARED, ...CONVERSION,
  'check': { type: 'boolean', describe: 'Write nothing; say whether DIR is what a conversion would give' },
  'force': { type: 'boolean', describe: 'Replace generated files that were edited by hand' },
  'quiet': { type: 'boolean', alias: 'q', describe: 'Errors only, and no summary' },
} as const satisfies Readonly<Record<string, Flag>>

/** Options of `audit`. */
export const AUDIT_FLAGS = {
  ...SHARED,
  'all': { type: 'boolean', describe: 'Every diagnostic, however many there are' },
} as const satisfies Readonly<Record<string, Flag>>

/** Options of `explain`. */
export const EXPLAIN_FLAGS = {
  'all': { type: 'boolean', describe: 'The pages of all codes, as one document' },
} as const satisfies Readonly<Record<string, Flag>>

const PROJECT = {
  'project': { type: 'string', alias: 'C', value: 'DIR', describe: 'Folder of the project [default: this one, or the nearest above with a project.conf]' },
  'option': { type: 'pair', alias: 'o', value: 'NAME VALUE', describe: 'Set an option of the project (repeatable)' },
  'max-jobs': { type: 'whole', value: 'N', describe: 'Jobs of one build command, %{max-jobs} [default: processors, at most 8]' },
  'store': { type: 'string', value: 'DIR', describe: 'Where results are kept [default: ~/.cache/morph2bst]' },
  'color': { type: 'boolean', describe: 'Colours, or with --no-color none [default: on a terminal]' },
} as const satisfies Readonly<Record<string, Flag>>

const SESSION = {
  'fetchers': { type: 'whole', value: 'N', describe: 'Elements fetched at a time [default: 10]' },
  'on-error': { type: 'string', choices: ['continue', 'quit', 'terminate'], describe: 'After a failure: build what can be built, finish what runs, or stop it [default: quit]' },
  'error-lines': { type: 'whole', value: 'N', describe: 'Lines of the log shown of a failure [default: 20]' },
  'json': { type: 'boolean', describe: 'Everything that happens as JSON on stdout, one object a line' },
} as const satisfies Readonly<Record<string, Flag>>

const DEPS = ['none', 'run', 'build', 'all'] as const

/** Options of `build`. */
export const BUILD_FLAGS = {
  ...PROJECT,
  'builders': { type: 'whole', value: 'N', describe: 'Elements built at a time [default: 4]' },
  ...SESSION,
  'retry-failed': { type: 'boolean', alias: 'r', describe: 'Build again what failed before and has not changed' },
  'engine': { type: 'string', choices: ['builtin', 'bst'], describe: 'Who builds; bst also compares the results [default: builtin]' },
  'bst': { type: 'string', value: 'COMMAND', describe: 'The BuildStream 2 of --engine bst [default: bst]' },
} as const satisfies Readonly<Record<string, Flag>>

/** Options of `source fetch` and `source track`. */
export const SOURCE_FLAGS = {
  ...PROJECT,
  'deps': { type: 'string', alias: 'd', choices: DEPS, describe: 'Whose sources: of the elements alone, of their dependencies too [default: none]' },
  ...SESSION,
} as const satisfies Readonly<Record<string, Flag>>

/** Options of `show`. */
export const SHOW_FLAGS = {
  ...PROJECT,
  'deps': { type: 'string', alias: 'd', choices: DEPS, describe: 'Which dependencies to show [default: all]' },
  'order': { type: 'string', choices: ['stage', 'alpha'], describe: 'In the order of staging, or of the alphabet [default: stage]' },
  'format': { type: 'string', alias: 'f', value: 'FORMAT', describe: 'A line for each element, such as "%{name: <30} %{state}"; symbols as of bst show' },
  'explain-key': { type: 'boolean', describe: 'What the cache key of each element is made of' },
  'old-key': { type: 'string', value: 'KEY', describe: 'With --explain-key: what has changed since this key' },
} as const satisfies Readonly<Record<string, Flag>>

/** Options of `checkout`. */
export const CHECKOUT_FLAGS = {
  ...PROJECT,
  'directory': { type: 'string', value: 'DIR', describe: 'Folder to write to [default: the name of the element]' },
  'tar': { type: 'string', value: 'FILE', describe: 'Write an archive instead; - for stdout' },
  'deps': { type: 'string', alias: 'd', choices: ['run', 'build', 'none'], describe: 'What comes along [default: run]' },
  'integrate': { type: 'boolean', describe: 'Run integration commands; --no-integrate: do not [default: run them]' },
  'hardlinks': { type: 'boolean', describe: 'Link files of the store instead of copying them; do not write to them' },
  'force': { type: 'boolean', alias: 'f', describe: 'Write into a folder that is not empty, or over an archive' },
} as const satisfies Readonly<Record<string, Flag>>

/** Options of `shell`. */
export const SHELL_FLAGS = {
  ...PROJECT,
  'build': { type: 'boolean', alias: 'b', describe: 'Stage what is needed to build the element, and its sources' },
} as const satisfies Readonly<Record<string, Flag>>

/** Options of `log`. */
export const LOG_FLAGS = { ...PROJECT } as const satisfies Readonly<Record<string, Flag>>

/** Options of `store stat` and `store verify`. */
export const STORE_FLAGS = {
  'store': PROJECT.store, 'json': { type: 'boolean', describe: 'The result as one JSON object' },
} as const satisfies Readonly<Record<string, Flag>>

/** Options of `store gc`. */
export const GC_FLAGS = {
  ...STORE_FLAGS,
  'keep': { type: 'string', value: 'SIZE', describe: 'Remove what was used longest ago until the store is this small, such as 20G' },
  'unused': { type: 'boolean', describe: 'Remove everything that no kept result needs' },
} as const satisfies Readonly<Record<string, Flag>>

type ValueOf<F extends Flag> = F['type'] extends 'pair' ? readonly (readonly [string, string])[]
  : F['type'] extends 'whole' ? number
  : F['array'] extends true ? readonly string[]
  : F['choices'] extends readonly (infer C)[] ? C : F['type'] extends 'boolean' ? boolean : string

/** The values of a table of options; those not given are absent. */
export type ValuesOf<T extends Readonly<Record<string, Flag>>> = { readonly [K in keyof T]?: ValueOf<T[K]> }
