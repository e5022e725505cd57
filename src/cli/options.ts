/** The options of each command as a table: names, shapes, words of help. Parsing is left to yargs, meaning to the commands. */

/** One option as yargs takes it. */
export interface Flag {
  readonly type: 'string' | 'boolean'
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

type ValueOf<F extends Flag> = F['array'] extends true ? readonly string[]
  : F['choices'] extends readonly (infer C)[] ? C : F['type'] extends 'boolean' ? boolean : string

/** The values of a table of options; those not given are absent. */
export type ValuesOf<T extends Readonly<Record<string, Flag>>> = { readonly [K in keyof T]?: ValueOf<T[K]> }
