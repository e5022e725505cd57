/** Which word of a command line is the command, since options may stand before it. Knows nothing of what options mean. */
import { commandCalled, COMMAND_NAMES, rowOf, type CommandName } from './command-table.ts'
import { sortWords } from './sort-words.ts'

/** A command and the words that are left: those before it and those behind it. */
export interface FoundCommand {
  readonly name: CommandName
  readonly words: readonly string[]
}

/** The first command that stands where a command can: before it are options of its own, and nothing else. */
export function findCommand(words: readonly string[]): FoundCommand | undefined {
  const end = words.indexOf('--')
  for (let index = 0; index < (end === -1 ? words.length : end); index++) {
    for (const length of [2, 1]) {
      const name = commandCalled(words.slice(index, index + length).join(' '))
      if (!name) continue
      const before = sortWords(words.slice(0, index), rowOf(name).flags)
      if (before.ok && before.others.length === 0) return { name, words: [...words.slice(0, index), ...words.slice(index + length)] }
    }
  }
  return undefined
}

/** The group (such as `source`) that words name without a command of it. */
export function findGroup(words: readonly string[]): string | undefined {
  return words.find((word) => COMMAND_NAMES.some((name) => name.startsWith(`${word} `)))
}
