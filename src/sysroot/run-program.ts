/** Runs a program of the host to its end. Knows no program. */
import { spawn } from 'node:child_process'
import { Refused } from './failure.ts'

/** How a program ended and what it said. */
export interface ProgramResult {
  readonly status: number
  readonly stdout: string
  readonly stderr: string
}

/** What surrounds a program. */
export interface Surroundings {
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly signal: AbortSignal
}

/** Runs it with English messages. Throws {@link Refused} where it does not exist, and once the work is to stop. */
export function runProgram(program: string, words: readonly string[], { environment, signal }: Surroundings): Promise<ProgramResult> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(stopped())
      return
    }
    const child = spawn(program, words, { env: { ...environment, LC_ALL: 'C', LANGUAGE: '' }, stdio: ['ignore', 'pipe', 'pipe'] })
    const stop = (): void => { child.kill('SIGTERM') }
    signal.addEventListener('abort', stop, { once: true })
    const said = { stdout: '', stderr: '' }
    for (const name of ['stdout', 'stderr'] as const) child[name].setEncoding('utf8').on('data', (text: string) => { said[name] += text })
    child.on('error', (error) => {
      signal.removeEventListener('abort', stop)
      reject(new Refused('missing-tool', `${program} cannot be run: ${error.message}`))
    })
    child.on('close', (status, killedBy) => {
      signal.removeEventListener('abort', stop)
      if (signal.aborted) reject(stopped())
      else resolve({ status: status ?? 128, ...said, ...killedBy ? { stderr: `${said.stderr}it was ended by ${killedBy}\n` } : {} })
    })
  })
}

/** What a run that the person stopped ends with. */
export function stopped(): Refused {
  return new Refused('stopped', 'stopped')
}
