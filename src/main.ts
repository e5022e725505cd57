#!/usr/bin/env node
/** Words of the command line in, exit code out: the only place that touches the process, and where our own bugs end. */
import process from 'node:process'
import { visibleText } from './diagnostics/visible-text.ts'
import { EXIT } from './cli/exit-code.ts'
import type { Io, StopReason } from './cli/io.ts'
import type { ShowPaged } from './cli/pager.ts'
import { run } from './cli/run.ts'

// Of what is no terminal Node says nothing, and who is told nothing decides by CI and FORCE_COLOR.
const isTerminal = (stream: { readonly isTTY?: boolean }): boolean => stream.isTTY ?? false
const hasColour = (process.env.NO_COLOR ?? '') === ''
const io: Io = {
  stdout: (text) => { process.stdout.write(text) },
  stderr: (text) => { process.stderr.write(text) },
  cwd: process.cwd(),
  colour: isTerminal(process.stderr) && hasColour,
  stdoutColour: isTerminal(process.stdout) && hasColour,
  ...(isTerminal(process.stdout) ? { showPaged } : {}),
  columns: process.stdout.columns || 80,
  screen: isTerminal(process.stderr) && process.env.TERM !== 'dumb'
    ? { columns: () => process.stderr.columns || 80, rows: () => process.stderr.rows || 24 } : undefined,
  environment: process.env,
  now: Date.now,
  stopSignal,
}

function stopSignal(reason: StopReason): AbortSignal {
  const controller = new AbortController()
  const stop = (): void => {
    // Not an exit code: the second time nobody waits for what is still on its way.
    if (controller.signal.aborted) process.exit(EXIT.stopped)
    controller.abort()
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', reason === 'interrupt' ? stop : () => undefined)
  return controller.signal
}

/** Ctrl-C is the pager's for as long as there is one: we end when it does. */
async function showPaged(...[command, text, environment]: Parameters<ShowPaged>): Promise<boolean> {
  const pager = await import('./cli/pager.ts')
  const earlier = process.listeners('SIGINT')
  const ignore = (): void => undefined
  process.on('SIGINT', ignore)
  for (const listener of earlier) process.off('SIGINT', listener)
  try {
    return await pager.showPaged(command, text, environment)
  } finally {
    for (const listener of earlier) process.on('SIGINT', listener)
    process.off('SIGINT', ignore)
  }
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
