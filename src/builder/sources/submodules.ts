/** The submodules of a commit: where they are, at which commit, from where. Trusts nothing that the repository says. */
import { isLocalGitUrl, isSafeGitUrl } from '../../std/git-rules.ts'
import type { RepositoryUrls } from './git-mirror.ts'
import { git, type GitCall } from './run-git.ts'
import { refuse } from './staging.ts'

/** A submodule that the repository has. */
export interface Submodule {
  readonly path: string
  readonly commit: string
  /** As .gitmodules has it. */
  readonly url: string
}

/** What .gitmodules of a commit names. */
export interface SubmoduleList {
  readonly present: readonly Submodule[]
  /** Paths that .gitmodules names and the commit does not have. */
  readonly missing: readonly string[]
}

const NONE: SubmoduleList = { present: [], missing: [] }

/** The submodules that a commit has, sorted by path. */
export async function readSubmodules(call: GitCall, commit: string): Promise<SubmoduleList> {
  // A link of that name is none to git either.
  const [file] = await listTree(call, commit, ['.gitmodules'])
  if (file?.type !== 'blob' || file.mode === '120000') return NONE
  const named = await readModulesFile(call, file.id)
  if (named.size === 0) return NONE
  const there = new Map((await listTree(call, commit, [...named.keys()])).map((entry) => [entry.path, entry]))
  const present: Submodule[] = []
  const missing: string[] = []
  for (const [path, url] of [...named].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const entry = there.get(path)
    if (entry?.type === 'commit') present.push({ path, commit: entry.id, url })
    else missing.push(path)
  }
  return { present, missing }
}

interface TreeEntry {
  readonly mode: string
  readonly type: string
  readonly id: string
  readonly path: string
}

async function listTree(call: GitCall, commit: string, paths: readonly string[]): Promise<readonly TreeEntry[]> {
  const text = await git(call, ['ls-tree', '-z', '--full-tree', commit, '--', ...paths])
  return text.split('\0').flatMap((line) => {
    const [, mode, type, id, path] = /^(\d+) (\w+) ([0-9a-f]+)\t([^]*)$/.exec(line) ?? []
    return mode === undefined || type === undefined || id === undefined || path === undefined ? [] : [{ mode, type, id, path }]
  })
}

/** Path → URL. */
async function readModulesFile(call: GitCall, blob: string): Promise<ReadonlyMap<string, string>> {
  const text = await git(call, ['config', '--null', '--no-includes', `--blob=${blob}`, '--list'])
  const sections = new Map<string, Map<string, string>>()
  for (const line of text.split('\0')) {
    const [, name, key, value] = /^submodule\.([^]*)\.(path|url)\n([^]*)$/.exec(line) ?? []
    if (name !== undefined && key !== undefined && value !== undefined) sections.set(name, (sections.get(name) ?? new Map<string, string>()).set(key, value))
  }
  return new Map([...sections.values()].flatMap((section) => {
    const path = checkedPath(section.get('path') ?? '')
    return path === undefined ? [] : [[path, section.get('url') ?? ''] as const]
  }))
}

/** A path below the repository; what is none is a fault of .gitmodules, or meant to do harm. */
function checkedPath(path: string): string | undefined {
  if (path === '') return undefined
  const parts = path.replace(/\/+$/, '').split('/')
  if (parts.some((part) => part === '' || part === '.' || part === '..' || part.toLowerCase() === '.git') || path.startsWith('-')) {
    refuse(`.gitmodules names the path ${JSON.stringify(path)}, where no submodule may be`)
  }
  return parts.join('/')
}

/** The URLs of a submodule that says where it is itself; a relative one is below those of its parent. */
export function submoduleUrls(submodule: Submodule, parent: RepositoryUrls): RepositoryUrls {
  const { url, path } = submodule
  const urls = /^\.\.?(?:\/|$)/.test(url) ? parent.map((base) => relativeTo(base, url)) : [url]
  for (const candidate of urls) {
    if (!isSafeGitUrl(candidate)) {
      refuse(`the submodule "${path}" comes from ${JSON.stringify(url)}, which may not be fetched from`, { hint: `give its URL under "submodules: ${path}: url:", or "checkout: False"` })
    }
    if (isLocalGitUrl(candidate) && !parent.some(isLocalGitUrl)) {
      refuse(`the submodule "${path}" asks for ${JSON.stringify(url)}, a repository of this machine`, { hint: `if that is meant, give its URL under "submodules: ${path}: url:"` })
    }
  }
  return urls
}

/** As git resolves it: each `../` takes one component off, whatever it is. */
function relativeTo(base: string, relative: string): string {
  let [start, rest] = [base.replace(/\/+$/, ''), relative]
  for (let step = /^(\.\.?)(?:\/+|$)/.exec(rest); step; step = /^(\.\.?)(?:\/+|$)/.exec(rest)) {
    rest = rest.slice(step[0].length)
    if (step[1] === '..') start = start.replace(/\/[^/]*$/, '')
  }
  return rest === '' ? start : `${start}/${rest}`
}
