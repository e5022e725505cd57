/** One run of git by pipes: for what simple-git does not pass on, such as bytes, or settings that take programs away. */
import { once } from 'node:events'
import { refuseFor, startGit, type GitExtras, type GitPlace } from './run-git.ts'

/** Runs git with something to read; what it writes. */
export async function feedGit(place: GitPlace, words: readonly string[], input: string, extras: GitExtras = {}): Promise<Buffer> {
  const child = startGit(place, words, extras)
  const parts: Buffer[] = []
  let said = ''
  child.stdout.on('data', (part: Buffer) => parts.push(part))
  child.stderr.setEncoding('utf8').on('data', (text: string) => { said += text })
  child.stdin.on('error', () => undefined)
  child.stdin.end(input)
  try {
    const [status] = await once(child, 'close') as [number | null]
    if (status !== 0) throw new Error(said.trim() || `git ended with status ${String(status)}`)
    return Buffer.concat(parts)
  } catch (error) {
    return refuseFor(error)
  }
}
