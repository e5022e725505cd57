/** One run at a time downloads into a cache. The kernel lets go of the lock whenever we end, however that is. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { Refused } from './failure.ts'
import { stopped, type Surroundings } from './run-program.ts'

/** How long we wait before we say so. */
const PATIENCE_MS = 2000

/** Holds the lock of the folder while `work` runs; `waiting` is called if another run has it. */
export async function whileLocked<T>(folder: string, { environment, signal }: Surroundings, waiting: () => void, work: () => Promise<T>): Promise<T> {
  const holder = spawn('flock', [join(folder, 'lock'), 'sh', '-c', 'echo; exec cat'], { env: environment, stdio: ['pipe', 'pipe', 'pipe'] })
  const timer = setTimeout(waiting, PATIENCE_MS)
  const stop = (): void => { holder.kill('SIGTERM') }
  signal.addEventListener('abort', stop, { once: true })
  let said = ''
  holder.stderr.setEncoding('utf8').on('data', (text: string) => { said += text })
  // Neither a signal nor our end may leave an error that nobody hears.
  holder.stdin.on('error', () => undefined)
  try {
    await new Promise<void>((resolve, reject) => {
      holder.stdout.once('data', () => resolve())
      holder.once('error', (error) => reject(new Refused('missing-tool', `flock cannot be run: ${error.message}`)))
      holder.once('close', () => reject(signal.aborted ? stopped() : new Refused('disk', `the folder ${folder} cannot be locked`, { hint: 'name another folder with --cache DIR', detail: said })))
    })
    clearTimeout(timer)
    return await work()
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', stop)
    holder.stdin.end()
  }
}
