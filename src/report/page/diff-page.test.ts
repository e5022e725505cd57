/** The data of a difference's page: what is one on both sides, how it differs, what is said of it. */
import { createTwoFilesPatch } from 'diff'
import type { Change, Difference, Patch, PatchFile } from '../../ir/difference.ts'
import type { PageData, PageFile } from '../../page/data.ts'
import { convertSmall, type Converted } from '../../../tests/support/convert-tree.ts'
import { pageSide } from '../../../tests/support/page-side.ts'
import { diffPage } from './diff-page.ts'

type Texts = Readonly<Record<string, string>>

const chunk = (name: string, ref: string, more = ''): string => `- name: ${name}\n  repo: upstream:${name}\n  ref: ${ref.repeat(40)}\n  unpetrify-ref: v${ref}\n  build-system: manual\n${more}`
const system = (name: string, ...strata: readonly string[]): string => `name: ${name}\nkind: system\narch: x86_64\nstrata:\n${strata.map((path) => `- morph: ${path}.morph\n`).join('')}`
const stratum = (name: string, ...chunks: readonly string[]): string => `name: ${name}\nkind: stratum\nchunks:\n${chunks.join('')}`
const made = (name: string): string => `name: ${name}\nkind: chunk\ninstall-commands:\n- make install\n`

const BEFORE: Texts = {
  'systems/s.morph': system('s', 'strata/a', 'strata/b'), 'systems/old.morph': system('old', 'strata/b'), 'systems/other.morph': system('other', 'strata/b'),
  'strata/a.morph': stratum('a', chunk('one', '1'), chunk('two', '2'), chunk('gone', '3'), chunk('filed', '5', '  morph: strata/a/filed.morph\n')),
  'strata/a/filed.morph': made('filed'),
  'strata/b.morph': stratum('b', chunk('b1', '4')),
}
const AFTER: Texts = {
  'systems/s.morph': system('s', 'strata/a', 'strata/b'), 'systems/new.morph': system('new', 'strata/b'), 'systems/other.morph': system('other', 'strata/b'),
  'strata/a.morph': stratum('a', chunk('one', '9'), chunk('two', '2'), chunk('filed', '5', '  morph: strata/a/elsewhere.morph\n')),
  'strata/a/elsewhere.morph': made('filed'),
  'strata/b.morph': stratum('b', chunk('b1', '4')),
}
/** What COMPARE and git would say moved. */
const MOVED = { 'strata/a/elsewhere.morph': 'strata/a/filed.morph', 'elements/strata/a/elsewhere.bst': 'elements/strata/a/filed.bst' }

function patchOf(before: ReadonlyMap<string, unknown>, after: ReadonlyMap<string, unknown>, moved: Texts): Patch {
  const formers = new Set(Object.values(moved))
  const paths = [...new Set([...before.keys(), ...after.keys()])].filter((path) => !formers.has(path) || after.has(path)).sort()
  const files = paths.flatMap((path): readonly PatchFile[] => {
    const from = moved[path] ?? path
    const [one, other] = [before.get(from), after.get(path)].map((text) => (typeof text === 'string' ? text : undefined))
    if (one === other && from === path) return []
    const text = createTwoFilesPatch(`a/${from}`, `b/${path}`, one ?? '', other ?? '').replace(/^=+\n/, `diff --git a/${from} b/${path}\n`)
    return [{ from: one === undefined ? undefined : from, to: other === undefined ? undefined : path, binary: false, added: 0, removed: 0, text }]
  })
  return { text: files.map(({ text }) => text).join(''), files }
}

function page(before: Converted, after: Converted, texts: readonly [Texts, Texts], changes: readonly Change[] = [], systems: Partial<Difference['systems']> = {}): PageData {
  const patch = patchOf(before.tree, after.tree, MOVED)
  const said = (converted: Converted): ReadonlySet<string> => new Set(converted.diagnostics.map(({ message }) => message))
  return diffPage({
    before: { title: 'HEAD', tree: before.tree, conversion: pageSide(before) }, after: { title: 'the work tree', tree: after.tree, conversion: pageSide(after) }, patch,
    definitionsPatch: patchOf(new Map(Object.entries(texts[0])), new Map(Object.entries(texts[1])), MOVED),
    difference: {
      changes,
      files: patch.files.map(({ from, to }) => ({
        path: to ?? from ?? '', systems: [], ...(from !== undefined && to !== undefined && from !== to ? { from } : {}),
        state: from === undefined ? 'added' : to === undefined ? 'removed' : from === to ? 'changed' : 'moved',
      })),
      systems: { all: [], added: [], removed: [], moved: [], changed: [], ...systems },
      diagnostics: { appeared: after.diagnostics.filter(({ message }) => !said(before).has(message)), gone: before.diagnostics.filter(({ message }) => !said(after).has(message)) },
    },
  })
}

const REF: Change = {
  topic: 'ref', state: 'changed', key: 'sources', removed: [], added: [], reordered: false, follows: [], systems: ['systems/s'],
  places: [{ path: 'elements/strata/a/one.bst', element: 'strata/a/one.bst', origin: { file: 'strata/a.morph', start: 0, end: 1 } }],
  ref: { url: 'upstream:one', before: { ref: '1'.repeat(40), name: 'v1' }, after: { ref: '9'.repeat(40), name: 'v9' } },
}
const COMMANDS: Change = { ...REF, topic: 'commands', key: 'config.install-commands', before: 'make\n', after: 'make install\nmake check\n' }
const [before, after] = [convertSmall(BEFORE), convertSmall(AFTER)]
const whole = page(before, after, [BEFORE, AFTER], [REF, COMMANDS], { changed: ['systems/s'] })

