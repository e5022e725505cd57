/**
 * Builds that are killed, and builds that meet. The command line is run as a person would; after each kill nothing of it may
 * live on, nothing in the store be wrong, and the same command complete. With CI or ACCEPTANCE set, at many more moments.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { setTimeout as delay } from 'node:timers/promises'
import { verifyStore } from '../../src/builder/store/verify.ts'
import { busyboxProject, missingProgram } from '../support/busybox-project.ts'
import { folderOf } from '../support/space.ts'
import { storeAt, valueOf } from '../support/store.ts'
import { readTree } from '../support/tree.ts'

const MAIN = join(__dirname, '../../dist/main.js')
const POINTS = process.env['CI'] || process.env['ACCEPTANCE'] ? 24 : 4
const missing = existsSync(MAIN) ? missingProgram() : 'dist/main.js is missing (npm run build)'
const MARKER = `morph2bst-crash-${process.pid}`

/** Made when it is first needed, since making it needs the programs. */
let project = ''
const newStore = (): string => join(folderOf(), 'store')
const words = (store: string): readonly string[] => [MAIN, 'build', '-C', project, '--store', store, 'all.bst']

function build(store: string): void {
  runs(words(store))
}

function runs(given: readonly string[]): void {
  const { status, stdout, stderr } = spawnSync(process.execPath, given, { encoding: 'utf8' })
  expect({ status, said: status === 0 ? '' : stdout + stderr }).toEqual({ status: 0, said: '' })
}

function start(store: string): ChildProcess {
  return spawn(process.execPath, words(store), { stdio: 'ignore' })
}

/** Processes that have a text among their words or in their environment. */
function processesWith(...texts: readonly string[]): readonly string[] {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid).filter((pid) => {
    const about = read(`/proc/${pid}/cmdline`) + read(`/proc/${pid}/environ`)
    return texts.some((text) => about.includes(text))
  })
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

async function survivorsOf(store: string): Promise<readonly string[]> {
  for (let tries = 0; tries < 100 && processesWith(store, MARKER).length > 0; tries++) await delay(20)
  return processesWith(store, MARKER)
}

/** The tree of each artifact, by element. */
async function treesIn(folder: string): Promise<Readonly<Record<string, string | undefined>>> {
  const store = await storeAt(folder)
  const trees = Object.fromEntries([...store.artifacts.all()].map(({ name, artifact }) => [name.element, artifact.failure ? 'failed' : artifact.tree]))
  store.close()
  return trees
}

async function expectRight(folder: string): Promise<void> {
  const store = await storeAt(folder)
  expect(valueOf(await verifyStore(store))).toMatchObject({ damaged: [], forgotten: [] })
  store.close()
}

function checkedOut(store: string): unknown {
  const folder = join(folderOf(), 'tree')
  runs([MAIN, 'checkout', '-C', project, '--store', store, 'all.bst', '--directory', folder])
  return readTree(folder)
}

if (missing !== undefined) test.skip(`builds that are disturbed: ${missing}`, () => undefined)
else {
  describe('a build', () => {
    const undisturbed = { store: '', elapsedMs: 0, trees: {} as Readonly<Record<string, string | undefined>> }
    beforeAll(async () => {
      project = busyboxProject(MARKER)
      undisturbed.store = newStore()
      const began = performance.now()
      build(undisturbed.store)
      undisturbed.elapsedMs = performance.now() - began
      undisturbed.trees = await treesIn(undisturbed.store)
      await expectRight(undisturbed.store)
    })

    test.each(Array.from({ length: POINTS }, (_, point) => ((point + 0.5) / POINTS).toFixed(3)))('killed after %s of its time leaves a right store, and the next one completes', async (part) => {
      const store = newStore()
      const child = start(store)
      await delay(undisturbed.elapsedMs * Number(part))
      child.kill('SIGKILL')
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
      expect(await survivorsOf(store)).toEqual([])
      await expectRight(store)
      build(store)
      await expectRight(store)
      expect(await treesIn(store)).toEqual(undisturbed.trees)
      if (Number(part) > 1 - 1 / POINTS) expect(checkedOut(store)).toEqual(checkedOut(undisturbed.store))
    })

    test('beside another one in the same store, both complete and make the same', async () => {
      const store = newStore()
      const ends = await Promise.all([start(store), start(store)].map(async (child) => (await once(child, 'exit') as [number])[0]))
      expect(ends).toEqual([0, 0])
      expect(await treesIn(store)).toEqual(undisturbed.trees)
      await expectRight(store)
    })

    test('after garbage was collected in the middle of which the collector was killed completes', async () => {
      const store = newStore()
      build(store)
      const child = spawn(process.execPath, [MAIN, 'store', 'gc', '--store', store, '--keep', '0'], { stdio: 'ignore' })
      const records = (): number => readdirSync(join(store, 'artifacts'), { recursive: true }).length
      const before = records()
      while (child.exitCode === null && records() === before) await delay(1)
      child.kill('SIGKILL')
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
      await expectRight(store)
      build(store)
      await expectRight(store)
      // What all.bst no longer needs is not made again.
      expect(undisturbed.trees).toMatchObject(await treesIn(store))
      expect(checkedOut(store)).toEqual(checkedOut(undisturbed.store))
    })
  })
}
