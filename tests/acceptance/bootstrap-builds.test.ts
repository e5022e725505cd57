/**
 * The bootstrap really happens: fixtures/bootstrap, converted with `--base bootstrap`, builds through its three stages, by
 * our builder and by real BuildStream, to the same trees. Who made what is told by what is made; see fixtures/bootstrap/README.md.
 */
import { spawnSync } from 'node:child_process'
import { chmodSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { findBusybox } from '../support/build-case.ts'
import { bootstrapWorld, makeBuildMachine, notesOf, type BootstrapWorld } from '../support/bootstrap-world.ts'
import { convertedProject } from '../support/bst.ts'
import { ourBuilder, realBuilder, type Builder } from '../support/builders.ts'
import { runOne, type Ended } from '../support/quick-bst.ts'
import { findBst, needing } from '../support/shared.ts'
import { folderOf } from '../support/space.ts'
import { expectSameTree, readTree, type Tree } from '../support/tree.ts'

const SYSTEM = 'systems/native-x86_64.bst'
const LONG = 600_000
const TOOLCHAIN = 'strata/build-essential'
const of = (...chunks: readonly string[]): readonly string[] => chunks.map((chunk) => `${TOOLCHAIN}/${chunk}.bst`)

const STAGE1 = of('stage1-binutils', 'stage1-gcc')
const STAGE2 = of('stage2-binutils', 'stage2-busybox', 'stage2-fhs-skeleton', 'stage2-gcc', 'stage2-glibc', 'stage2-linux-headers', 'stage2-make')
const STAGE3 = of('binutils', 'busybox', 'fhs-skeleton', 'gcc', 'glibc', 'linux-headers', 'make')
const CORE = ['strata/core/greeter.bst', 'strata/core/libgreeting.bst']
const STACKS = [`${TOOLCHAIN}.bst`, 'strata/core.bst', 'strata/core/build-deps.bst']
/** What stage 3 is built in, but for what there is of stage 3 itself. */
const STAGE2_ROOT = STAGE2.filter((name) => !name.endsWith('/stage2-linux-headers.bst'))

const [BUILD, BOOTSTRAP, NATIVE] = ['x86_64-build-linux-musl', 'x86_64-bootstrap-linux-gnu', 'x86_64-baserock-linux-gnu']
const MACHINE = 'the compiler of the build machine'
/** The compilers, each with those before it. */
const cross = (version: string): string => `gcc ${version} on ${BUILD} for ${BOOTSTRAP} < ${MACHINE}`
const temporary = (version: string): string => `gcc 5.3 on ${BOOTSTRAP} for ${BOOTSTRAP} < ${cross(version)}`
const native = (version: string): string => `gcc 5.3 on ${NATIVE} for ${NATIVE} < ${temporary(version)}`

/** The end of what glibc is built on, in the definitions. */
const REST = 'stage2-make, stage2-busybox, stage2-fhs-skeleton, linux-headers]'

const BST = findBst(2)
const BST1 = findBst(1)
const NEEDED = { 'static busybox': findBusybox(), bwrap: spawnSync('bwrap', ['--version']).status === 0, git: spawnSync('git', ['--version']).status === 0 }
const alone = needing(NEEDED)
const beside = needing({ ...NEEDED, 'BuildStream 2': BST })
const older = needing({ ...NEEDED, 'BuildStream 1': BST1 })

/** What a builder made: the elements that it says it built, and the files of each that has some. */
interface Made {
  readonly built: readonly string[]
  readonly folders: ReadonlyMap<string, string>
  readonly trees: ReadonlyMap<string, Tree>
}

/** Made when it is asked for first. Both builders start with nothing. */
const ours = once(ourBuilder)
const theirs = once(() => realBuilder(withCache(BST!)))
const project = once(() => projectOf(bootstrapWorld()))
const made = once(() => make(ours(), project()))
const changed = once(() => projectOf(worldWith((world) => world.change('stage1-gcc'))))

describe('the system', () => {
  alone.run(`each program says that the stage before made it${alone.why}`, () => {
    const compilers = (names: readonly string[]): unknown => Object.fromEntries(names.map((name) => [name, [...new Set(programsOf(name).map((notes) => `${notes['compiler']} | ${notes['libc'] ?? 'its own'}`))]]))
    expect(compilers(STAGE1)).toEqual(all(STAGE1, `${MACHINE} | its own`))
    expect(compilers(STAGE2)).toEqual({ ...all(STAGE2, `${cross('5.3')} | ${cross('5.3')}`), ...all(of('stage2-fhs-skeleton', 'stage2-linux-headers')) })
    expect(compilers(STAGE3)).toEqual({ ...all(STAGE3, `${temporary('5.3')} | ${temporary('5.3')}`), ...all(of('fhs-skeleton', 'linux-headers')) })
    expect(compilers(CORE)).toEqual({ ...all(CORE), ...all(CORE.slice(0, 1), `${native('5.3')} | ${temporary('5.3')}`) })
  }, LONG)

  alone.run(`it builds and runs a program of its own${alone.why}`, () => {
    const system = made().trees.get(SYSTEM)!
    expect(system.get('var/lib/greeting')?.text).toBe(`Hello, system, says a library < ${native('5.3')}\nand a program < ${native('5.3')}\n`)
    const program = notesOf(join(made().folders.get(SYSTEM)!, 'usr/bin/greeter-of-the-system'))
    expect(program).toEqual({
      target: NATIVE, compiler: native('5.3'), libc: temporary('5.3'),
      assembler: `as 2.25 on ${NATIVE} for ${NATIVE} < ${temporary('5.3')}`, linker: `ld 2.25 on ${NATIVE} for ${NATIVE} < ${temporary('5.3')}`,
    })
  }, LONG)

  alone.run(`nothing of the build machine, of /tools or of the build is in it${alone.why}`, () => {
    const system = made().trees.get(SYSTEM)!
    const base = new Set([...made().trees.get('base.bst')!.values()].flatMap(({ digest }) => digest ?? []))
    expect([...system].filter(([, { digest }]) => digest !== undefined && base.has(digest)).map(([path]) => path)).toEqual([])
    expect([...system.keys()].filter((path) => /^(tools|bootstrap|buildstream|etc\/build-machine)/.test(path))).toEqual([])
    // Lists of sandboxes tell of them on purpose.
    const words = [...system].filter(([path]) => !path.endsWith('/sandbox')).filter(([, { text = '', target = '' }]) => /\/(tools|bootstrap|buildstream)\b/.test(text + target))
    expect(words.map(([path]) => path)).toEqual([])
    expect(system.get('bin')).toEqual({ type: 'dir', mode: 0o755 })
    expect([...system].filter(([path, { mode, type }]) => type === 'file' && /(^|\/)s?bin\//.test(path) && !(mode & 0o111)).map(([path]) => path)).toEqual([])
  }, LONG)
})

describe('what a build sees', () => {
  const seen = (element: string, path: string): readonly string[] => made().trees.get(element)!.get(path)!.text!.trimEnd().split('\n')
  const filesOf = (names: readonly string[], root = ''): readonly string[] =>
    [...new Set(names.flatMap((name) => [...made().trees.get(name)!].flatMap(([path, { type }]) => (type === 'dir' ? [] : [`${root}/${path}`]))))].sort()

  alone.run(`stage 2: the build machine at /, what it is built on beside the build folder${alone.why}`, () => {
    expect(seen(of('stage2-glibc')[0]!, 'tools/share/doc/glibc/sandbox')).toEqual([
      ...filesOf(['base.bst']), ...filesOf([...STAGE1, ...of('stage2-linux-headers')], '/bootstrap'),
    ].sort())
  }, LONG)

  alone.run(`stage 3: stage 2 and what it names of stage 3, and nothing else${alone.why}`, () => {
    expect(seen(of('glibc')[0]!, 'usr/share/doc/glibc/sandbox')).toEqual(filesOf([...STAGE2_ROOT, ...of('linux-headers')]))
    expect(seen(of('busybox')[0]!, 'usr/share/doc/busybox/sandbox')).toEqual(filesOf([...STAGE2_ROOT, ...of('linux-headers', 'glibc')]))
  }, LONG)

  alone.run(`other strata: stage 3, and nothing of what that was made with${alone.why}`, () => {
    expect(seen(CORE[0]!, 'usr/share/doc/greeter/sandbox')).toEqual(filesOf([...STAGE3, CORE[1]!]))
  }, LONG)

  alone.run(`keys: base.bst enters those of stages 1 and 2, and no other directly${alone.why}`, () => {
    const shown = runOne(process.execPath, [join(__dirname, '../../dist/main.js'), 'show', '-C', project(), '--store', join(folderOf(), 'store'), '--deps', 'all', '--explain-key', SYSTEM], '/')
    const parts = shown.said.split(/^(?=\S+\.bst [0-9a-f]{64}$)/m)
    const names = parts.map((part) => part.slice(0, part.indexOf(' ')))
    expect([...names].sort()).toEqual(['base.bst', ...STAGE1, ...STAGE2, ...STAGE3, ...CORE, ...STACKS, SYSTEM].sort())
    expect(names.filter((_, index) => parts[index]!.includes('\n    dependencies / base.bst: ')).sort()).toEqual([...STAGE1, ...STAGE2].sort())
  }, LONG)
})

describe('real BuildStream', () => {
  beside.run(`makes the same of every element${beside.why}`, () => {
    const [mine, other] = [made(), make(theirs(), project())]
    expect(mine.built).toEqual(other.built)
    for (const [name, tree] of other.trees) {
      try {
        expectSameTree(mine.trees.get(name)!, tree)
      } catch (problem) {
        throw new Error(`${name}: ${(problem as Error).message}`, { cause: problem })
      }
    }
  }, LONG)
})

describe('another stage1-gcc', () => {
  /** All but what is built on the build machine alone. */
  const after = [...STAGE1.slice(1), ...STAGE2, ...STAGE3, ...CORE, ...STACKS, SYSTEM].filter((name) => !/\/stage2-(linux-headers|fhs-skeleton)\.bst$/.test(name)).sort()

  alone.run(`ours builds all that comes after it, and it shows in the system${alone.why}`, () => {
    made()
    expect(builtBy(ours().build(changed(), [SYSTEM], {}))).toEqual(after)
    const greeting = readTree(checkedOut(ours(), changed(), [SYSTEM]).get(SYSTEM)!).get('var/lib/greeting')?.text
    expect(greeting?.split('\n')[0]).toBe(`Hello, system, says a library < ${native('5.3-changed')}`)
  }, LONG)

  beside.run(`real BuildStream builds the same${beside.why}`, () => {
    expect(theirs().build(project(), [SYSTEM], {}).status).toBe(0)
    expect(builtBy(theirs().build(changed(), [SYSTEM], {}))).toEqual(after)
  }, LONG)
})

describe('definitions that are wrong do not find what they lack on the build machine', () => {
  const MAKE = `${TOOLCHAIN}/stage2-make.morph`
  const SYSROOT = '=$(dirname "$(pwd)")"'
  alone.run.each([
    ['headers of the build machine', 'stage2-make', MAKE, SYSROOT, `${SYSROOT.slice(0, -1)} -I/usr/include"`, '-I/usr/include is outside of the sysroot /bootstrap'],
    ['its root as sysroot', 'stage2-make', MAKE, SYSROOT, '=/"', `/usr/include/features.h is for ${BUILD}, not for ${BOOTSTRAP}`],
    ['a sysroot that is not the folder above', 'stage2-make', MAKE, SYSROOT, '=$(pwd)"', 'there is no <features> in  /bootstrap/stage2-make.build/usr/include'],
    ['no compiler in stage 3', 'glibc', `${TOOLCHAIN}.morph`, ` stage2-gcc, ${REST}`, ` ${REST}`, 'no gcc in /tools/bin:/usr/bin:'],
    ['no shell in stage 3', 'glibc', `${TOOLCHAIN}.morph`, REST, REST.replace('stage2-busybox, ', ''), "Staged artifacts do not provide command 'sh'"],
  ])(`%s${alone.why}`, (_, chunk, file, from, to, says) => {
    made()
    const { status, said } = ours().build(projectOf(worldWith((world) => world.edit(file, from, to))), of(chunk), {})
    expect({ status, says: said.includes(says) ? says : said.slice(said.indexOf('Failure Summary')) }).toEqual({ status: 3, says })
  }, LONG)
})

describe('BuildStream 1', () => {
  older.run(`builds until something is linked with a C library, and finds that of the base${older.why}`, () => {
    const target = projectOf(bootstrapWorld(), '--target', 'bst1')
    const { status, said } = runOne(withCache(BST1!), ['--no-colors', '--no-interactive', '--on-error', 'continue', 'build', SYSTEM], target)
    expect(status).not.toBe(0)
    expect([...new Set([...said.matchAll(/^\[.*\]\[build:(\S+) *\] SUCCESS \S+-build\.\S+\.log$/gm)].map(([, name]) => name!))].sort())
      .toEqual(['base.bst', ...STAGE1, ...of('stage2-fhs-skeleton', 'stage2-glibc', 'stage2-linux-headers')])
    expect(said).toContain(`gcc --sysroot=/ -o make make.tin\n        gcc: /usr/include/features.h is for ${BUILD}, not for ${BOOTSTRAP}`)
  }, LONG)
})

function worldWith(change: (world: BootstrapWorld) => void): BootstrapWorld {
  const world = bootstrapWorld()
  change(world)
  return world
}

function projectOf({ definitions, options }: BootstrapWorld, ...more: readonly string[]): string {
  const converted = convertedProject(definitions, '--base', 'bootstrap', ...options, ...more)
  makeBuildMachine(converted)
  return converted
}

function make(builder: Builder, folder: string): Made {
  const built = builtBy(builder.build(folder, [SYSTEM], {}))
  const folders = checkedOut(builder, folder, ['base.bst', ...STAGE1, ...STAGE2, ...STAGE3, ...CORE, SYSTEM])
  return { built, folders, trees: new Map([...folders].map(([element, path]) => [element, readTree(path)])) }
}

/** Folders with the elements' own files. */
function checkedOut(builder: Builder, project: string, elements: readonly string[]): ReadonlyMap<string, string> {
  const wishes = elements.map((element) => ({ tree: { element, deps: 'none' as const, integrate: false }, folder: join(folderOf(), 'tree'), options: {} }))
  builder.checkoutEach(project, wishes).forEach(succeeded)
  return new Map(wishes.map(({ tree, folder }) => [tree.element, folder]))
}

function succeeded({ status, said }: Ended): string {
  if (status !== 0) throw new Error(`exit ${status}:\n${said.slice(said.indexOf('Failure Summary'))}`)
  return said
}

/** The elements that a session says were built. */
function builtBy(ended: Ended): readonly string[] {
  return [...succeeded(ended).matchAll(/^\[.*\]\[ *build:(\S+) *\] SUCCESS \S+-build\.\S+\.log$/gm)].map(([, name]) => name!).sort()
}

/** What the programs of an element say, those in folders named bin; links are others' names. */
function programsOf(element: string): readonly Readonly<Record<string, string>>[] {
  const folder = made().folders.get(element)!
  return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && /\/s?bin$/.test(entry.parentPath)).map((entry) => notesOf(join(entry.parentPath, entry.name)))
}

const all = (names: readonly string[], ...values: readonly string[]): Readonly<Record<string, readonly string[]>> => Object.fromEntries(names.map((name) => [name, values]))

/**
 * A command with a cache of its own: one that has everything builds nothing. One fetch at a time: of two elements with one
 * repository, BuildStream takes the commit that the other's fetch is still bringing for whole.
 */
function withCache(bst: string): string {
  const script = join(folderOf({ bst: `#!/bin/sh\nXDG_CACHE_HOME='${folderOf()}' exec '${bst}' --fetchers 1 "$@"\n` }), 'bst')
  chmodSync(script, 0o755)
  return script
}

function once<T>(make: () => T): () => T {
  let known: { readonly value: T } | undefined
  return () => (known ??= { value: make() }).value
}
