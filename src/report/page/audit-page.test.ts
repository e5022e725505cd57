/** The data of an audit's page, from the GNOME fixture and from small definitions. */
import { join } from 'node:path'
import type { PageChunk, PageData, PageFile } from '../../page/data.ts'
import { convertFolder, convertSmall } from '../../../tests/support/convert-tree.ts'
import { FIXTURES } from '../../../tests/support/golden.ts'
import { pageSide } from '../../../tests/support/page-side.ts'
import { auditPage } from './audit-page.ts'

const GNOME = join(FIXTURES, 'gnome/input')
const SYSTEM = 'systems/minimal-system-x86_64'
const whole = auditPage(pageSide(convertFolder(GNOME)))

function fileOf(page: PageData, side: PageFile['side'], path: string): PageFile {
  return page.files.find((file) => file.side === side && file.path === path)!
}

function chunkOf(page: PageData, path: string): PageChunk {
  return page.chunks.find((chunk) => chunk.path === path)!
}

function linesOf(file: PageFile | undefined, from: number, to: number): string {
  return (file?.text ?? '').split('\n').slice(from - 1, to).join('\n')
}

test('a system lists its strata in order, with its element, extensions and deployments', () => {
  const system = whole.systems.find(({ path }) => path === 'systems/gnome-system-x86_64')!
  expect(system.strata.map((index) => whole.strata[index]!.name)).toEqual([
    'build-essential', 'core', 'foundation', 'bsp-x86_64-generic', 'pcre', 'glib-common', 'python-common', 'perl-common', 'gtk3', 'qt-common', 'gnome',
  ])
  expect(whole.files[system.file]).toMatchObject({ side: 'definitions', path: 'systems/gnome-system-x86_64.morph' })
  expect(whole.files[system.element!]).toMatchObject({ side: 'project', path: 'elements/systems/gnome-system-x86_64.bst' })
  expect(system).toMatchObject({ arch: 'x86_64', leftOut: false })
  expect(system.extensions).toContain('extensions/fstab')
  const image = system.deployments.find(({ name }) => name === 'desktop-image')!
  expect(image).toMatchObject({ type: 'extensions/rawdisk', cluster: 'clusters/gnome-cluster' })
  expect(whole.files[image.element!]!.path).toBe('elements/deploy/gnome-cluster/desktop-image.bst')
  expect(system.deployments.find(({ name }) => name === 'desktop-to-orbit')).not.toHaveProperty('element')
})

test('a stratum knows what it is built on, its chunks, and the stacks made of it', () => {
  const gtk3 = whole.strata.find(({ name }) => name === 'gtk3')!
  expect(gtk3.uses.map((index) => whole.strata[index]!.name)).toContain('glib-common')
  expect(gtk3.chunks.map((index) => whole.chunks[index]!.name)).toContain('gtk+')
  expect(gtk3.elements.map((index) => whole.files[index]!.path)).toEqual(['elements/strata/gtk3.bst', 'elements/strata/gtk3/build-deps.bst'])
  expect(gtk3.replaced).toBe(false)
  const replaced = whole.strata.filter((stratum) => stratum.replaced)
  expect(replaced.map(({ name }) => name)).toEqual(['build-essential'])
  expect(replaced[0]!.chunks.map((index) => whole.chunks[index]!).filter(({ element }) => element !== undefined)).toEqual([])
})

test('a chunk has its entry, its own file, its element and its siblings', () => {
  const bash = chunkOf(whole, 'strata/core/bash')
  expect(linesOf(fileOf(whole, 'definitions', 'strata/core.morph'), ...bash.entry)).toMatch(/^- name: bash\n[^]*unpetrify-ref: 'bash-4.3'$/)
  expect([whole.files[bash.file!]!.path, whole.files[bash.element!]!.path]).toEqual(['strata/core/bash.morph', 'elements/strata/core/bash.bst'])
  const python = chunkOf(whole, 'strata/core/python3')
  expect(python).toMatchObject({ buildSystem: 'autotools', bootstrap: false })
  expect(python).not.toHaveProperty('file')
  expect(python.uses.map((index) => whole.chunks[index]!.name)).toEqual(['expat', 'libffi', 'bash'])
  expect(chunkOf(whole, 'strata/build-essential/stage1-gcc').bootstrap).toBe(true)
})

