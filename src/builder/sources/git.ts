/** Source kind `git`: the files of a commit with those of its submodules, without `.git` (BF §7). */
import { existsSync } from 'node:fs'
import { success } from '../failure.ts'
import { checkouts, haveCommit, versionOf, type Checkout } from './checkouts.ts'
import { checkOut, submoduleFolder } from './git-checkout.ts'
import { describeCommit, ensureCommit, mirrorCall, newestCommit, placeOfMirror } from './git-mirror.ts'
import { decodeGit, GIT_KEYS, type GitSettings } from './git-settings.ts'
import { warnings } from './git-warnings.ts'
import type { Source, SourceKind, SourceWorld } from './source-kind.ts'
import { candidates } from './source-url.ts'
import { caught, refuse, stageAside } from './staging.ts'
import type { SubmoduleList } from './submodules.ts'

export const git: SourceKind = {
  kind: 'git',
  core: false,
  keys: GIT_KEYS,
  decode(source, context) {
    const settings = decodeGit(source, context)
    return settings && gitSource(settings)
  },
}

function gitSource(settings: GitSettings): Source {
  return {
    identity: () => Promise.resolve(success(identityOf(settings))),
    state: (world) => settings.ref === undefined ? Promise.resolve('no reference') : stateOf(settings, world),
    fetch: (world) => caught('disk', () => fetch(settings, world)),
    track: (world) => caught('disk', () => track(settings, world)),
    stage: (world, directory) => stageAside(world, directory, (folder) => stage(settings, world, folder)),
  }
}

/** A commit says what it holds, wherever it is from; a name is its own, as BuildStream has it. */
function identityOf({ ref, url, checkoutSubmodules, submodules }: GitSettings): unknown {
  if (ref === undefined) return undefined
  const commit = versionOf(ref)
  const others = [...submodules].filter(([, { checkout }]) => checkout !== undefined && checkout !== checkoutSubmodules).map(([path]) => path).sort()
  return { kind: 'git', ...(/^[0-9a-f]{40}$/.test(commit) ? { commit } : { url, ref }), submodules: checkoutSubmodules, ...(others.length > 0 ? { others } : {}) }
}

async function stateOf(settings: GitSettings, world: SourceWorld): Promise<'fetch needed' | 'cached'> {
  const have = await caught('source', async () => {
    for await (const checkout of checkouts(settings, world, haveCommit)) if (checkout.commit === '') return false
    return true
  })
  // Where .gitmodules asks for what is refused, fetching says so.
  return have.ok && have.value ? 'cached' : 'fetch needed'
}

async function fetch(settings: GitSettings, world: SourceWorld): Promise<null> {
  const lists: (readonly [Checkout, SubmoduleList])[] = []
  for await (const { path, commit } of checkouts(settings, world, ensureCommit, (checkout, list) => lists.push([checkout, list]))) {
    world.log(`${path === '' ? settings.url : `submodule ${path}`} is here at ${commit}`)
  }
  await warnings(settings, world, lists)
  return null
}

async function track(settings: GitSettings, world: SourceWorld): Promise<string | undefined> {
  if (settings.track === undefined) return undefined
  const urls = candidates(settings.url, world, 'git')
  const commit = await newestCommit(world, urls, settings.track)
  return settings.refFormat === 'git-describe' ? await describeCommit(world, urls, commit) : commit
}

async function stage(settings: GitSettings, world: SourceWorld, folder: string): Promise<void> {
  for await (const { path, urls, commit } of checkouts(settings, world, haveCommit)) {
    if (commit === '') refuse(`${urls.at(-1) ?? ''} is not fetched${existsSync(placeOfMirror(world, urls)) ? ' at the commit that is wanted' : ''}`, { hint: 'fetch the sources of the element' })
    await checkOut(world, mirrorCall(world, urls), commit, path === '' ? folder : submoduleFolder(folder, path))
  }
}
