/** One run: words of the command line → exit code. Loads only what the words ask for. */
import { visibleText } from '../diagnostics/visible-text.ts'
import { parseCommandLine, type Command } from './command-line.ts'
import { EXIT } from './exit-code.ts'
import { helpFor } from './help.ts'
import type { Io } from './io.ts'
import type { Workshops } from './workshop.ts'

/** Does what `words` (behind the program's name) say. */
export async function run(words: readonly string[], io: Io): Promise<number> {
  const help = helpFor(words, io.columns)
  if (help !== undefined) {
    io.stdout(help)
    return EXIT.done
  }
  const parsed = parseCommandLine(words)
  if (parsed.ok) return runCommand(parsed.command, io)
  io.stderr(`morph2bst: ${parsed.message.split('\n').map(visibleText).join('\n')}\n  hint: see morph2bst --help\n`)
  return EXIT.usage
}

async function runCommand(command: Command, io: Io): Promise<number> {
  switch (command.name) {
    case 'convert': return (await import('./commands/convert.ts')).convertCommand(command.words.definitions, command.values, io)
    case 'audit': return (await import('./commands/audit.ts')).auditCommand(command.words.definitions, command.values, io)
    case 'diff': return (await import('./commands/diff.ts')).diffCommand(command.words, command.values, io)
    case 'migrate': return (await import('./commands/migrate.ts')).migrateCommand(command.words.definitions, command.values, io)
    case 'explain': return (await import('./commands/explain.ts')).explainCommand(command.words.code, command.values, io)
    case 'boot': return (await import('./commands/boot.ts')).bootCommand(command.words.image, command.values, io)
    case 'base': return (await import('./commands/base.ts')).baseCommand(command.values, io)
    default: return runProjectCommand(command, io, (await import('./builder-workshop.ts')).builderWorkshops(io.environment))
  }
}

/** A command that works on projects. */
export type ProjectCommand = Exclude<Command, { readonly name: 'convert' | 'audit' | 'diff' | 'migrate' | 'explain' | 'boot' | 'base' }>

/** The commands that read and build projects; `workshops` is what they do it with. */
export async function runProjectCommand(command: ProjectCommand, io: Io, workshops: Workshops): Promise<number> {
  switch (command.name) {
    case 'verify': return (await import('./commands/verify.ts')).verifyCommand(command.words.definitions, command.values, io, workshops)
    case 'build': return (await import('./commands/build.ts')).buildCommand(command.words.element, command.values, io, workshops)
    case 'show': return (await import('./commands/show.ts')).showCommand(command.words.element, command.values, io, workshops)
    case 'checkout': return (await import('./commands/checkout.ts')).checkoutCommand(command.words.element, command.values, io, workshops)
    case 'shell': return (await import('./commands/shell.ts')).shellCommand(command.words.element, command.rest, command.values, io, workshops)
    case 'log': return (await import('./commands/log.ts')).logCommand(command.words.element, command.values, io, workshops)
    case 'source fetch': return (await import('./commands/source.ts')).fetchCommand(command.words.element, command.values, io, workshops)
    case 'source track': return (await import('./commands/source.ts')).trackCommand(command.words.element, command.values, io, workshops)
    case 'store stat': return (await import('./commands/store.ts')).statCommand(command.values, io, workshops)
    case 'store verify': return (await import('./commands/store.ts')).verifyCommand(command.values, io, workshops)
    case 'store gc': return (await import('./commands/store.ts')).gcCommand(command.values, io, workshops)
  }
}