test('lines of the project lead to the lines of the definitions that they say', () => {
  const element = fileOf(whole, 'project', 'elements/strata/core/bash.bst')
  const ref = element.text!.split('\n').findIndex((line) => line.includes('af85293d4524')) + 1
  const rows = element.map!.filter(([from, to]) => from <= ref && ref <= to)
  expect(rows.map(([, , file, first, last]) => [whole.files[file]!.path, linesOf(whole.files[file], first, last).includes('af85293d4524')])).toEqual([['strata/core.morph', true]])
})

test('every index leads somewhere, every line is there', () => {
  for (const { file, element, strata } of whole.systems) {
    expect(whole.files[file]).toBeDefined()
    if (element !== undefined) expect(whole.files[element]!.side).toBe('project')
    for (const index of strata) expect(whole.strata[index]).toBeDefined()
  }
  const lines = whole.files.map(({ text }) => (text ?? '').split('\n').length)
  for (const file of whole.files) {
    for (const [from, to, other, first, last] of file.map ?? []) {
      expect([file.path, from >= 1, from <= to, to <= lines[whole.files.indexOf(file)]!]).toEqual([file.path, true, true, true])
      expect([file.path, whole.files[other]!.side, first >= 1, first <= last, last <= lines[other]!]).toEqual([file.path, 'definitions', true, true, true])
    }
  }
})

test('a diagnostic has its place, its page, and what it concerns', () => {
  const found = whole.diagnostics.find(({ code, message }) => code === 'convert/needs-root' && message.includes('chown -R 42:42'))!
  expect(whole.files[found.file!]!.path).toBe('strata/gnome/gdm.morph')
  expect(linesOf(whole.files[found.file!], ...found.lines!)).toContain('chown -R 42:42')
  expect(found.page).toContain('# convert/needs-root')
  expect(found.strata.map((index) => whole.strata[index]!.name)).toEqual(['gnome'])
  expect(found.systems.map((index) => whole.systems[index]!.path)).toEqual(['systems/gnome-system-x86_64'])
})

test('what is said of a deployment concerns the systems of its entry alone', () => {
  const found = whole.diagnostics.find(({ code, message }) => code === 'deploy/layout' && message.startsWith('"desktop-image"'))!
  expect(found.systems.map((index) => whole.systems[index]!.path)).toContain('systems/gnome-system-x86_64')
  expect(found.systems.map((index) => whole.systems[index]!.path)).not.toContain(SYSTEM)
})

test('with chosen systems only what they reach is there', () => {
  const page = auditPage(pageSide(convertFolder(GNOME, { systems: [SYSTEM] })))
  expect(page.subtitle).toBe(`Audit of ${SYSTEM}`)
  expect(page.systems.map(({ path }) => path)).toEqual([SYSTEM])
  expect(page.strata.map(({ name }) => name)).not.toContain('gtk3')
  expect(page.files.filter(({ side }) => side === 'definitions').map(({ path }) => path)).not.toContain('strata/gtk3.morph')
  expect(page.files.map(({ path }) => path)).toContain('strata/core/bash.morph')
})

test('a system with errors in it is there, left out', () => {
  const page = auditPage(pageSide(convertSmall({
    'systems/s.morph': 'name: s\nkind: system\narch: x86_64\nstrata:\n- morph: strata/a.morph\n',
    'strata/a.morph': 'name: a\nkind: stratum\nchunks:\n- name: c\n  repo: upstream:c\n  ref: master\n  build-system: bulid\n',
  })))
  expect(page.systems).toMatchObject([{ path: 'systems/s', leftOut: true, strata: [0] }])
  expect(page.systems[0]).not.toHaveProperty('element')
  expect(page.diagnostics.find(({ severity }) => severity === 'error')).toMatchObject({ code: 'convert/unknown-build-system', lines: [7, 7], systems: [0], strata: [0] })
})

test('bytes, and texts that nobody could read in a page, are named without their content', () => {
  const side = pageSide(convertFolder(GNOME))
  const page = auditPage({ ...side, tree: new Map<string, string | Uint8Array>([...side.tree, ['files/big.txt', 'x'.repeat(1_000_001)], ['files/bytes', new Uint8Array([255])]]) })
  expect([fileOf(page, 'project', 'files/big.txt'), fileOf(page, 'project', 'files/bytes')].map((file) => 'text' in file)).toEqual([false, false])
  expect(page.facts.at(-1)).toEqual(['not shown', '1 text of more than 1,000,000 characters'])
  expect(whole.facts.map(([label]) => label)).not.toContain('not shown')
})
