/**
 * One `git fast-import` that writes into a repository's objects and nowhere else: its refs, its reports of crashes and its settings
 * are those of an empty repository made for it. So whatever ends it, the user's refs, index and work tree are as they were.
 */
import type { ChildProcessWithoutNullStreams } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { makeOwnFolder } from './own-folder.ts'
import { makeOwnRepository } from './own-repository.ts'
import { GitRefused, refuse } from './refusal.ts'
import type { Repository } from './repository.ts'
import { refuseFor, runGit, startGit } from './run-git.ts'

/** A stream of words for fast-import; see import-words.ts. It has to be closed or abandoned. */
export interface ImportStream {
  /** Sends words. */
  readonly send: (words: Uint8Array) => Promise<void>
  /** The id of what was sent as `:mark`. */
  readonly idOf: (mark: number) => Promise<string>
  /** Everything sent so far is in the repository when this is done, and stays there if we are killed. */
  readonly checkpoint: () => Promise<void>
  /** The last checkpoint, and the end. */
  readonly close: () => Promise<void>
  /** The end of a stream that nobody needs; what it sent since the last checkpoint is gone. */
  readonly abandon: () => void
}

/** Opens a stream into the objects of `repository`. */
export async function openImport(repository: Repository): Promise<ImportStream> {
  const objects = (await runGit(repository, ['rev-parse', '--path-format=absolute', '--git-path', 'objects'])).trim()
  const shared = await settingOf(repository, 'core.sharedRepository')
  const folder = makeOwnFolder('import')
  const place = { gitDir: join(folder, 'own.git'), signal: new AbortController().signal }
  try {
    makeOwnRepository(place.gitDir, { idLength: repository.idLength, shared })
    // Its one branch goes from one line of a history to another, which it would else refuse.
    const child = startGit(place, ['fast-import', '--quiet', '--done', '--force', '--date-format=raw-permissive'], { GIT_OBJECT_DIRECTORY: objects })
    return new Import(child, folder)
  } catch (error) {
    rmSync(folder, { recursive: true, force: true })
    throw error
  }
}

async function settingOf(repository: Repository, name: string): Promise<string | undefined> {
  try {
    return (await runGit(repository, ['config', '--get', name])).trim()
  } catch (error) {
    if (error instanceof GitRefused && error.refusal.reason === 'git') return undefined
    throw error
  }
}

/** Words go in, and each answer is a line that comes out, in the order of the questions. */
class Import implements ImportStream {
  private readonly waiting: { readonly answer: (line: string) => void; readonly fail: (error: Error) => void }[] = []
  private readonly ended: Promise<unknown>
  private said = ''
  private fault: Error | undefined

  constructor(private readonly child: ChildProcessWithoutNullStreams, private readonly folder: string) {
    child.stderr.setEncoding('utf8').on('data', (text: string) => { this.said += text })
    createInterface(child.stdout).on('line', (line) => this.waiting.shift()?.answer(line))
    // What stands behind a pipe that breaks is told by the end of the process.
    child.stdin.on('error', () => undefined)
    this.ended = new Promise<void>((resolve) => {
      child.on('error', (error) => { this.fail(error); resolve() })
      child.on('close', (status) => {
        if (status !== 0) this.fail(new Error(this.said.trim() || `git fast-import ended with status ${String(status)}`))
        resolve()
      })
    })
  }

  async send(words: Uint8Array): Promise<void> {
    this.check()
    // A pipe that breaks meanwhile is told by the end of the process, too.
    if (!this.child.stdin.write(words)) await Promise.race([once(this.child.stdin, 'drain').catch(() => this.ended), this.ended])
    this.check()
  }

  async idOf(mark: number): Promise<string> {
    return this.ask(`get-mark :${mark}\n`)
  }

  async checkpoint(): Promise<void> {
    await this.ask('checkpoint\n\nprogress saved\n\n')
  }

  async close(): Promise<void> {
    this.child.stdin.end('done\n')
    await this.ended
    this.clear()
    this.check()
  }

  abandon(): void {
    this.child.kill('SIGKILL')
    this.clear()
  }

  private async ask(question: string): Promise<string> {
    const answer = new Promise<string>((resolve, reject) => this.waiting.push({ answer: resolve, fail: reject }))
    // Sending fails as the answer does, and one of them is enough to be told.
    await Promise.all([answer, this.send(Buffer.from(question))])
    return answer
  }

  private fail(error: Error): void {
    this.fault ??= asRefusal(error)
    for (const { fail } of this.waiting.splice(0)) fail(this.fault)
  }

  private check(): void {
    if (this.fault) throw this.fault
    if (this.child.exitCode !== null && this.child.exitCode !== 0) refuse('git', 'git fast-import ended before it was told to')
  }

  private clear(): void {
    rmSync(this.folder, { recursive: true, force: true })
  }
}

function asRefusal(error: Error): Error {
  try {
    return refuseFor(error)
  } catch (refusal) {
    return refusal instanceof GitRefused ? refusal : error
  }
}
