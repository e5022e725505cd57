/** What `--help` and `--version` say, made from the tables alone: nothing else has to be loaded for it. */
import packageJson from '../../package.json' with { type: 'json' }
import { COMMAND_NAMES, commandsOfGroup, rowOf, type CommandName } from './command-table.ts'
import { findCommand, findGroup } from './find-command.ts'
import type { Flag } from './options.ts'

/** The text to show, if the words ask for help or the version. */
export function helpFor(words: readonly string[], columns: number): string | undefined {
  const end = words.indexOf('--')
  const asked = end === -1 ? words : words.slice(0, end)
  if (asked.includes('--help') || asked.includes('-h')) {
    return helpAbout(asked.filter((word) => word !== '--help' && word !== '-h'), Math.min(columns, 100))
  }
  return asked.includes('--version') ? `${packageJson.version}\n` : undefined
}

function helpAbout(words: readonly string[], columns: number): string {
  const name = findCommand(words)?.name
  if (name) return commandHelp(name, columns)
  const group = findGroup(words)
  return group === undefined ? programHelp(columns) : groupHelp(group, columns)
}

function programHelp(columns: number): string {
  return `Converts Baserock definitions to BuildStream projects, and builds BuildStream projects.

Usage: morph2bst COMMAND

Commands:
${columnsOf([...commandRows(COMMAND_NAMES), ['COMMAND --help', 'Options of a command']], columns)}

Options:
${columnsOf([['-h, --help', 'Show help'], ['    --version', 'Show the version']], columns)}

Exit codes: 0 done, 1 the input has errors (or warnings with --strict, or --check or
--exit-code found a difference), 2 wrong usage, 3 a build failed, 4 a machine did not do
what was expected, 70 a bug of ours, 130 stopped by you.
`
}

function groupHelp(group: string, columns: number): string {
  return `Usage: morph2bst ${group} COMMAND

Commands:
${columnsOf(commandRows(commandsOfGroup(group)), columns)}
`
}

function commandRows(names: readonly CommandName[]): readonly (readonly [string, string])[] {
  return names.map((name) => [usage(name), rowOf(name).about])
}

function commandHelp(name: CommandName, columns: number): string {
  const { about, also, positionals, rest, flags } = rowOf(name)
  const words = [...positionals, ...rest ? [rest] : []].map((word) => [word.name.toUpperCase(), word.describe] as const)
  const options = Object.entries(flags).map(([option, flag]) => [flagWords(option, flag), flag.describe] as const)
  return `${about}

Usage: morph2bst ${usage(name)}
${also === undefined ? '' : `Also:  morph2bst ${also}\n`}
${words.length ? `${columnsOf(words, columns)}\n\n` : ''}Options:
${columnsOf([...options, ['-h, --help', 'Show help']], columns)}
`
}

function usage(name: CommandName): string {
  const { positionals, rest, flags } = rowOf(name)
  const words = positionals.map((word) => {
    const upper = `${word.name.toUpperCase()}${word.many ? '...' : ''}`
    return word.required ? ` ${upper}` : ` [${upper}]`
  })
  const required = Object.entries(flags).filter(([, flag]) => flag.required).map(([option, flag]) => ` --${option} ${flag.value ?? ''}`)
  return `${name}${words.join('')}${required.join('')}${rest ? ` [-- ${rest.name.toUpperCase()}...]` : ''}`
}

function flagWords(option: string, flag: Flag): string {
  const value = flag.choices?.join('|') ?? flag.value
  const shown = value === undefined ? '' : flag.type === 'optional' ? `[=${value}]` : ` ${value}`
  return `${flag.alias === undefined ? '   ' : `-${flag.alias},`} --${option}${shown}`
}

/** Two columns, the second one wrapped; below the first where that is long. */
function columnsOf(rows: readonly (readonly [string, string])[], columns: number): string {
  const width = Math.min(30, Math.max(...rows.map(([left]) => left.length)))
  const indent = ' '.repeat(width + 4)
  return rows.map(([left, right]) => {
    const text = wrap(right, Math.max(20, columns - indent.length)).join(`\n${indent}`)
    return left.length > width ? `  ${left}\n${indent}${text}` : `  ${left.padEnd(width)}  ${text}`
  }).join('\n')
}

function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}
