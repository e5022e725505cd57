import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Place, treeOf } from '../../../tests/support/source-world.ts'

let place: Place
beforeEach(() => {
  place = new Place()
})
afterEach(() => place.remove())

function fill(folder: string): string {
  const path = place.path('project', folder)
  mkdirSync(join(path, 'sub', 'empty'), { recursive: true })
  writeFileSync(join(path, 'sub', 'plain'), 'plain', { mode: 0o600 })
  writeFileSync(join(path, 'run'), 'run')
  chmodSync(join(path, 'run'), 0o4711)
  symlinkSync('/etc/passwd', join(path, 'absolute'))
  symlinkSync('nowhere', join(path, 'sub', 'dangling'))
  return path
}

async function identity(path: string): Promise<unknown> {
  const result = await place.source('local', { path }).identity(place.world())
  return result.ok ? result.value : result.failure.message
}

test('a folder is staged with links, empty folders and modes 644 and 755; FIFOs are left out', async () => {
  execFileSync('mkfifo', [join(fill('files'), 'pipe')])
  expect(await place.staged(place.source('local', { path: 'files' }))).toEqual([
    'link absolute -> /etc/passwd', '755 run "run"', 'link sub/dangling -> nowhere', '755 sub/empty/', '644 sub/plain "plain"',
  ])
})

test('a file is staged under its name; the whole project can be a source', async () => {
  writeFileSync(join(fill('files'), 'note'), 'n')
  expect(await place.staged(place.source('local', { path: 'files/note' }))).toEqual(['644 note "n"'])
  expect(await place.staged(place.source('local', { path: '.' }))).toContain('644 files/sub/plain "plain"')
})

test('it needs no fetching', async () => {
  expect(await place.source('local', { path: 'any' }).state(place.world())).toBe('cached')
})

describe('identity', () => {
  test('is of the content: not of the place, the time, or bits that are not kept', async () => {
    fill('a')
    fill('b')
    const before = await identity('a')
    expect(await identity('b')).toEqual(before)
    chmodSync(place.path('project/b/sub/plain'), 0o666)
    utimesSync(place.path('project/b/run'), 1, 1)
    execFileSync('mkfifo', [place.path('project/b/pipe')])
    expect(await identity('b/')).toEqual(before)
  })

  test.each<readonly [string, (root: string) => void]>([
    ['content', (root) => writeFileSync(join(root, 'run'), 'RUN')],
    ['the execute bit', (root) => chmodSync(join(root, 'sub/plain'), 0o755)],
    ['a link', (root) => { rmSync(join(root, 'absolute')); symlinkSync('/etc/group', join(root, 'absolute')) }],
    ['an empty folder', (root) => mkdirSync(join(root, 'more'))],
    ['a name', (root) => { rmSync(join(root, 'run')); writeFileSync(join(root, 'ruN'), 'run', { mode: 0o755 }) }],
  ])('changes with %s', async (_, change) => {
    const root = fill('a')
    const before = await identity('a')
    change(root)
    expect(await identity('a')).not.toEqual(before)
  })

  test('of one file counts its name, as a folder with it would', async () => {
    mkdirSync(place.path('project/a'))
    writeFileSync(place.path('project/a/x'), '')
    writeFileSync(place.path('project/y'), '')
    expect(await identity('a')).toEqual(await identity('a/x'))
    expect(await identity('y')).not.toEqual(await identity('a/x'))
  })
})

test.each([
  [{ path: '/etc' }, 'error[source/local-path]: "/etc" is absolute'],
  [{ path: '../x' }, 'error[source/local-path]: "../x" leads out of the project'],
  [{}, 'error[source/missing-setting]: a "local" source needs "path"'],
  [{ path: ['a'] }, 'error[source/wrong-setting]: "path" is a list; expected a text'],
])('%j is refused at its place', (settings, message) => {
  expect(place.decode('local', settings as never)).toEqual({ source: undefined, messages: [message] })
})

test('what is not there, a link, or outside is a failure', async () => {
  fill('files')
  symlinkSync('/etc', place.path('project/out'))
  symlinkSync('files', place.path('project/in'))
  expect(await identity('gone')).toBe('the path "gone" of a local source does not exist')
  expect(await identity('in')).toBe('the path "in" of a local source is a symbolic link')
  expect(await identity('out/passwd')).toBe('the path "out/passwd" of a local source leads out of the project')
  expect(await identity('in/run')).toEqual(await identity('files/run'))
})

describe('over what an earlier source left', () => {
  async function over(make: (first: string, second: string) => void): Promise<readonly string[] | string> {
    const [first, second] = [place.path('project/first'), place.path('project/second')]
    mkdirSync(first)
    mkdirSync(second)
    make(first, second)
    const folder = mkdtempSync(place.path('over-'))
    await place.source('local', { path: 'first' }).stage(place.world(), folder)
    const result = await place.source('local', { path: 'second' }).stage(place.world(), folder)
    return result.ok ? treeOf(folder) : result.failure.message
  }

  test('files are replaced and folders joined', async () => {
    expect(await over((first, second) => {
      for (const root of [first, second]) mkdirSync(join(root, 'd'))
      writeFileSync(join(first, 'd/a'), 'one', { mode: 0o755 })
      writeFileSync(join(first, 'd/b'), 'one')
      writeFileSync(join(second, 'd/a'), 'two')
      symlinkSync('x', join(second, 'd/b'))
    })).toEqual(['644 d/a "two"', 'link d/b -> x'])
  })

  test('a file replaces an empty folder, and gives way to a full one', async () => {
    expect(await over((first, second) => {
      mkdirSync(join(first, 'empty'))
      mkdirSync(join(first, 'full/f'), { recursive: true })
      writeFileSync(join(second, 'empty'), '')
      writeFileSync(join(second, 'full'), '')
    })).toEqual(['644 empty ""', '755 full/f/'])
  })

  test('a folder in the place of a link is an error, and nothing goes through the link', async () => {
    const outside = mkdtempSync(place.path('outside-'))
    expect(await over((first, second) => {
      symlinkSync(outside, join(first, 'd'))
      mkdirSync(join(second, 'd'))
      writeFileSync(join(second, 'd/x'), '')
    })).toBe('a folder of this source has the place of a symbolic link of an earlier one: "d"')
    expect(treeOf(outside)).toEqual([])
  })
})

test('3000 small files take no time', async () => {
  for (let folder = 0; folder < 30; folder++) {
    mkdirSync(place.path('project', 'many', `${folder}`), { recursive: true })
    for (let file = 0; file < 100; file++) writeFileSync(place.path('project', 'many', `${folder}`, `${file}`), `content ${folder} ${file}`)
  }
  await identity('many')
  const start = performance.now()
  await identity('many')
  // 120 ms on an idle machine
  expect(performance.now() - start).toBeLessThan(1000)
})
