/** Objects of a repository by two `git cat-file` processes that stay: one for sizes, one for contents. Knows nothing of what is in them. */
import type { ChildProcessWithoutNullStreams } from 'node:child_process'
import { GitRefused } from './refusal.ts'
import { checkStopped, refuseFor, runGitSync, startGit, type GitPlace } from './run-git.ts'

/** An object. */
export interface GitObject {
  readonly id: string
  readonly type: string
  /** Bytes. */
  readonly size: number
}

/** An object with its content. */
export interface GitContent extends GitObject {
  readonly bytes: Buffer
}

/** Objects of one repository; the processes are started when they are first needed, and end with {@link close}. */
export class ObjectReader {
  private readonly sizes: Batch
  private readonly contents: Batch

  constructor(private readonly place: GitPlace) {
    this.sizes = new Batch(place, '--batch-check')
    this.contents = new Batch(place, '--batch')
  }

  /** Type and size of each, in their order. A missing one is a refusal. */
  async look(names: readonly string[]): Promise<readonly GitObject[]> {
    return this.sizes.ask(names)
  }

  /** The contents, in their order. `names` are ids, or words without blanks that lead to objects, such as `HEAD^{tree}`. */
  async read(names: readonly string[]): Promise<readonly GitContent[]> {
    return this.contents.ask(names)
  }

  /** The content of a blob, for callers that cannot wait; a process for each. */
  readSync(id: string, size: number): Buffer {
    try {
      return runGitSync(this.place, ['cat-file', 'blob', id], size + 1024)
    } catch (error) {
      throw error instanceof GitRefused && error.refusal.reason === 'git' ? missing(id) : error
    }
  }

  /** Ends both processes. */
  async close(): Promise<void> {
    await Promise.all([this.sizes.close(), this.contents.close()])
  }
}

interface Question {
  readonly name: string
  readonly done: (answer: GitContent) => void
  readonly failed: (error: unknown) => void
}

const NOTHING = Buffer.alloc(0)

/** One process: a name a line goes in, objects come out in the same order. */
class Batch {
  private child: ChildProcessWithoutNullStreams | undefined
  private readonly waiting: Question[] = []
  private answered = 0
  private chunks: Buffer[] = []
  private length = 0
  private head: GitObject | undefined
  private said = ''

  constructor(private readonly place: GitPlace, private readonly how: '--batch' | '--batch-check') {}

  async ask(names: readonly string[]): Promise<readonly GitContent[]> {
    if (names.length === 0) return []
    checkStopped(this.place.signal)
    const child = this.child ??= this.start()
    const answers = names.map((name) => new Promise<GitContent>((done, failed) => this.waiting.push({ name, done, failed })))
    child.stdin.write(names.map((name) => `${name}\n`).join(''))
    const settled = await Promise.allSettled(answers)
    const bad = settled.find((answer) => answer.status === 'rejected')
    if (bad) throw bad.reason
    return settled.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []))
  }

  async close(): Promise<void> {
    const { child } = this
    if (!child) return
    const closed = new Promise((done) => child.once('close', done))
    child.stdin.end()
    await closed
  }

  private start(): ChildProcessWithoutNullStreams {
    const child = startGit(this.place, ['cat-file', this.how])
    child.stdout.on('data', (chunk: Buffer) => this.take(chunk))
    child.stderr.on('data', (chunk: Buffer) => { this.said += chunk.toString() })
    child.stdin.on('error', () => undefined)
    child.on('error', (error) => this.fail(child, error))
    child.on('close', () => this.fail(child, new Error(this.said || 'git cat-file ended')))
    return child
  }

  private fail(child: ChildProcessWithoutNullStreams, error: Error): void {
    if (this.child !== child) return
    this.child = undefined
    const left = this.waiting.slice(this.answered)
    this.waiting.length = this.answered = 0
    for (const { name, failed } of left) failed(this.reason(name, error))
  }

  private reason(name: string, error: Error): unknown {
    // Where contents are fetched when they are needed, git dies of not being allowed to.
    if (/promisor|could not fetch/.test(error.message)) return missing(name)
    try {
      checkStopped(this.place.signal)
      return refuseFor(error)
    } catch (refused) {
      return refused
    }
  }

  private take(chunk: Buffer): void {
    this.chunks.push(chunk)
    this.length += chunk.length
    while (this.step());
  }

  /** Takes one head or one content from what has come, if it is all there. */
  private step(): boolean {
    if (this.head) {
      // git puts a line feed behind each content
      if (this.length < this.head.size + 1) return false
      const { head } = this
      const all = this.joined()
      this.head = undefined
      this.answer({ ...head, bytes: Buffer.from(all.subarray(0, head.size)) })
      this.keep(all.subarray(head.size + 1))
      return this.length > 0
    }
    const all = this.joined()
    const end = all.indexOf(0x0a)
    if (end === -1) return false
    const line = all.toString('utf8', 0, end)
    this.keep(all.subarray(end + 1))
    this.takeHead(line)
    return true
  }

  private takeHead(line: string): void {
    const [, id, type, size] = /^([0-9a-f]+) ([a-z]+) (\d+)$/.exec(line) ?? []
    if (id === undefined || type === undefined) {
      const question = this.next()
      question?.failed(missing(question.name))
      return
    }
    const head = { id, type, size: Number(size) }
    if (this.how === '--batch') this.head = head
    else this.answer({ ...head, bytes: NOTHING })
  }

  private answer(answer: GitContent): void {
    this.next()?.done(answer)
  }

  private next(): Question | undefined {
    const question = this.waiting[this.answered++]
    if (this.answered === this.waiting.length) this.waiting.length = this.answered = 0
    return question
  }

  private joined(): Buffer {
    if (this.chunks.length !== 1) this.chunks = [Buffer.concat(this.chunks)]
    return this.chunks[0] ?? NOTHING
  }

  private keep(rest: Buffer): void {
    this.chunks = rest.length ? [rest] : []
    this.length = rest.length
  }
}

function missing(name: string): GitRefused {
  return new GitRefused({
    reason: 'missing-object', message: `the repository lacks the object ${name}`,
    hint: 'a clone made with --filter has not all contents; git fsck tells what is missing',
  })
}
