/** Long output page by page, as git does it: with which settings, and what becomes of it when the person has seen enough. */
import { spawn } from 'node:child_process'

/** The environment of a run. */
type Environment = Readonly<Record<string, string | undefined>>

/** Shows a text by a program at the terminal; whether there was such a program. */
export type ShowPaged = (command: string, text: string, environment: Environment) => Promise<boolean>

/** What git hands to its pager where the person has not said otherwise: a text of one screen needs none, colours are shown, the text stays. */
const PAGER_DEFAULTS = { LESS: 'FRX', LV: '-c' }

/** Characters for which git asks a shell. */
const SHELL = /[|&;<>()$`\\"' \t\n*?[#~=%]/

/** Runs the pager and waits until the person has left it. What it did not read is no loss. */
export const showPaged: ShowPaged = async (command, text, environment) => {
  const [program, words] = SHELL.test(command) ? ['/bin/sh', ['-c', command]] as const : [command, []] as const
  const child = spawn(program, words, { env: { ...PAGER_DEFAULTS, ...environment }, stdio: ['pipe', 'inherit', 'inherit'] })
  return new Promise((done) => {
    // There was none to begin with, so that nothing was shown.
    child.on('error', () => done(false))
    child.stdin.on('error', () => undefined)
    child.on('close', (status) => done(status !== NO_SUCH_COMMAND))
    child.stdin.end(text)
  })
}

/** How a shell ends that found no such program. */
const NO_SUCH_COMMAND = 127
