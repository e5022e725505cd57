/** One run: words of the command line → exit code. Loads only what the words ask for. */
import { visibleText } from '../diagnostics/visible-text.ts'
import type { Command } from './command-line.ts'
import { EXIT, type ExitCode } from './exit-code.ts'
import { helpFor } from './help.ts'
import type { Io } from './io.ts'

/** Does what `words` (behind the program's name) say. */
export async function run(words: readonly string[], io: Io): Promise<ExitCode> {
  const help = helpFor(words, io.columns)
  if (help !== undefined) {
    io.stdout(help)
    return EXIT.done
  }
  const { parseCommandLine } = await import('./command-line.ts')
  const parsed = await parseCommandLine(words)
  if (parsed.ok) return runCommand(parsed.command, io)
  io.stderr(`morph2bst: ${parsed.message.split('\n').map(visibleText).join('\n')}\n  hint: see morph2bst --help\n`)
  return EXIT.usage
}

async function runCommand(command: Command, io: Io): Promise<ExitCode> {
  switch (command.name) {
    case 'convert': return (await import('./commands/convert.ts')).convertCommand(command.definitions, command.values, io)
    case 'audit': return (await import('./commands/audit.ts')).auditCommand(command.definitions, command.values, io)
    case 'explain': return (await import('./commands/explain.ts')).explainCommand(command.code, command.values, io)
  }
}
