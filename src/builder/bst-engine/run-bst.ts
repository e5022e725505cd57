/** Runs an installed BuildStream 2. Knows its command and nothing of projects. */
import { spawn } from 'node:child_process'
import { failed, success, type Result } from '../failure.ts'

/** Where and how it runs. */
export interface BstWorld {
  /** Name or path of the program. */
  readonly command: string
  /** Folder of the project; absolute. */
  readonly root: string
  /** Takes what it prints, as it comes. */
  readonly output: (text: string) => void
  readonly signal: AbortSignal
}

/** The version, if it is a BuildStream 2. */
export async function bstVersion(world: BstWorld): Promise<Result<string>> {
  let printed = ''
  const status = await runBst(['--version'], { ...world, output: (text) => { printed += text } })
  if (!status.ok) return status
  const version = printed.trim()
  if (status.value === 0 && /^2\.\d+/.test(version)) return success(version)
  const said = status.value === 0 ? `is version ${JSON.stringify(version.slice(0, 100))}` : `cannot say its version (it ended with ${status.value})`
  return failed('host', `${world.command} ${said}; expected BuildStream 2`, { hint: 'name another one with --bst COMMAND, or build without --engine bst' })
}

/** Runs it with these words; answers with its exit status. Stopping it lets it end in its own way. */
export function runBst(words: readonly string[], { command, root, output, signal }: BstWorld): Promise<Result<number>> {
  return new Promise((resolve) => {
    const child = spawn(command, words, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
    const stop = (): void => { child.kill('SIGTERM') }
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', output)
    signal.addEventListener('abort', stop, { once: true })
    child.on('error', (error: NodeJS.ErrnoException) => {
      signal.removeEventListener('abort', stop)
      const why = error.code === 'ENOENT' ? 'is not there' : `cannot be run: ${error.message}`
      resolve(failed('host', `${command} ${why}`, { hint: 'install BuildStream 2, or name it with --bst COMMAND' }))
    })
    child.on('close', (status) => {
      signal.removeEventListener('abort', stop)
      resolve(signal.aborted ? failed('stopped', 'stopped') : success(status ?? 1))
    })
  })
}
