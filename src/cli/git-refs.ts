/** Asks remotes which commits branches and tags stand for. Only this and the builder run git; failing to get an answer is never fatal. */
import { simpleGit } from 'simple-git'
import type { Collector } from '../diagnostics/collector.ts'
import type { Chunk } from '../ir/definitions.ts'
import { commitOfRef, GIT_SETTINGS, gitFault, gitSurroundings, isSafeGitUrl, readListing } from '../std/git-rules.ts'

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
  const listing = isSafeGitUrl(url) ? await listRemote(url, options.timeoutMs) : { fault: 'its URL is none that may be asked' }
  for (const [ref, chunks] of question.refs) {
    const commit = 'refs' in listing ? commitOfRef(ref, listing.refs) : undefined
    if (commit !== undefined) {
      resolved.set(`${question.repo} ${ref}`, commit)
      continue
    }
    const reason = 'refs' in listing ? 'the remote has no branch or tag of that name' : listing.fault
    for (const chunk of chunks) collector.report('cli/ref-unresolved', { repo: url, ref, reason }, chunk.ref?.at)
  }
}

type Listing = { readonly refs: ReadonlyMap<string, string> } | { readonly fault: string }

async function listRemote(url: string, timeoutMs: number): Promise<Listing> {
  try {
    // Not where we stand: the settings of a repository there are none of ours.
    const git = simpleGit({
      baseDir: '/', timeout: { block: timeoutMs }, abort: AbortSignal.timeout(2 * timeoutMs),
      allowEnvironment: Object.keys(GIT_SETTINGS), unsafe: { allowUnsafeAskPass: true },
    }).env({ ...gitSurroundings(), ...GIT_SETTINGS })
    return { refs: readListing(await git.listRemote(['--', url])) }
  } catch (error) {
    return { fault: gitFault(error) }
  }
}
