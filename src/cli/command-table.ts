/** The commands as a table: how each is called, what it is for, what it takes. Parsing and help are made from it. */
import { AUDIT_FLAGS, CONVERT_FLAGS, EXPLAIN_FLAGS, type Flag } from './options.ts'

/** One command. */
export interface CommandRow {
  readonly about: string
  /** Its one positional word. */
  readonly positional: { readonly name: string; readonly required: boolean; readonly describe: string }
  readonly flags: Readonly<Record<string, Flag>>
}

const DEFINITIONS = { name: 'definitions', required: true, describe: 'Folder of the definitions' } as const

/** All commands, in the order of help. */
export const COMMANDS = {
  convert: { about: 'Write a BuildStream project from Baserock definitions', positional: DEFINITIONS, flags: CONVERT_FLAGS },
  audit: { about: 'Say what is there and what a migration leaves to you; writes nothing', positional: DEFINITIONS, flags: AUDIT_FLAGS },
  explain: { about: 'Explain a diagnostic', positional: { name: 'code', required: false, describe: 'Such as convert/needs-root' }, flags: EXPLAIN_FLAGS },
} as const satisfies Readonly<Record<string, CommandRow>>

export type CommandName = keyof typeof COMMANDS

/** Whether a word is a command. */
export function isCommandName(word: string | undefined): word is CommandName {
  return word !== undefined && Object.hasOwn(COMMANDS, word)
}
