/** Asks remotes which commits branches and tags stand for. The only place that runs git; failing to get an answer is never fatal. */
import process from 'node:process'
import { simpleGit } from 'simple-git'
import type { Collector } from '../diagnostics/collector.ts'
import type { Chunk } from '../ir/definitions.ts'

/** How remotes are asked. */
export interface AskOptions {
  /** The whole URL of a repo as a chunk names it. */
  readonly expand: (repo: string) => string
  readonly timeoutMs: number
}

const COMMIT = /^(?:.+-\d+-g)?[0-9a-f]{40}$/
/** Remotes asked at a time. */
const AT_ONCE = 8

/** A question to a remote, and all the places where its answer is wanted. */
interface Question {
  readonly repo: string
  readonly refs: Map<string, Chunk[]>
}

/** The commits of the refs of `chunks` that are no commits yet, as `repo ref` → commit. What cannot be resolved is reported. */
export async function resolveRefs(chunks: Iterable<Chunk>, options: AskOptions, collector: Collector): Promise<ReadonlyMap<string, string>> {
  const questions = [...questionsOf(chunks)]
  const resolved = new Map<string, string>()
  const worker = async (): Promise<void> => {
    for (let next = questions.pop(); next; next = questions.pop()) await answer(next, options, resolved, collector)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  return resolved
}

function questionsOf(chunks: Iterable<Chunk>): Iterable<Question> {
  const byRepo = new Map<string, Question>()
  for (const chunk of chunks) {
    if (!chunk.repo || !chunk.ref || COMMIT.test(chunk.ref.value)) continue
    const repo = chunk.repo.value
    const question = byRepo.get(repo) ?? { repo, refs: new Map<string, Chunk[]>() }
    byRepo.set(repo, question)
    question.refs.set(chunk.ref.value, [...question.refs.get(chunk.ref.value) ?? [], chunk])
  }
  return byRepo.values()
}

async function answer(question: Question, options: AskOptions, resolved: Map<string, string>, collector: Collector): Promise<void> {
  const url = options.expand(question.repo)
  const listing = isSafeUrl(url) ? await listRemote(url, options.timeoutMs) : { fault: 'its URL is none that may be asked' }
  for (const [ref, chunks] of question.refs) {
    const commit = 'refs' in listing ? commitOf(ref, listing.refs) : undefined
    if (commit !== undefined) {
      resolved.set(`${question.repo} ${ref}`, commit)
      continue
    }
    const reason = 'refs' in listing ? 'the remote has no branch or tag of that name' : listing.fault
    for (const chunk of chunks) collector.report('cli/ref-unresolved', { repo: url, ref, reason }, chunk.ref?.at)
  }
}

/** Transports that fetch and do nothing else, with hosts that cannot be taken for options. */
function isSafeUrl(url: string): boolean {
  return /^(?:https?|git|ssh|file):\/\/(?!-)[^\s]*$/.test(url) && !/^[a-z]+:\/\/[^/]*@-/.test(url) || /^\/[^\n]*$/.test(url)
}

/** What git needs of our surroundings; simple-git refuses to run with others, such as EDITOR. */
function inherited(): NodeJS.ProcessEnv {
  const names = ['PATH', 'HOME', 'USER', 'TMPDIR', 'SSH_AUTH_SOCK', 'http_proxy', 'https_proxy', 'HTTPS_PROXY', 'all_proxy', 'no_proxy', 'NO_PROXY', 'SSL_CERT_FILE']
  return Object.fromEntries(names.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])))
}

type Listing = { readonly refs: ReadonlyMap<string, string> } | { readonly fault: string }

async function listRemote(url: string, timeoutMs: number): Promise<Listing> {
  const settings = {
    GIT_TERMINAL_PROMPT: '0', GIT_ASKPASS: 'true', SSH_ASKPASS: 'true', GIT_ALLOW_PROTOCOL: 'file:git:http:https:ssh', LC_ALL: 'C',
  }
  try {
    // Not where we stand: the settings of a repository there are none of ours.
    const git = simpleGit({
      baseDir: '/', timeout: { block: timeoutMs }, abort: AbortSignal.timeout(2 * timeoutMs),
      allowEnvironment: Object.keys(settings), unsafe: { allowUnsafeAskPass: true },
    }).env({ ...inherited(), ...settings })
    return { refs: parseListing(await git.listRemote(['--', url])) }
  } catch (error) {
    return { fault: faultOf(error) }
  }
}

/** `refs/...` → commit; of an annotated tag the commit behind it. */
function parseListing(text: string): ReadonlyMap<string, string> {
  const refs = new Map<string, string>()
  for (const line of text.split('\n')) {
    const [, commit, name, peeled] = /^([0-9a-f]{40})\t(\S+?)(\^\{\})?$/.exec(line) ?? []
    if (commit !== undefined && name !== undefined && (peeled !== undefined || !refs.has(name))) refs.set(name, commit)
  }
  return refs
}

/** As git itself reads a short name: tags before branches. */
function commitOf(ref: string, refs: ReadonlyMap<string, string>): string | undefined {
  return refs.get(ref) ?? refs.get(`refs/${ref}`) ?? refs.get(`refs/tags/${ref}`) ?? refs.get(`refs/heads/${ref}`)
}

/** The one line of what git said that tells why. */
function faultOf(error: unknown): string {
  const words = error instanceof Error ? error.message : String(error)
  const lines = words.split('\n').map((line) => line.trim()).filter((line) => line !== '')
  const told = lines.find((line) => line.startsWith('fatal:')) ?? lines[0] ?? 'git failed'
  return told.replace(/^fatal: /, '')
}
