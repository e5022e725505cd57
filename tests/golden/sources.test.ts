/** The refs of fixtures/gnome are the commits that scripts/make-sources.mjs makes of fixtures/sources. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { FAILSAFE_SCHEMA, load } from 'js-yaml'
import { desktopWorld, DESKTOP_DEFINITIONS } from '../support/desktop-world.ts'

interface Entry {
  readonly name: string
  readonly repo: string
  readonly ref: string
  readonly submodules?: Readonly<Record<string, { readonly url: string }>>
}

/** By YAML's plainest rules: to all others, some refs are numbers. */
function entriesOf(stratum: string): readonly Entry[] {
  return (load(readFileSync(join(DESKTOP_DEFINITIONS, 'strata', stratum), 'utf8'), { schema: FAILSAFE_SCHEMA }) as { readonly chunks: readonly Entry[] }).chunks
}

/** What the desktop and its initramfs hold, and build with; build-essential is the base. */
const STRATA = [
  'core', 'foundation', 'bsp-x86_64-generic', 'pcre', 'glib-common', 'python-common', 'perl-common', 'gtk3', 'qt-common', 'docs-common', 'gnome', 'initramfs-utils',
].map((name) => `${name}.morph`)

test('each ref of the desktop is the commit of its source', () => {
  const { ids } = desktopWorld()
  const entries = STRATA.flatMap(entriesOf)
  expect(entries.map(({ name, ref }) => ({ name, ref }))).toEqual(entries.map(({ name, repo }) => ({ name, ref: ids.get(repo) })))
  const named = new Set(entries.flatMap(({ repo, submodules = {} }) => [repo, ...Object.values(submodules).map(({ url }) => url)]))
  expect([...ids.keys()].filter((repo) => !named.has(repo))).toEqual([])
})

test('what strata share has one ref, but for the other version of disk-tool', () => {
  const all = readdirSync(join(DESKTOP_DEFINITIONS, 'strata')).filter((name) => name.endsWith('.morph')).flatMap(entriesOf)
  const refsOf = (repo: string): ReadonlySet<string> => new Set(all.filter((entry) => entry.repo === repo).map(({ ref }) => ref))
  expect([...new Set(all.map(({ repo }) => repo))].filter((repo) => refsOf(repo).size > 1)).toEqual(['upstream:disk-tool'])
})
