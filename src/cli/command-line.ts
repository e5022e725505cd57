/** Words of the command line → a command with its values, or what is wrong with them. Knows no command's work. */
import yargs from 'yargs'
import type { Argv, Options } from 'yargs'
import { nearest } from '../std/nearest.ts'
import { COMMANDS, isCommandName, type CommandName, type CommandRow } from './command-table.ts'
import type { AUDIT_FLAGS, CONVERT_FLAGS, EXPLAIN_FLAGS, Flag, ValuesOf } from './options.ts'

/** A command to run. */
export type Command =
  | { readonly name: 'convert'; readonly definitions: string; readonly values: ValuesOf<typeof CONVERT_FLAGS> }
  | { readonly name: 'audit'; readonly definitions: string; readonly values: ValuesOf<typeof AUDIT_FLAGS> }
  | { readonly name: 'explain'; readonly code: string | undefined; readonly values: ValuesOf<typeof EXPLAIN_FLAGS> }

/** What the words mean: a command, or a mistake. */
export type Parsed =
  | { readonly ok: true; readonly command: Command }
  | { readonly ok: false; readonly message: string }

type Given = Readonly<Record<string, unknown>>

/** Parses the words behind the program's name; help and version are dealt with before. */
export async function parseCommandLine(words: readonly string[]): Promise<Parsed> {
  let found: { readonly name: CommandName; readonly given: Given } | undefined
  let parser = yargs([]).scriptName('morph2bst')
    .parserConfiguration({ 'camel-case-expansion': false, 'dot-notation': false, 'greedy-arrays': false, 'parse-numbers': false, 'parse-positional-numbers': false })
    .locale('en').help(false).version(false).exitProcess(false).strict().recommendCommands().demandCommand(1, 'which command?')
  for (const [name, row] of Object.entries<CommandRow>(COMMANDS) as [CommandName, CommandRow][]) {
    parser = parser.command(usage(name, row), row.about, (command) => declare(command, row), (given) => {
      found = { name, given }
    })
  }
  const failure = await parseQuietly(parser, words)
  if (failure !== undefined || !found) return { ok: false, message: withSuggestion(failure ?? 'which command?', words) }
  return readCommand(found.name, found.given)
}

function usage(name: CommandName, { positional }: CommandRow): string {
  return `${name} ${positional.required ? `<${positional.name}>` : `[${positional.name}]`}`
}

function declare(command: Argv, row: CommandRow): Argv {
  const flags = Object.fromEntries(Object.entries(row.flags).map(([name, flag]) => [name, yargsOption(flag)]))
  return command.positional(row.positional.name, { type: 'string' }).options(flags)
}

function yargsOption({ type, array, choices, alias }: Flag): Options {
  return {
    type, ...(array ? { array: true, nargs: 1 } : {}), ...(choices ? { choices } : {}), ...(alias === undefined ? {} : { alias }),
    ...(type === 'string' ? { requiresArg: true } : {}),
  }
}

/** Runs yargs without letting it print or end anything; answers with what it finds wrong. */
async function parseQuietly(parser: Argv, words: readonly string[]): Promise<string | undefined> {
  let failure: string | undefined
  await parser.fail((message: string | null, error: Error | undefined) => {
    failure ??= message ?? error?.message ?? 'the command line cannot be read'
  }).parseAsync([...words], {}, () => undefined)
  return failure
}

function readCommand(name: CommandName, given: Given): Parsed {
  const row: CommandRow = COMMANDS[name]
  const values: Record<string, unknown> = {}
  for (const [option, flag] of Object.entries(row.flags)) {
    const value = given[option]
    if (value === undefined) continue
    // Of an option that is no list the last one counts, so that an alias in the shell can be overruled.
    values[option] = flag.array ? [value].flat() : Array.isArray(value) ? value.at(-1) as unknown : value
    if (flag.type === 'string' && [values[option]].flat().includes('')) return { ok: false, message: `--${option} needs a value` }
  }
  const word = given[row.positional.name]
  if (word === '') return { ok: false, message: `${row.positional.name.toUpperCase()} is empty` }
  const command = name === 'explain' ? { name, code: word, values } : { name, definitions: word, values }
  return { ok: true, command: command as Command }
}

/** Puts what yargs says in our words where it speaks of its own, and adds "did you mean" for options. */
function withSuggestion(message: string, words: readonly string[]): string {
  const name = words.find(isCommandName)
  const row: CommandRow | undefined = name && COMMANDS[name]
  if (row && message.startsWith('Not enough non-option arguments')) return `${name ?? ''} needs ${row.positional.name.toUpperCase()}`
  const unknown = /^Unknown arguments?: (.*)$/m.exec(message)?.[1]?.split(', ') ?? []
  const known = Object.keys(row?.flags ?? {})
  const meant = unknown.flatMap((word) => nearest(word, known) ?? [])
  const plain = message.replace(/^[A-Z]/, (letter) => letter.toLowerCase())
  return meant.length ? `${plain}; did you mean ${meant.map((word) => `--${word}`).join(', ')}?` : plain
}
