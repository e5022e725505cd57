/** Which commits of which repositories make up a `git` source: its own and those of its submodules, and theirs. */
import { commitIn, mirrorCall, type RepositoryUrls } from './git-mirror.ts'
import type { GitSettings } from './git-settings.ts'
import type { SourceWorld } from './source-kind.ts'
import { candidates } from './source-url.ts'
import { refuse } from './staging.ts'
import { readSubmodules, submoduleUrls, type Submodule, type SubmoduleList } from './submodules.ts'

/** A commit of a repository, at its place below the source. */
export interface Checkout {
  /** Empty for the source itself. */
  readonly path: string
  readonly urls: RepositoryUrls
  readonly commit: string
}

/** What git is asked for: of `TAG-N-gCOMMIT` the commit. */
export function versionOf(ref: string): string {
  return /-\d+-g([0-9a-f]{4,40})$/.exec(ref)?.[1] ?? ref
}

/** Gives a commit for a version of a repository, however it comes by it; an empty text if it does not. */
export type Get = (world: SourceWorld, urls: RepositoryUrls, version: string) => Promise<string>

/** Asks what is here only. */
export const haveCommit: Get = async (world, urls, version) => await commitIn(mirrorCall(world, urls), version) ?? ''

/** The source and all submodules that are to be checked out, parents first; below what is not here nothing is known. */
export async function* checkouts(settings: GitSettings, world: SourceWorld, get: Get, seen?: (checkout: Checkout, list: SubmoduleList) => void): AsyncGenerator<Checkout> {
  const urls = candidates(settings.url, world, 'git')
  const waiting: Checkout[] = [{ path: '', urls, commit: versionOf(settings.ref ?? refuse(`the source ${settings.url} has no ref`, { hint: 'run "source track" on the element' })) }]
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const commit = await get(world, next.urls, next.commit)
    const checkout = { ...next, commit }
    yield checkout
    if (commit === '') continue
    const list = await readSubmodules(mirrorCall(world, next.urls), commit)
    seen?.(checkout, list)
    waiting.push(...list.present.flatMap((submodule) => below(settings, world, next, submodule)))
  }
}

/** A submodule as the element wants it: not at all, from elsewhere, or as .gitmodules says. */
function below(settings: GitSettings, world: SourceWorld, parent: Checkout, submodule: Submodule): readonly Checkout[] {
  const path = parent.path === '' ? submodule.path : `${parent.path}/${submodule.path}`
  const { url, checkout = settings.checkoutSubmodules } = settings.submodules.get(path) ?? {}
  if (!checkout) return []
  return [{ path, urls: url === undefined ? submoduleUrls(submodule, parent.urls) : candidates(url, world, 'git'), commit: submodule.commit }]
}
