/** Words of the command line → a command with its values, or what is wrong with them. Knows no command's work. */
import { nearest } from '../std/nearest.ts'
import { COMMAND_NAMES, commandCalled, commandsOfGroup, rowOf, type COMMANDS, type CommandName, type CommandRow, type Positional } from './command-table.ts'
import { findCommand, findGroup } from './find-command.ts'
import type { ValuesOf } from './options.ts'
import { sortWords, type SortedWords } from './sort-words.ts'

type WordsOf<P extends Positional> = { readonly [Q in P as Q['name']]: Q extends { readonly many: true } ? readonly string[] : Q extends { readonly required: true } ? string : string | undefined }

/** A command to run. */
export type Command = { readonly [K in CommandName]: {
  readonly name: K
  /** The positional words by name. */
  readonly words: WordsOf<(typeof COMMANDS)[K]['positionals'][number]>
  /** What stands behind `--`, for commands that take it. */
  readonly rest: readonly string[]
  readonly values: ValuesOf<(typeof COMMANDS)[K]['flags']>
} }[CommandName]

/** What the words mean: a command, or a mistake. */
export type Parsed =
  | { readonly ok: true; readonly command: Command }
  | { readonly ok: false; readonly message: string }

/** Parses the words behind the program's name; help and version are dealt with before. */
export function parseCommandLine(words: readonly string[]): Parsed {
  const found = findCommand(words)
  if (!found) return { ok: false, message: whichCommand(words) }
  const row = rowOf(found.name)
  const sorted = sortWords(found.words, row.flags)
  return sorted.ok ? readCommand(found.name, row, sorted) : sorted
}

function readCommand(name: CommandName, row: CommandRow, sorted: SortedWords): Parsed {
  const { values, others, rest = [] } = withOptionalValues(row, sorted)
  const left = row.rest ? [...others] : [...others, ...rest]
  const named: Record<string, string | readonly string[] | undefined> = {}
  for (const positional of row.positionals) {
    const upper = positional.name.toUpperCase()
    const given = positional.many ? left.splice(0) : left.splice(0, 1)
    if (given.includes('')) return { ok: false, message: `${upper} is empty` }
    if (given.length === 0 && positional.required) return { ok: false, message: `${name} needs ${upper}` }
    named[positional.name] = positional.many ? given : given[0]
  }
  if (left.length > 0) return { ok: false, message: `unknown argument${left.length > 1 ? 's' : ''}: ${left.join(', ')}` }
  // The table decides both the types of `Command` and what is read here.
  return { ok: true, command: { name, words: named, rest: row.rest ? rest : [], values } as Command }
}

/** Where there are more words than the command takes, those behind an option whose value may be left out are its value. */
function withOptionalValues(row: CommandRow, sorted: SortedWords): SortedWords {
  if (row.positionals.some(({ many }) => many)) return sorted
  const count = sorted.others.length + (row.rest ? 0 : sorted.rest?.length ?? 0)
  const taken = sorted.perhaps.slice(0, Math.max(0, count - row.positionals.length))
  const indices = new Set(taken.map(({ index }) => index))
  return {
    ...sorted, others: sorted.others.filter((_, index) => !indices.has(index)),
    values: { ...sorted.values, ...Object.fromEntries(taken.map(({ name, index }) => [name, sorted.others[index] ?? ''])) },
  }
}

function whichCommand(words: readonly string[]): string {
  const group = findGroup(words)
  if (group !== undefined) return `${group} needs ${commandsOfGroup(group).map((name) => name.slice(group.length + 1)).join(' or ')}`
  const word = words.find((given) => !given.startsWith('-'))
  if (word === undefined) return 'which command?'
  const at = words.findIndex(commandCalled)
  const command = commandCalled(words[at] ?? '')
  const before = command && sortWords(words.slice(0, at), rowOf(command).flags)
  if (before && !before.ok) return before.message
  const meant = nearest(word, COMMAND_NAMES)
  return `there is no command ${word}${meant === undefined ? '' : `; did you mean ${meant}?`}`
}
