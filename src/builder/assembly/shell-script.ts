/** Commands of an element → one shell script, so that all of them share a sandbox (BF §4.1). Pure. */
import { shellQuote } from '../../std/shell-quote.ts'
import type { IntegrationCommand } from './integration.ts'

/** A command with the name of the group that it belongs to, such as `build-commands`. */
export interface PhaseCommand {
  readonly group: string
  readonly command: string
}

/**
 * Each command in a shell of its own that ends at its first failing part; the first failing command ends the script with
 * its status. The number of each command is written to descriptor 3 before it runs, and each is echoed.
 */
export function phaseScript(commands: readonly PhaseCommand[]): string {
  const lines = commands.map(({ command }, index) => `${mark(index)}\nsh -c -e ${shellQuote(`${command}\n`)} 3>&-`)
  return ['set -ex', ...lines, ''].join('\n')
}

/** The same for integration commands, each of which has the environment of the element that declared it. */
export function integrationScript(commands: readonly IntegrationCommand[]): string {
  const start = commands[0]?.environment ?? new Map<string, string>()
  const lines = commands.map(({ command, environment }, index) => {
    const run = `sh -e -c ${shellQuote(`${command}\n`)} 3>&-`
    const change = changeOf(start, environment)
    return `${mark(index)}\n${change === '' ? run : `( { ${change}; } 2>/dev/null; ${run} )`}`
  })
  return ['set -ex', ...lines, ''].join('\n')
}

/** In braces, so that the shell's own echo of it is not seen either. */
function mark(index: number): string {
  return `{ echo ${index} >&3; } 2>/dev/null`
}

/** What turns one environment into another; names that no shell could hold are passed over. */
function changeOf(from: ReadonlyMap<string, string>, to: ReadonlyMap<string, string>): string {
  const gone = [...from.keys()].filter((name) => !to.has(name) && isName(name)).map((name) => `unset ${name}`)
  const set = [...to].filter(([name, value]) => from.get(name) !== value && isName(name)).map(([name, value]) => `export ${name}=${shellQuote(value)}`)
  return [...gone, ...set].join('; ')
}

function isName(name: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name)
}
