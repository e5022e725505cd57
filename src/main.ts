#!/usr/bin/env node
/** Words of the command line in, exit code out: the only place that touches the process, and where our own bugs end. */
import process from 'node:process'
import { visibleText } from './diagnostics/visible-text.ts'
import { EXIT } from './cli/exit-code.ts'
import type { Io } from './cli/io.ts'
import { run } from './cli/run.ts'

const io: Io = {
  stdout: (text) => { process.stdout.write(text) },
  stderr: (text) => { process.stderr.write(text) },
  cwd: process.cwd(),
  colour: process.stderr.isTTY && (process.env.NO_COLOR ?? '') === '',
  columns: process.stdout.columns || 80,
}

// A reader that has seen enough (`| head`) is no reason to stop half-way or to complain; a full disk is one to complain.
let outputFailed = false
process.stderr.on('error', () => undefined)
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE' || outputFailed) return
  outputFailed = true
  process.exitCode = EXIT.input
  io.stderr(`morph2bst: what is printed cannot be written: ${error.code ?? error.message}\n`)
})

try {
  // Not process.exit: what is still on its way into a pipe would be lost.
  const exitCode = await run(process.argv.slice(2), io)
  process.exitCode ??= exitCode
} catch (error) {
  process.exitCode = EXIT.bug
  const told = error instanceof Error ? error.stack ?? error.message : String(error)
  io.stderr(`morph2bst: this is a bug in morph2bst, not in your definitions. Please report it with the command line and these lines:\n\n${told.split('\n').map(visibleText).join('\n')}\n`)
}
