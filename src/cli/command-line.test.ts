import { COMMAND_NAMES } from './command-table.ts'
import { parseCommandLine } from './command-line.ts'
import { helpFor } from './help.ts'

function check(line: string, expected: unknown): void {
  const parsed = parseCommandLine(line === '' ? [] : line.split(' '))
  expect(parsed.ok ? parsed.command : parsed.message).toEqual(expected)
}

const build = (element: readonly string[], values: object): object => ({ name: 'build', words: { element }, rest: [], values })

const migrate = (values: object): object => ({ name: 'migrate', words: { definitions: 'defs' }, rest: [], values: { branch: 'x', ...values } })

describe('what words mean', () => {
  test.each([
    ['build', build([], {})],
    ['build a.bst b/*.bst --builders 2', build(['a.bst', 'b/*.bst'], { builders: 2 })],
    ['-C dir -o arch x86_64 -o x y build a.bst -o z 1', build(['a.bst'], { project: 'dir', option: [['arch', 'x86_64'], ['x', 'y'], ['z', '1']] })],
    ['build --project=dir -C other --no-color -r', build([], { project: 'other', color: false, 'retry-failed': true })],
    ['-C show build a.bst', build(['a.bst'], { project: 'show' })],
    ['build -o arch=x 86', build([], { option: [['arch=x', '86']] })],
    ['build -- -odd.bst', build(['-odd.bst'], {})],
    ['source fetch a.bst -d all', { name: 'source fetch', words: { element: ['a.bst'] }, rest: [], values: { deps: 'all' } }],
    ['artifact checkout a.bst --tar -', { name: 'checkout', words: { element: 'a.bst' }, rest: [], values: { tar: '-' } }],
    ['checkout a.bst --no-integrate -f', { name: 'checkout', words: { element: 'a.bst' }, rest: [], values: { integrate: false, force: true } }],
    ['shell --build a.bst -- ls -l --help', { name: 'shell', words: { element: 'a.bst' }, rest: ['ls', '-l', '--help'], values: { build: true } }],
    ['-o out convert defs', { name: 'convert', words: { definitions: 'defs' }, rest: [], values: { output: 'out' } }],
    ['migrate defs -b x', migrate({})],
    ['migrate defs -b x --replay', migrate({ replay: true })],
    ['migrate defs -b x --replay=v1', migrate({ replay: 'v1' })],
    ['migrate defs -b x --replay v1', migrate({ replay: 'v1' })],
    ['migrate --replay defs -b x', migrate({ replay: true })],
    ['migrate --replay v1 defs -b x', migrate({ replay: 'v1' })],
    ['--replay migrate defs -b x', migrate({ replay: true })],
    ['migrate --replay -b x defs', migrate({ replay: true })],
    ['migrate --replay -b x -- defs', migrate({ replay: true })],
    ['migrate --replay=v1 --replay defs -b x', migrate({ replay: true })],
    ['store gc --keep 20G', { name: 'store gc', words: {}, rest: [], values: { keep: '20G' } }],
  ])('%s', check)
})

describe('what is wrong with them', () => {
  test.each([
    ['', 'which command?'],
    ['--json', 'which command?'],
    ['biild', 'there is no command biild; did you mean build?'],
    ['source', 'source needs fetch or track'],
    ['store --json', 'store needs stat or verify or gc'],
    ['--biulders 3 build', 'unknown argument: biulders; did you mean --builders?'],
    ['build --builders', 'not enough arguments following: builders'],
    ['build --builders x', '--builders is "x"; expected a whole number'],
    ['build --builders -1', '--builders is "-1"; expected a whole number'],
    ['build -o arch', 'not enough arguments following: option'],
    ['build -o arch --json', 'not enough arguments following: option'],
    ['build --on-error never', '--on-error is "never"; expected continue or quit or terminate'],
    ['build --json=yes', '--json takes no value'],
    ['build -x', 'unknown argument: x'],
    ['build --no-builders', '--builders is false; expected a whole number'],
    ['checkout', 'checkout needs ELEMENT'],
    ['checkout a.bst b.bst', 'unknown argument: b.bst'],
    ['shell', 'shell needs ELEMENT'],
    ['migrate --replay v1 defs more', 'unknown argument: more'],
    ['migrate --replay', 'migrate needs DEFINITIONS'],
    ['migrate --replay= defs', '--replay= needs a value; without one it is --replay'],
    ['store stat x y', 'unknown arguments: x, y'],
  ])('%s', check)
})

describe('help', () => {
  test.each([
    ['build --help', 'Build elements of a BuildStream project\n\nUsage: morph2bst build [ELEMENT...]\n'],
    ['-C x build -h', 'Build elements of a BuildStream project\n'],
    ['shell -h', 'Run a command, or a shell, in the sandbox of an element\n\nUsage: morph2bst shell ELEMENT [-- COMMAND...]\n'],
    ['artifact log -h', 'Show the log of the last build of an element\n\nUsage: morph2bst log ELEMENT\nAlso:  morph2bst artifact log\n'],
    ['source -h', 'Usage: morph2bst source COMMAND\n\nCommands:\n  source fetch [ELEMENT...]  Fetch sources\n'],
    ['convert -h', 'Write a BuildStream project from Baserock definitions\n\nUsage: morph2bst convert DEFINITIONS --output DIR\n'],
    ['-h', 'Converts Baserock definitions to BuildStream projects, and builds'],
  ])('%s', (line, expected) => {
    expect(helpFor(line.split(' '), 80)?.startsWith(expected)).toBe(true)
  })

  test('is there for every command, and fits', () => {
    for (const name of COMMAND_NAMES) {
      const help = helpFor([...name.split(' '), '--help'], 80) ?? ''
      expect(help).toContain(`Usage: morph2bst ${name}`)
      expect(help.split('\n').filter((line) => line.length > 80)).toEqual([])
    }
    expect(helpFor(['shell', 'a.bst', '--', 'ls', '--help'], 80)).toBeUndefined()
  })
})
