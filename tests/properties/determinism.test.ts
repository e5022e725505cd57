/** A conversion gives the same bytes whatever the order of folders, the working folder, the locale, the clock and the time zone. */
import { spawnSync } from 'node:child_process'
import fs, { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { convertFolder, withReport } from '../support/convert-tree.ts'
import { filesBelow, FIXTURES } from '../support/golden.ts'
import { SEED } from '../support/seed.ts'
import { folderOf } from '../support/space.ts'
import { Random } from './mutate.ts'

const INPUT = join(FIXTURES, 'gnome/input')
const MAIN = join(__dirname, '../../dist/main.js')

/** A copy of the fixture whose files were made in random order. */
function copyInRandomOrder(random: Random): string {
  const folder = join(folderOf(), 'gnome')
  for (const path of random.shuffled(filesBelow(INPUT))) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    fs.copyFileSync(join(INPUT, path), join(folder, path))
  }
  return folder
}

const textsOf = (folder: string): Readonly<Record<string, string>> =>
  Object.fromEntries(filesBelow(folder).map((path) => [path, readFileSync(join(folder, path), 'utf8')]))

test(`any order of directory entries gives the same (seed ${SEED})`, () => {
  const expected = withReport(convertFolder(INPUT))
  const real = fs.readdirSync
  for (let run = 0; run < 10; run++) {
    const random = new Random(SEED + run)
    const listing = jest.spyOn(fs, 'readdirSync').mockImplementation(((...args: Parameters<typeof real>) => random.shuffled(real(...args))))
    const converted = convertFolder(INPUT)
    expect(listing).toHaveBeenCalled()
    listing.mockRestore()
    expect([...withReport(converted)]).toEqual([...expected])
  }
})

describe('the program', () => {
  const random = new Random(SEED)
  const run = (cwd: string, input: string, output: string, env: NodeJS.ProcessEnv = {}): { readonly status: number | null; readonly stdout: string; readonly stderr: string } => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, 'convert', input, '--output', output], { cwd, encoding: 'utf8', env: { PATH: process.env['PATH'] ?? '', ...env } })
    return { status, stdout, stderr }
  }
  let expected: Readonly<Record<string, string>>
  let said: { readonly stdout: string; readonly stderr: string }

  beforeAll(() => {
    if (!existsSync(MAIN)) throw new Error('dist/main.js is not there: run npm run build')
    const space = dirname(copyInRandomOrder(random))
    const { status, ...rest } = run(space, 'gnome', 'out')
    expect(status).toBe(0)
    said = rest
    expected = textsOf(join(space, 'out'))
    expect(Object.keys(expected).length).toBeGreaterThan(50)
  })

  test.each<[string, NodeJS.ProcessEnv]>([
    ['C', { LC_ALL: 'C', TZ: 'UTC' }],
    ['Turkish, where I is not i', { LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8', TZ: 'Asia/Istanbul' }],
    ['Swedish, which sorts otherwise', { LANG: 'sv_SE.UTF-8', LC_ALL: 'sv_SE.UTF-8', TZ: 'Pacific/Chatham' }],
    ['no home, a terminal', { HOME: '/nonexistent', TERM: 'xterm-256color', COLUMNS: '20' }],
  ])('gives the same under %s', (_, env) => {
    const space = dirname(copyInRandomOrder(random))
    const { status, ...rest } = run(space, 'gnome', 'out', env)
    expect(status).toBe(0)
    expect(rest).toEqual(said)
    expect(textsOf(join(space, 'out'))).toEqual(expected)
  })

  test('gives the same from any folder, by any path, and when run again', () => {
    const input = copyInRandomOrder(random)
    const space = dirname(input)
    mkdirSync(join(space, 'deep/er'), { recursive: true })
    symlinkSync(input, join(space, 'deep/gnome'))
    for (const [cwd, definitions, output] of [['/', input, join(space, 'one')], ['deep/er', '../../gnome/', '../../two'], ['deep', './gnome', '../three'], ['gnome', '../gnome', '../two']] as const) {
      expect(run(join(space, cwd === '/' ? '.' : cwd), definitions, output).status).toBe(0)
    }
    for (const output of ['one', 'two', 'three']) expect(textsOf(join(space, output))).toEqual(expected)
  })
})