function states(nodes: readonly { readonly path: string; readonly state?: string }[]): Readonly<Record<string, string>> {
  return Object.fromEntries(nodes.flatMap(({ path, state }) => (state === undefined ? [] : [[path, state]])))
}

function fileOf(data: PageData, path: string): PageFile {
  return data.files.find((file) => file.path === path)!
}

test('systems, strata and chunks say how they differ; what is gone is there, behind the others', () => {
  expect(states(whole.systems)).toEqual({ 'systems/new': 'added', 'systems/old': 'removed', 'systems/s': 'changed' })
  expect(states(whole.strata)).toEqual({ 'strata/a': 'changed' })
  expect(states(whole.chunks)).toEqual({ 'strata/a/one': 'changed', 'strata/a/elsewhere': 'moved', 'strata/a/gone': 'removed' })
  // its lines were those of another text
  expect(whole.chunks.at(-1)).toMatchObject({ path: 'strata/a/gone', entry: [0, 0] })
  expect(whole.strata.find(({ path }) => path === 'strata/a')!.chunks.map((index) => whole.chunks[index]!.name)).toEqual(['one', 'two', 'filed', 'gone'])
  expect(whole.systems.find(({ path }) => path === 'systems/old')!.strata.map((index) => whole.strata[index]!.path)).toEqual(['strata/b'])
})

test('files have texts as they are after the change, hunks, and former paths', () => {
  const core = fileOf(whole, 'strata/a.morph')
  expect(core).toMatchObject({ side: 'definitions', state: 'changed', text: AFTER['strata/a.morph'] })
  expect(core.hunks).toMatch(/^@@ -\d+,\d+ \+\d+,\d+ @@\n/)
  expect(core.hunks).toContain(`\n-  ref: ${'1'.repeat(40)}\n`)
  expect(fileOf(whole, 'systems/old.morph')).toMatchObject({ state: 'removed', text: BEFORE['systems/old.morph'] })
  expect(fileOf(whole, 'elements/strata/a/gone.bst')).toMatchObject({ state: 'removed', text: before.tree.get('elements/strata/a/gone.bst') })
  expect(fileOf(whole, 'elements/strata/a/elsewhere.bst')).toMatchObject({ state: 'moved', from: 'elements/strata/a/filed.bst' })
  expect(whole.files.map(({ path }) => path)).not.toContain('elements/strata/a/filed.bst')
  expect(fileOf(whole, 'elements/strata/a/two.bst')).not.toHaveProperty('state')
})

test('changes are sentences with their lines, files and systems', () => {
  expect(whole.changes[0]).toMatchObject({ topic: 'ref', removed: [], added: [] })
  expect(whole.changes[0]!.text).toContain('v1 (1111111) → v9 (9999999)')
  expect(whole.changes[1]).toMatchObject({ topic: 'commands', removed: ['make'], added: ['make install', 'make check'] })
  expect(whole.changes[0]!.files.map((index) => whole.files[index]!.path)).toEqual(['elements/strata/a/one.bst', 'strata/a.morph'])
  expect(whole.changes[0]!.systems.map((index) => whole.systems[index]!.path)).toEqual(['systems/s'])
  expect([whole.kind, whole.subtitle]).toEqual(['diff', 'HEAD → the work tree'])
})

test('diagnostics that appeared are marked; those that went come last, without lines in a text that is another now', () => {
  const [one, other] = [{ ...BEFORE, 'strata/b.morph': stratum('b', chunk('b1', '4', '  max-jobs: 3\n')) }, { ...BEFORE, 'strata/b.morph': stratum('b', chunk('b1', '4', '  max-jobs: 5\n')) }]
  const data = page(convertSmall(one), convertSmall(other), [one, other])
  const found = data.diagnostics.filter(({ code }) => code === 'convert/max-jobs')
  expect(found.map(({ state, lines }) => [state, lines])).toEqual([['appeared', [9, 9]], ['gone', undefined]])
  expect(data.files[found[1]!.file!]!.path).toBe('strata/b.morph')
  expect(data.diagnostics.at(-1)!.state).toBe('gone')
})

test('a folder on one side has no definitions: nothing is added or removed, what differs is changed', () => {
  const folder = new Map([...before.tree, ['elements/strata/a/one.bst', 'kind: manual\n'], ['elements/by-hand.bst', 'kind: stack\n']])
  const patch = patchOf(before.tree, folder, {})
  const data = diffPage({
    before: { title: 'the conversion', tree: before.tree, conversion: pageSide(before) }, after: { title: '../project', tree: folder }, patch,
    difference: {
      changes: [], systems: { all: [], added: [], removed: [], moved: [], changed: [] }, diagnostics: { appeared: [], gone: [] },
      files: [{ path: 'elements/by-hand.bst', state: 'added', systems: [] }, { path: 'elements/strata/a/one.bst', state: 'changed', systems: [] }],
    },
  })
  expect([states(data.systems), states(data.strata), states(data.chunks)]).toEqual([{}, { 'strata/a': 'changed' }, { 'strata/a/one': 'changed' }])
  expect(fileOf(data, 'elements/strata/a/one.bst')).toMatchObject({ text: 'kind: manual\n', state: 'changed' })
  expect(fileOf(data, 'elements/by-hand.bst')).toMatchObject({ text: 'kind: stack\n', state: 'added' })
  expect(fileOf(data, 'strata/a.morph').text).toBe(BEFORE['strata/a.morph'])
})
