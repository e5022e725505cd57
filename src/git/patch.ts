/**
 * The unified diff of two output trees, as git itself writes it: renames, binary files, names and modes are git's work. Done in a
 * repository of our own that is gone afterwards; only files that differ go into it.
 */
import { isUtf8 } from 'node:buffer'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Patch } from '../ir/difference.ts'
import { exactPattern } from './attribute-pattern.ts'
import { quotedPath } from './import-words.ts'
import { makeOwnFolder } from './own-folder.ts'
import { makeOwnRepository } from './own-repository.ts'
import { readPatch } from './read-patch.ts'
import { refuseFor, runGit, startGit, type GitPlace } from './run-git.ts'

/** Path → what is there, as in `OutputTree`. */
export type PatchTree = ReadonlyMap<string, string | Uint8Array>

/** Two trees that git has before it. */
export interface TreePair {
  /** The whole diff, for `git apply`. Its text is UTF-8: of files that are not, it holds binary patches. */
  readonly patch: () => Promise<Patch>
  /** `git diff --stat` for a terminal of so many columns. */
  readonly stat: (shown: { readonly columns: number; readonly colour: boolean }) => Promise<string>
}

/** The patch that makes the second tree of the first. Throws `GitRefused`. */
export async function patchOf(before: PatchTree, after: PatchTree, signal: AbortSignal = new AbortController().signal): Promise<Patch> {
  return withPair(before, after, signal, (pair) => pair.patch())
}

/** Puts two trees before git for as long as `work` takes; git begins at once, and what it is asked waits for it. */
export async function withPair<T>(before: PatchTree, after: PatchTree, signal: AbortSignal, work: (pair: TreePair) => Promise<T>): Promise<T> {
  const differing = differingPaths(before, after)
  if (differing.length === 0) return work({ patch: () => Promise.resolve({ text: '', files: [] }), stat: () => Promise.resolve('') })
  const folder = makeOwnFolder('diff')
  const place = { gitDir: join(folder, 'diff.git'), signal }
  try {
    const binaries = differing.filter((path) => [before, after].some((tree) => !isText(tree.get(path))))
    makeOwnRepository(place.gitDir, { files: { [ORDER]: ORDERED, 'info/attributes': attributesOf(binaries) } })
    const imported = importTrees(place, wordsOf(BEFORE, before, differing), wordsOf(AFTER, after, differing))
    const ask = async (...words: readonly string[]): Promise<string> => {
      await imported
      return runGit(place, [...DIFF, `-O${join(place.gitDir, ORDER)}`, ...words, BEFORE, AFTER])
    }
    const done = work({
      patch: async () => readPatch(await ask('--raw', '-z', '--numstat', '-p', '--binary', '--full-index')),
      stat: ({ columns, colour }) => ask(`--stat=${columns}`, ...(colour ? ['--color=always'] : [])),
    })
    await Promise.allSettled([imported, done])
    return await done
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const BEFORE = 'refs/heads/before'
const AFTER = 'refs/heads/after'
const DIFF = [
  'diff', '--no-color', '--no-ext-diff', '--no-textconv', '-M', '-l1000', '--diff-algorithm=histogram', '--src-prefix=a/', '--dst-prefix=b/',
]

const ORDER = 'order'
/** The project first, and last the report about it, in which a change has many echoes. */
const ORDERED = '*/*\nproject.conf\n'

function differingPaths(before: PatchTree, after: PatchTree): readonly string[] {
  return [...new Set([...before.keys(), ...after.keys()])].filter((path) => !isSame(before.get(path), after.get(path)))
}

function isSame(one: string | Uint8Array | undefined, other: string | Uint8Array | undefined): boolean {
  if (one === other) return true
  return one !== undefined && other !== undefined && bytesOf(one).equals(bytesOf(other))
}

function isText(content: string | Uint8Array | undefined): boolean {
  return typeof content !== 'object' || isUtf8(content)
}

function bytesOf(content: string | Uint8Array): Buffer {
  return typeof content === 'string' ? Buffer.from(content) : Buffer.from(content.buffer, content.byteOffset, content.byteLength)
}

/** Only of these does git's own judgement not hold: bytes of another encoding could not stand in a text. */
function attributesOf(binaries: readonly string[]): string {
  return binaries.map((path) => `${exactPattern(path)} -diff\n`).join('')
}

function* wordsOf(name: string, tree: PatchTree, paths: readonly string[]): Generator<Buffer> {
  yield Buffer.from(`commit ${name}\ncommitter morph2bst <> 0 +0000\ndata 0\n`)
  for (const path of paths) {
    const content = tree.get(path)
    if (content === undefined) continue
    const bytes = bytesOf(content)
    yield Buffer.concat([Buffer.from(`M 100644 inline ${quotedPath(path)}\n`, 'latin1'), Buffer.from(`data ${bytes.length}\n`), bytes, Buffer.from('\n')])
  }
}

async function importTrees(place: GitPlace, ...streams: readonly Iterable<Buffer>[]): Promise<void> {
  const child = startGit(place, ['-c', 'core.fsync=none', '-c', 'fastimport.unpackLimit=0', 'fast-import', '--quiet', '--done'])
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => { said += text })
  child.stdin.on('error', () => undefined)
  const ended = new Promise<Error | undefined>((done) => {
    child.on('error', done)
    child.on('close', (status) => done(status === 0 ? undefined : new Error(said || `git fast-import ended with status ${String(status)}`)))
  })
  for (const stream of streams) for (const words of stream) child.stdin.write(words)
  child.stdin.end('done\n')
  const fault = await ended
  if (fault) refuseFor(fault)
}
