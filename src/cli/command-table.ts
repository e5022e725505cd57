/** The commands as a table: how each is called, what it is for, what it takes. Parsing and help are made from it. */
import {
  AUDIT_FLAGS, BASE_FLAGS, BOOT_FLAGS, BUILD_FLAGS, CHECKOUT_FLAGS, CONVERT_FLAGS, DIFF_FLAGS, EXPLAIN_FLAGS, GC_FLAGS, LOG_FLAGS, MIGRATE_FLAGS, SHELL_FLAGS, SHOW_FLAGS, SOURCE_FLAGS, STORE_FLAGS, VERIFY_FLAGS,
  type Flag,
} from './options.ts'

/** A word that is no option. */
export interface Positional {
  readonly name: string
  readonly required: boolean
  readonly describe: string
  /** Takes all words that are left; only the last one of a command. */
  readonly many?: true
}

/** One command. */
export interface CommandRow {
  readonly about: string
  readonly positionals: readonly Positional[]
  /** What stands behind `--`; without it, positionals do. */
  readonly rest?: { readonly name: string; readonly describe: string }
  readonly flags: Readonly<Record<string, Flag>>
  /** What BuildStream calls it. */
  readonly also?: string
}

const DEFINITIONS = { name: 'definitions', required: true, describe: 'Folder of the definitions' } as const
const ELEMENT = { name: 'element', required: true, describe: 'Such as systems/gnome.bst' } as const
const ELEMENTS = { name: 'element', required: false, many: true, describe: 'Names or globs, such as systems/*.bst [default: all]' } as const

/** All commands, in the order of help; a command of two words belongs to the group of its first word. */
export const COMMANDS = {
  'convert': { about: 'Write a BuildStream project from Baserock definitions', positionals: [DEFINITIONS], flags: CONVERT_FLAGS },
  'audit': { about: 'Say what is there and what a migration leaves to you; writes nothing', positionals: [DEFINITIONS], flags: AUDIT_FLAGS },
  'diff': {
    about: 'Say what a change of the definitions does to the project; writes nothing', flags: DIFF_FLAGS,
    positionals: [DEFINITIONS,
      { name: 'from', required: false, describe: 'Revision before the change, or FROM..TO, FROM...TO as of git [default: HEAD]; or a folder to compare the folder DEFINITIONS with' },
      { name: 'to', required: false, describe: 'Revision after it [default: the files as they are]' }],
  },
  'migrate': { about: 'Commit the converted project on a new branch, at once or commit by commit', positionals: [DEFINITIONS], flags: MIGRATE_FLAGS },
  'verify': { about: 'Do it all for one system: audit, convert, build, make its image, start it', positionals: [DEFINITIONS], flags: VERIFY_FLAGS },
  'boot': {
    about: 'Start an image in QEMU and wait for what it says', positionals: [{ name: 'image', required: false, describe: 'A disk; it is never written to' }],
    flags: BOOT_FLAGS,
  },
  'explain': { about: 'Explain a diagnostic', positionals: [{ name: 'code', required: false, describe: 'Such as convert/needs-root' }], flags: EXPLAIN_FLAGS },
  'base': { about: 'Make a sysroot for base.bst out of Debian packages, without root', positionals: [], flags: BASE_FLAGS },
  'build': { about: 'Build elements of a BuildStream project', positionals: [ELEMENTS], flags: BUILD_FLAGS },
  'show': { about: 'Show elements, their keys and states', positionals: [ELEMENTS], flags: SHOW_FLAGS },
  'checkout': { about: 'Write what was built to a folder or an archive', positionals: [ELEMENT], flags: CHECKOUT_FLAGS, also: 'artifact checkout' },
  'shell': {
    about: 'Run a command, or a shell, in the sandbox of an element', positionals: [ELEMENT], flags: SHELL_FLAGS,
    rest: { name: 'command', describe: 'What to run [default: the shell of the project]' },
  },
  'log': { about: 'Show the log of the last build of an element', positionals: [ELEMENT], flags: LOG_FLAGS, also: 'artifact log' },
  'source fetch': { about: 'Fetch sources', positionals: [ELEMENTS], flags: SOURCE_FLAGS },
  'source track': { about: 'Ask for new versions of sources and write them into the elements', positionals: [ELEMENTS], flags: SOURCE_FLAGS },
  'store stat': { about: 'Say what the store holds', positionals: [], flags: STORE_FLAGS },
  'store verify': { about: 'Check everything in the store', positionals: [], flags: STORE_FLAGS },
  'store gc': { about: 'Remove from the store', positionals: [], flags: GC_FLAGS },
} as const satisfies Readonly<Record<string, CommandRow>>

export type CommandName = keyof typeof COMMANDS

/** The names, in the order of help. */
export const COMMAND_NAMES = Object.keys(COMMANDS) as CommandName[]

/** Whether a word is a command. */
export function isCommandName(word: string | undefined): word is CommandName {
  return word !== undefined && Object.hasOwn(COMMANDS, word)
}

/** The command of a name, its own or BuildStream's. */
export function commandCalled(name: string): CommandName | undefined {
  return isCommandName(name) ? name : COMMAND_NAMES.find((command) => rowOf(command).also === name)
}

/** The row of a command, as one of all. */
export function rowOf(name: CommandName): CommandRow {
  return COMMANDS[name]
}

/** The commands of a group, such as `source`. */
export function commandsOfGroup(group: string): readonly CommandName[] {
  return COMMAND_NAMES.filter((name) => name.startsWith(`${group} `))
}
