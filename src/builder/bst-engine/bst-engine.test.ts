import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { buildWords, checkoutWords } from './bst-words.ts'
import { compareFolders } from './compare-folders.ts'
import { bstVersion, runBst } from './run-bst.ts'

const folders: string[] = []
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })))

function folder(files: Readonly<Record<string, string>> = {}): string {
  const made = mkdtempSync(join(tmpdir(), 'bst-engine-'))
  folders.push(made)
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(made, path)), { recursive: true })
    writeFileSync(join(made, path), text)
  }
  return made
}

/** A program of that name with these lines of shell. */
function fakeBst(script: string): string {
  const path = join(folder({ bst: `#!/bin/sh\n${script}\n` }), 'bst')
  chmodSync(path, 0o755)
  return path
}

const world = { root: '/', output: () => undefined, signal: new AbortController().signal }

describe('words', () => {
  test('of a build', () => {
    expect(buildWords({ targets: ['a.bst'], options: [['arch', 'x86_64']], builders: 2, maxJobs: 1, onError: 'continue', retryFailed: true, colour: false }).join(' '))
      .toBe('--no-interactive --no-colors -o arch x86_64 --builders 2 --max-jobs 1 --on-error continue build --retry-failed a.bst')
    expect(buildWords({ targets: [], options: [], colour: true }).join(' ')).toBe('--no-interactive --colors build')
  })

  test('of a checkout', () => {
    expect(checkoutWords('a.bst', '/d', []).join(' ')).toBe('--no-interactive --no-colors artifact checkout --deps run --no-integrate --directory /d a.bst')
  })
})

describe('the program', () => {
  test('is a BuildStream 2', async () => {
    expect(await bstVersion({ ...world, command: fakeBst('echo 2.8.1') })).toEqual({ ok: true, value: '2.8.1' })
  })

  test.each([
    ['echo 1.6.8', 'is version "1.6.8"; expected BuildStream 2'],
    ['exit 4', 'cannot say its version (it ended with 4); expected BuildStream 2'],
  ])('that does %j is none', async (script, message) => {
    const command = fakeBst(script)
    const version = await bstVersion({ ...world, command })
    expect(version).toMatchObject({ ok: false, failure: { reason: 'host', message: `${command} ${message}` } })
  })

  test('may not be there', async () => {
    expect(await bstVersion({ ...world, command: 'no-such-bst' })).toEqual({
      ok: false, failure: { reason: 'host', message: 'no-such-bst is not there', hint: 'install BuildStream 2, or name it with --bst COMMAND' },
    })
  })

  test('gets the words, runs in the project, and is heard', async () => {
    const root = folder()
    let output = ''
    const status = await runBst(['build', 'a b.bst'], { ...world, root, command: fakeBst('pwd; for w; do echo "[$w]"; done >&2; exit 255'), output: (text) => { output += text } })
    expect(status).toEqual({ ok: true, value: 255 })
    expect(output.split('\n').sort()).toEqual(['', root, '[a b.bst]', '[build]'].sort())
  })

  test('is stopped', async () => {
    const controller = new AbortController()
    const running = runBst([], { ...world, command: fakeBst('exec sleep 20'), signal: controller.signal })
    controller.abort()
    expect(await running).toMatchObject({ ok: false, failure: { reason: 'stopped' } })
  })
})

describe('comparing', () => {
  test('equal folders are equal, whenever they were written', () => {
    const [left, right] = [folder({ 'etc/x': 'x', 'y': '' }), folder({ 'etc/x': 'x', 'y': '' })]
    for (const side of [left, right]) symlinkSync('etc', join(side, 'link'))
    expect(compareFolders(left, right)).toEqual({ paths: 4, differences: [] })
  })

  test('every kind of difference is found', () => {
    const left = folder({ 'a': 'same', 'mode': '', 'size': 'x', 'bytes': 'abcd', 'type': '', 'only/inner': '', 'd/deep': '1' })
    const right = folder({ 'a': 'same', 'mode': '', 'size': 'xy', 'bytes': 'abXd', 'type/x': '', 'd/deep': '2', 'new': '' })
    chmodSync(join(left, 'mode'), 0o644)
    chmodSync(join(right, 'mode'), 0o755)
    symlinkSync('one', join(left, 'link'))
    symlinkSync('two', join(right, 'link'))
    expect(compareFolders(left, right)).toEqual({
      paths: 10, differences: [
        { path: 'bytes', what: 'content', left: '4 bytes', right: 'another byte at 2' },
        { path: 'd/deep', what: 'content', left: '1 bytes', right: 'another byte at 0' },
        { path: 'link', what: 'target', left: 'one', right: 'two' },
        { path: 'mode', what: 'mode', left: '0644', right: '0755' },
        { path: 'new', what: 'missing', left: 'nothing', right: 'file' },
        { path: 'only', what: 'missing', left: 'folder', right: 'nothing' },
        { path: 'size', what: 'content', left: '1 bytes', right: '2 bytes' },
        { path: 'type', what: 'type', left: 'file', right: 'folder' },
      ],
    })
  })

  test('names need not be text', () => {
    const [left, right] = [folder(), folder()]
    writeFileSync(Buffer.concat([Buffer.from(`${left}/`), Buffer.from([0xff])]), '')
    expect(compareFolders(left, right).differences).toHaveLength(1)
  })
})
