/** What the bootstrap chunks of the reference definitions find, and where, is what Baserock gave them (BD §4.4, §5.1 to §5.5). Nothing is built. */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { FAILSAFE_SCHEMA, load } from 'js-yaml'
import { convertedProject } from '../support/bst.ts'
import { CORPUS, needing } from '../support/shared.ts'
import { folderOf } from '../support/space.ts'

const V8 = CORPUS === undefined ? undefined : present(join(CORPUS, 'definitions-v8'))
const STRATUM = 'strata/build-essential'
/** Of the whole definitions only this is converted, for speed. */
const SYSTEM = 'systems/minimal-system-x86_64-generic.morph'
const LONG = 300_000
const { run, why } = needing({ 'definitions-v8': V8 })

/** An entry of the stratum, which build-depends on no other. */
interface Entry {
  readonly name: string
  readonly prefix?: string
  readonly 'build-mode'?: string
  readonly 'build-depends'?: readonly string[]
}

/** What an element is built with. */
interface Shown {
  /** Names of chunks by the place where they are staged, in order. */
  readonly staged: Readonly<Record<string, readonly string[]>>
  readonly buildRoot: string
  readonly environment: Readonly<Record<string, string>>
}

const entries = once(() => new Map((load(readFileSync(join(V8!, `${STRATUM}.morph`), 'utf8'), { schema: FAILSAFE_SCHEMA }) as { readonly chunks: readonly Entry[] }).chunks.map((entry) => [entry.name, entry])))
const isBootstrap = (entry: Entry): boolean => entry['build-mode'] === 'bootstrap'
const shown = once(() => showAll(convertedProject(V8!, '--base', 'bootstrap', '--system', SYSTEM)))

describe('build-essential of definitions-v8', () => {
  run(`each chunk finds what YBD staged for it, at its place${why}`, () => {
    const expected = [...entries().values()].map((entry) => {
      const chunks = [...stagedByYbd(entry)].sort()
      return [entry.name, isBootstrap(entry) ? { '/': ['base.bst'], ...(chunks.length ? { '/bootstrap': chunks } : {}) } : { '/': chunks }]
    })
    const found = [...shown()].map(([name, { staged }]) => [name, Object.fromEntries(Object.entries(staged).map(([place, names]) => [place, [...names].sort()]))])
    expect(Object.fromEntries(found)).toEqual(Object.fromEntries(expected))
    expect(found.length).toBeGreaterThan(20)
  }, LONG)

  run(`as it was seen when YBD ran${why}`, () => {
    expect(shown().get('stage2-glibc')?.staged['/bootstrap']).toEqual(['stage1-binutils', 'stage1-gcc', 'stage2-linux-api-headers'])
    expect([...shown().get('zlib')?.staged['/'] ?? []].sort()).toEqual([
      'glibc', 'linux-api-headers', 'stage2-binutils', 'stage2-busybox', 'stage2-fhs-dirs', 'stage2-gawk', 'stage2-gcc', 'stage2-glibc', 'stage2-linux-api-headers',
      'stage2-make', 'stage2-reset-specs',
    ])
  }, LONG)

  run(`the build folder of a bootstrap chunk is a child of where it finds others, which for the rest is the root${why}`, () => {
    for (const [name, { buildRoot }] of shown()) {
      if (isBootstrap(entries().get(name)!)) expect([name, buildRoot]).toEqual([name, `/bootstrap/${name}.build`])
      else expect([name, buildRoot]).toEqual([name, expect.not.stringContaining('/bootstrap/')])
    }
  }, LONG)

  run(`commands have the variables that they had${why}`, () => {
    for (const [name, { environment }] of shown()) {
      const { prefix = '/usr' } = entries().get(name)!
      const tools = `${isBootstrap(entries().get(name)!) ? '/bootstrap' : ''}/tools/bin`
      expect([name, environment]).toEqual([name, expect.objectContaining({
        PREFIX: prefix, DESTDIR: '/buildstream-install', MORPH_ARCH: 'x86_64', TARGET: 'x86_64-baserock-linux-gnu', TARGET_STAGE1: 'x86_64-bootstrap-linux-gnu',
        PATH: `${prefixesOf(name).includes('/tools') ? `${tools}:` : ''}/usr/bin:/bin:/usr/sbin:/sbin`,
      })])
    }
  }, LONG)

  run(`what replaces a file of another is staged after it${why}`, () => {
    const orders = [...shown()].flatMap(([name, { staged }]) => Object.values(staged).flatMap((names) => [['stage1-gcc', 'stage2-gcc-fixed-headers'], ['stage2-glibc', 'stage2-reset-specs']]
      .filter((pair) => pair.every((one) => names.includes(one))).map(([below, above]) => [name, names.indexOf(below!) < names.indexOf(above!)])))
    expect(orders.length).toBeGreaterThan(5)
    expect(orders.filter(([, right]) => !right)).toEqual([])
  }, LONG)
})

