/**
 * Bare copies of remote repositories, one for each URL. A copy gets its name once the wanted commit is in it, and objects come
 * into it as whole packs: a commit that is there is there with its files, whenever somebody was killed. What the refs say
 * does not matter for builds, so that two who fetch at once can only disagree about what is not asked.
 */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { commitOfRef, readListing } from '../../std/git-rules.ts'
import { git, GitError, type GitCall } from './run-git.ts'
import type { SourceWorld } from './source-kind.ts'
import { checkStopped, refuse, withFolder } from './staging.ts'

/** A repository: the URLs to try in order, of which the last names it. */
export type RepositoryUrls = readonly string[]

/** Gets what is missing of these, one after another within this process. */
const underWay = new Map<string, Promise<unknown>>()

/** Where the copy of a repository is. */
export function placeOfMirror(world: SourceWorld, urls: RepositoryUrls): string {
  const url = urls.at(-1) ?? ''
  const name = url.replace(/^[a-z]+:\/\//, '').replace(/[^A-Za-z0-9.-]+/g, '_').slice(-80)
  return join(world.folder, 'git', `${name}-${createHash('sha256').update(url).digest('hex').slice(0, 16)}`)
}

/** A call to a repository of ours. */
export type MirrorCall = GitCall & { readonly repository: string }

/** How to ask the copy something; offline. */
export function mirrorCall(world: SourceWorld, urls: RepositoryUrls): MirrorCall {
  return { repository: placeOfMirror(world, urls), signal: world.signal }
}

/** The commit that a version names, if it is here: a full id as it is, else what tags, branches and short ids say. */
export async function commitIn(call: MirrorCall, version: string): Promise<string | undefined> {
  if (!existsSync(call.repository)) return undefined
  try {
    return (await git(call, ['rev-parse', '--quiet', '--verify', '--end-of-options', `${version}^{commit}`])).trim()
  } catch (error) {
    if (error instanceof GitError) return undefined
    throw error
  }
}

/** Sees to it that the copy has a version, asking the remotes only if it has not. Gives the commit. */
export async function ensureCommit(world: SourceWorld, urls: RepositoryUrls, version: string): Promise<string> {
  const place = placeOfMirror(world, urls)
  const turn = (underWay.get(place) ?? Promise.resolve()).catch(() => undefined).then(() => getCommit(world, urls, version))
  underWay.set(place, turn)
  try {
    return await turn
  } finally {
    if (underWay.get(place) === turn) underWay.delete(place)
  }
}

async function getCommit(world: SourceWorld, urls: RepositoryUrls, version: string): Promise<string> {
  const have = await commitIn(mirrorCall(world, urls), version)
  if (have !== undefined) return have
  const faults: string[] = []
  for (const url of urls) {
    checkStopped(world.signal)
    world.log(`fetching ${url}`)
    const fault = existsSync(placeOfMirror(world, urls)) ? await update(mirrorCall(world, urls), url) : await create(world, urls, url, version)
    const commit = await commitIn(mirrorCall(world, urls), version)
    if (commit !== undefined) return commit
    faults.push(fault === undefined ? `${url} has no "${version}"` : `${url}: ${fault}`)
    world.log(faults.at(-1) ?? '')
  }
  return refuse(`the version "${version}" could not be fetched: ${faults.at(-1) ?? ''}`, {
    ...(faults.length > 1 ? { detail: faults.join('\n') } : {}),
    ...(faults.at(-1)?.endsWith(`has no "${version}"`) ? { hint: 'all branches and tags were fetched; a commit that none of them leads to cannot be had' } : {}),
  })
}

/** All branches and tags into a repository that is there; what went wrong, if anything did. */
async function update(call: MirrorCall, url: string): Promise<string | undefined> {
  try {
    await git({ ...call, remote: true }, ['fetch', '--quiet', '--prune', '--no-auto-gc', '--no-write-fetch-head', '--', url, '+refs/heads/*:refs/heads/*', '+refs/tags/*:refs/tags/*'])
    return undefined
  } catch (error) {
    if (error instanceof GitError) return error.message
    throw error
  }
}

/** A new copy, made aside; without the commit it does not come to be. What went wrong, if anything did. */
async function create(world: SourceWorld, urls: RepositoryUrls, url: string, version: string): Promise<string | undefined> {
  const place = placeOfMirror(world, urls)
  return await withFolder(world, 'git-', async (folder) => {
    const call = { repository: join(folder, 'mirror'), signal: world.signal }
    mkdirSync(call.repository)
    await git(call, ['init', '--quiet', '--bare', '--template='])
    const fault = await update(call, url)
    if (await commitIn(call, version) === undefined) return fault
    mkdirSync(join(world.folder, 'git'), { recursive: true })
    try {
      renameSync(call.repository, place)
    } catch (error) {
      if (!existsSync(place)) throw error
      // Somebody was faster, perhaps with an older state of the remote; ours is near, so nothing is fetched twice from afar.
      return await update(mirrorCall(world, urls), call.repository)
    }
    return undefined
  })
}

/** The commit that a remote's branch or tag stands for now; from the copy where it is no name, such as a commit. */
export async function newestCommit(world: SourceWorld, urls: RepositoryUrls, name: string): Promise<string> {
  const own = urls.slice(-1)
  const url = own[0] ?? ''
  world.log(`asking ${url} for ${name}`)
  return commitOfRef(name, await listRemote(world, url, name)) ?? await ensureCommit(world, urls, name)
}

async function listRemote(world: SourceWorld, url: string, name: string): Promise<ReadonlyMap<string, string>> {
  try {
    return readListing(await git({ signal: world.signal, remote: true }, ['ls-remote', '--', url]))
  } catch (error) {
    if (error instanceof GitError) refuse(`${url} could not be asked for "${name}": ${error.message}`)
    throw error
  }
}

/** A commit as `TAG-N-gCOMMIT`, or as it is where no tag leads to it (BF §7 `ref-format`). */
export async function describeCommit(world: SourceWorld, urls: RepositoryUrls, commit: string): Promise<string> {
  await ensureCommit(world, urls, commit)
  // A tag that was set since is not known by having the commit.
  await update(mirrorCall(world, urls), urls.at(-1) ?? '')
  return (await git(mirrorCall(world, urls), ['describe', '--tags', '--abbrev=40', '--long', '--always', commit])).trim()
}
