/** What BuildStream warns of when it has fetched a `git` source (BF §1.8); a failure where the project calls it fatal. */
import type { Checkout } from './checkouts.ts'
import { mirrorCall } from './git-mirror.ts'
import type { GitSettings } from './git-settings.ts'
import { git } from './run-git.ts'
import type { SourceWorld } from './source-kind.ts'
import { refuse } from './staging.ts'
import type { SubmoduleList } from './submodules.ts'

interface Warning {
  readonly token: string
  readonly message: string
}

/** Logs the warnings about a source and its submodules, the source itself being first in `lists`. */
export async function warnings(settings: GitSettings, world: SourceWorld, lists: readonly (readonly [Checkout, SubmoduleList])[]): Promise<void> {
  const found = [...aboutSubmodules(settings, lists), ...await aboutTrack(settings, world, lists[0]?.[0])]
  for (const { token, message } of found) world.log(`warning [${token}]: ${message}`)
  const fatal = found.filter(({ token }) => settings.fatalWarnings.includes(token))
  if (fatal[0]) refuse(`${fatal[0].message} ("${fatal[0].token}" is among the fatal warnings of the project)`, fatal.length > 1 ? { detail: fatal.map(({ message }) => message).join('\n') } : {})
}

function aboutSubmodules(settings: GitSettings, lists: readonly (readonly [Checkout, SubmoduleList])[]): readonly Warning[] {
  const below = (path: string, names: readonly string[]) => names.map((name) => (path === '' ? name : `${path}/${name}`))
  const present = lists.flatMap(([{ path }, list]) => below(path, list.present.map((submodule) => submodule.path)))
  const unlisted = present.filter((path) => !settings.submodules.has(path) && settings.checkoutSubmodules)
  const invalid = [...settings.submodules.keys()].filter((path) => !present.includes(path))
  return [
    ...lists.flatMap(([{ path }, list]) => below(path, list.missing)).map((path) => ({ token: 'git:inconsistent-submodule', message: `.gitmodules names the submodule "${path}", which the repository does not have` })),
    ...invalid.map((path) => ({ token: 'git:invalid-submodule', message: `"submodules" names "${path}", which the repository does not have` })),
    ...unlisted.map((path) => ({ token: 'git:unlisted-submodule', message: `the repository has the submodule "${path}", which "submodules" does not name` })),
  ]
}

async function aboutTrack({ ref = '', track, url }: GitSettings, world: SourceWorld, checkout: Checkout | undefined): Promise<readonly Warning[]> {
  if (track === undefined || !checkout || /-0-g[0-9a-f]+$/.test(ref)) return []
  const refs = await git(mirrorCall(world, checkout.urls), ['for-each-ref', '--count=1', `--contains=${checkout.commit}`, `refs/heads/${track}`, `refs/tags/${track}`])
  return refs.trim() === '' ? [{ token: 'ref-not-in-track', message: `the ref "${ref}" is not in "${track}" of ${url}` }] : []
}
