/** What `--help` and `--version` say, made from the tables alone: nothing else has to be loaded for it. */
import packageJson from '../../package.json' with { type: 'json' }
import { COMMANDS, isCommandName, type CommandRow } from './command-table.ts'
import type { Flag } from './options.ts'

/** The text to show, if the words ask for help or the version. */
export function helpFor(words: readonly string[], columns: number): string | undefined {
  const end = words.indexOf('--')
  const asked = end === -1 ? words : words.slice(0, end)
  if (asked.includes('--help') || asked.includes('-h')) {
    const name = asked.find((word) => !word.startsWith('-'))
    return isCommandName(name) ? commandHelp(name, COMMANDS[name], Math.min(columns, 100)) : programHelp(Math.min(columns, 100))
  }
  return asked.includes('--version') ? `${packageJson.version}\n` : undefined
}

function programHelp(columns: number): string {
  const rows = Object.entries<CommandRow>(COMMANDS).map(([name, row]) => [usage(name, row), row.about] as const)
  return `Converts Baserock definitions to BuildStream projects.

Usage: morph2bst COMMAND

Commands:
${columnsOf([...rows, ['COMMAND --help', 'Options of a command']], columns)}

Options:
${columnsOf([['-h, --help', 'Show help'], ['    --version', 'Show the version']], columns)}

Exit codes: 0 done, 1 the input has errors (or warnings with --strict, or --check found
a difference), 2 wrong usage, 3 a build failed, 70 a bug of ours.
`
}

function commandHelp(name: string, row: CommandRow, columns: number): string {
  const { positional } = row
  const flags = Object.entries(row.flags).map(([option, flag]) => [flagWords(option, flag), flag.describe] as const)
  return `${row.about}

Usage: morph2bst ${usage(name, row)}

${columnsOf([[positional.name.toUpperCase(), positional.describe]], columns)}

Options:
${columnsOf([...flags, ['-h, --help', 'Show help']], columns)}
`
}

function usage(name: string, { positional, flags }: CommandRow): string {
  const word = positional.name.toUpperCase()
  const required = Object.entries(flags).filter(([, flag]) => flag.required).map(([option, flag]) => ` --${option} ${flag.value ?? ''}`)
  return `${name} ${positional.required ? word : `[${word}]`}${required.join('')}`
}

function flagWords(option: string, flag: Flag): string {
  const value = flag.choices?.join('|') ?? flag.value
  return `${flag.alias === undefined ? '   ' : `-${flag.alias},`} --${option}${value === undefined ? '' : ` ${value}`}`
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
