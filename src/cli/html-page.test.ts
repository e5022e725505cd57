/** `audit --html`: where the page goes, what is said besides, and what stays as it was when it cannot be written. */
import { spawn, spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import type { PageData } from '../page/data.ts'
import { folderOf, runCli, type RunResult } from '../../tests/support/run-cli.ts'

const DEFINITIONS = {
  'VERSION': 'version: 8\n',
  'systems/s.morph': 'name: s\nkind: system\narch: x86_64\nstrata:\n- morph: strata/a.morph\n',
  'systems/t.morph': 'name: t\nkind: system\narch: x86_64\nstrata:\n- morph: strata/a.morph\n',
  'strata/a.morph': 'name: a\nkind: stratum\nchunks:\n- name: c\n  repo: upstream:c\n  ref: master\n  build-system: autotools\n',
}

function dataOf(html: string): PageData {
  return JSON.parse(/<script type="application\/json" id="data">(.*)<\/script>/.exec(html)?.[1] ?? '') as PageData
}

async function audit(folder: string, ...words: readonly string[]): Promise<RunResult> {
  return runCli(['audit', '.', ...words], { cwd: folder })
}

test('the page is written beside the ordinary audit, with the program that it needs in it', async () => {
  const folder = folderOf(DEFINITIONS)
  const [plain, paged] = [await audit(folder), await audit(folder, '--html', 'page.html')]
  expect(paged).toEqual(plain)
  const html = readFileSync(join(folder, 'page.html'), 'utf8')
  expect(dataOf(html).systems.map(({ path }) => path)).toEqual(['systems/s', 'systems/t'])
  expect(html.length).toBeGreaterThan(50_000)
  expect(html).not.toMatch(/(?:src|href)=["']?http/)
  expect(readdirSync(folder).sort()).toEqual(['VERSION', 'page.html', 'strata', 'systems'])
})

test('--system and --json hold for it too', async () => {
  const folder = folderOf(DEFINITIONS)
  const { stdout } = await audit(folder, '--system', 'systems/t', '--json', '--html', 'page.html')
  expect(JSON.parse(stdout.trim().split('\n').at(-1)!)).toMatchObject({ type: 'summary', command: 'audit' })
  expect(dataOf(readFileSync(join(folder, 'page.html'), 'utf8')).systems.map(({ path }) => path)).toEqual(['systems/t'])
})

test('- is stdout, in place of the summary; diagnostics are told as ever', async () => {
  const folder = folderOf(DEFINITIONS)
  const [plain, { code, stdout, stderr }] = [await audit(folder), await audit(folder, '--html', '-')]
  expect([code, stderr]).toEqual([plain.code, plain.stderr])
  expect(stdout.startsWith('<!DOCTYPE html>')).toBe(true)
  expect(stdout.endsWith('</html>\n')).toBe(true)
  expect(await audit(folder, '--html', '-', '--json')).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('both want stdout') as unknown })
})

test('a page of before is replaced, through a link, with the permissions it had', async () => {
  const folder = folderOf({ ...DEFINITIONS, 'kept/page.html': 'before' })
  chmodSync(join(folder, 'kept/page.html'), 0o640)
  symlinkSync('kept/page.html', join(folder, 'page.html'))
  expect((await audit(folder, '--html', 'page.html')).stderr).not.toContain('morph2bst:')
  expect(readFileSync(join(folder, 'kept/page.html'), 'utf8')).toContain('<!DOCTYPE html>')
  expect(statSync(join(folder, 'kept/page.html')).mode & 0o777).toBe(0o640)
  expect(readdirSync(join(folder, 'kept'))).toEqual(['page.html'])
})

test.each<[string, string, number, RegExp]>([
  ['a folder', 'there', 2, /there is a folder, and a file is to be written/],
  ['a folder that is not there', 'no/such/page.html', 2, /no\/such\/page\.html cannot be written: there is no folder no\/such/],
  ['something below a file', 'VERSION/page.html', 1, /VERSION\/page\.html cannot be written: a part of its path is not a folder/],
])('%s is no place for it: nothing is written, the audit is told all the same', async (_, file, code, words) => {
  const folder = folderOf(DEFINITIONS)
  mkdirSync(join(folder, 'there'))
  const run = await audit(folder, '--html', file)
  expect([run.code, run.stdout]).toEqual([code, (await audit(folder)).stdout])
  expect(run.stderr).toMatch(words)
  expect(existsSync(join(folder, 'no'))).toBe(false)
  expect(readdirSync(join(folder, 'there'))).toEqual([])
})

test('into what is no regular file it is written as it is', async () => {
  const folder = folderOf(DEFINITIONS)
  const pipe = join(folder, 'pipe')
  spawnSync('mkfifo', [pipe])
  const reader = spawn('cat', [pipe], { stdio: ['ignore', 'pipe', 'ignore'] })
  const read = text(reader.stdout)
  const { stderr } = await audit(folder, '--html', 'pipe')
  const isPipe = statSync(pipe).isFIFO()
  if (!isPipe) reader.kill()
  expect([isPipe, stderr.includes('morph2bst:'), (await read).startsWith('<!DOCTYPE html>')]).toEqual([true, false, true])
})

test('errors in the definitions end the run as ever; the page shows them', async () => {
  const folder = folderOf({ ...DEFINITIONS, 'systems/t.morph': 'name: t\nkind: system\narch: x86_64\nstrata:\n- morph: strata/none.morph\n' })
  writeFileSync(join(folder, 'page.html'), 'before')
  expect((await audit(folder, '--html', 'page.html')).code).toBe(1)
  const data = dataOf(readFileSync(join(folder, 'page.html'), 'utf8'))
  expect(data.systems.map(({ path, leftOut }) => [path, leftOut])).toEqual([['systems/s', false], ['systems/t', true]])
  expect(data.diagnostics.filter(({ severity }) => severity === 'error')).not.toEqual([])
})