/** BD §5.4 for a stratum without others: all that is reached, of which those stay that are of the chunk's mode or named by it. */
function stagedByYbd(chunk: Entry): ReadonlySet<string> {
  const named = new Set(chunk['build-depends'])
  const reached = new Set<string>()
  const visit = (name: string): void => {
    if (reached.has(name)) return
    reached.add(name)
    entries().get(name)!['build-depends']?.forEach(visit)
  }
  named.forEach(visit)
  return new Set([...reached].filter((name) => named.has(name) || isBootstrap(entries().get(name)!) === isBootstrap(chunk)))
}

/** The prefixes of a chunk and of all that it is built on, however far. */
function prefixesOf(name: string, seen = new Set<string>()): readonly string[] {
  if (seen.has(name)) return []
  seen.add(name)
  const entry = entries().get(name)!
  return [...(entry.prefix === undefined ? [] : [entry.prefix]), ...(entry['build-depends'] ?? []).flatMap((other) => prefixesOf(other, seen))]
}

/** Every chunk's element as `morph2bst show` explains it; for what is at the root only, all that --deps build lists. */
function showAll(project: string): ReadonlyMap<string, Shown> {
  const names = [...entries().keys()]
  const parts = show(project, '--explain-key', ...names.map(elementOf)).split(/^(?=\S+\.bst [0-9a-f]{64}$)/m)
  return new Map(parts.map((part) => {
    const name = chunkOf(part.slice(0, part.indexOf(' ')))
    const values = new Map([...part.matchAll(/^ {4}(.*?): (.*)$/gm)].map(([, path, value]) => [path!, value!]))
    const text = (path: string): string => JSON.parse(values.get(path) ?? '""') as string
    const under = (prefix: string): readonly string[] => [...values.keys()].filter((path) => path.startsWith(prefix))
    const places = under('config / places / ').filter((path) => path.endsWith(' / at')).map((path): [string, readonly string[]] =>
      [text(path), under(`${path.slice(0, -' / at'.length)} / roots / `).map((root) => chunkOf(text(root)))])
    const atRoot = (): readonly string[] => show(project, '--deps', 'build', '--format', '%{name}', elementOf(name)).trim().split('\n').map(chunkOf)
    return [name, {
      staged: places.length ? Object.fromEntries(places) : { '/': atRoot() }, buildRoot: text('config / buildRoot'),
      environment: Object.fromEntries(under('environment / ').map((path) => [path.slice('environment / '.length), text(path)])),
    }]
  }))
}

const elementOf = (chunk: string): string => `${STRATUM}/${chunk}.bst`
/** Other elements keep their name. */
const chunkOf = (element: string): string => element.replace(/^strata\/build-essential\/(.*)\.bst$/, '$1')

function show(project: string, ...words: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(__dirname, '../../dist/main.js'), 'show', '-C', project, '--store', join(folderOf(), 'store'), ...words], { encoding: 'utf8', maxBuffer: 1 << 28 })
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  return stdout
}

function present(path: string): string | undefined {
  return existsSync(path) ? path : undefined
}

function once<T>(make: () => T): () => T {
  let known: { readonly value: T } | undefined
  return () => (known ??= { value: make() }).value
}
