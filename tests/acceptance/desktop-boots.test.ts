/**
 * The GNOME system of fixtures/gnome, by `verify`: from its definitions, over a base of Debian's packages and programs that are
 * really built, to an image, and a machine that boots it and examines itself. Beside real BuildStream, which makes the same image.
 */
import { spawn, spawnSync } from 'node:child_process'
import { closeSync, existsSync, openSync, readSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import type { StageFacts, StageReport } from '../../src/report/verify.ts'
import { reachesArchive } from '../support/archive.ts'
import { DESKTOP_DEFINITIONS, desktopWorld } from '../support/desktop-world.ts'
import { findBst, needing } from '../support/shared.ts'
import { folderOf } from '../support/space.ts'

const PROGRAM = join(__dirname, '../../dist/main.js')
const [SYSTEM, CLUSTER, DEPLOYMENT] = ['systems/gnome-system-x86_64', 'clusters/gnome-cluster', 'desktop-image']
const LONG = 1_800_000

const can = (...words: readonly [string, ...string[]]): boolean => spawnSync(words[0], words.slice(1)).status === 0
const BST = findBst(2)
const NEEDED = {
  'built program (npm run build)': existsSync(PROGRAM), 'bwrap': can('bwrap', '--version'), 'git': can('git', '--version'), 'qemu-system-x86_64': can('qemu-system-x86_64', '--version'),
  'archive of Debian that can be reached': reachesArchive(),
}
const alone = needing(NEEDED)
const onTools = needing({ ...NEEDED, 'sfdisk, e2fsck and fsck.vfat': can('sfdisk', '--version') && can('e2fsck', '-V') && can('fsck.vfat', '--help') })
const beside = needing({ ...NEEDED, 'BuildStream 2': BST })

/** A stage as `--json` tells it. */
type Told = Pick<StageReport, 'stage' | 'result'> & StageFacts

/** One run; what it made stays for the next. */
interface Run {
  readonly code: number | null
  readonly stages: ReadonlyMap<string, Told>
  readonly said: string
}

const home = folderOf()
let world: ReturnType<typeof desktopWorld> | undefined

async function verify(...more: readonly string[]): Promise<Run> {
  world ??= desktopWorld(join(home, 'repositories'))
  const words = [
    'verify', DESKTOP_DEFINITIONS, '--system', SYSTEM, '--cluster', CLUSTER, '--deployment', DEPLOYMENT, '--project-name', 'gnome', '--packages', 'gnome,linux-image-cloud-amd64',
    '--output', join(home, 'out'), '--store', join(home, 'store'), '--json', ...world.options, ...more,
  ]
  // Not at once: a worker that answers nothing for minutes is taken for dead.
  const child = spawn(process.execPath, [PROGRAM, ...words], { stdio: ['ignore', 'pipe', 'pipe'], env: process.env })
  let [stdout, stderr] = ['', '']
  child.stdout.on('data', (text: Buffer) => { stdout += text.toString() })
  child.stderr.on('data', (text: Buffer) => { stderr += text.toString() })
  const code = await new Promise<number | null>((resolve) => { child.on('close', resolve) })
  const lines = stdout.split('\n').filter((line) => line.startsWith('{')).map((line) => JSON.parse(line) as Told)
  return { code, stages: new Map(lines.filter((line) => 'stage' in line).map((line) => [line.stage, line])), said: stdout + stderr }
}

let first: Promise<Run> | undefined
const once = (): Promise<Run> => (first ??= verify())
const image = join(home, 'out/images/desktop.img')

alone.run(`boots, and finds every cache, user, unit and file in order${alone.why}`, async () => {
  const { code, stages, said } = await once()
  if (code !== 0) throw new Error(said)
  expect([...stages.values()].map(({ stage, result }) => `${stage} ${result}`)).toEqual(['audit', 'convert', 'base', 'fetch', 'build', 'compose', 'image', 'boot'].map((stage) => `${stage} done`))
  expect(stages.get('boot')).toMatchObject({ failedChecks: [] })
  expect(stages.get('boot')?.passed).toBeGreaterThan(80)
}, LONG)

onTools.run(`has a partition table, and file systems without a fault${onTools.why}`, async () => {
  await once()
  const { partitiontable } = JSON.parse(spawnSync('sfdisk', ['--json', image], { encoding: 'utf8' }).stdout) as
    { readonly partitiontable: { readonly label: string; readonly partitions: readonly { readonly start: number; readonly size: number; readonly type: string; readonly bootable?: boolean }[] } }
  expect([partitiontable.label, ...partitiontable.partitions.map(({ type, bootable }) => `${type} ${bootable ?? false}`)]).toEqual(['dos', 'c true', '83 false'])
  const [boot, root] = partitiontable.partitions
  expect(spawnSync('e2fsck', ['-fn', `${image}?offset=${(root?.start ?? 0) * 512}`], { encoding: 'utf8' })).toMatchObject({ status: 0 })
  const vfat = join(folderOf(), 'boot')
  writeFileSync(vfat, bytesOf(image, (boot?.start ?? 0) * 512, (boot?.size ?? 0) * 512))
  expect(spawnSync('fsck.vfat', ['-n', vfat], { encoding: 'utf8' })).toMatchObject({ status: 0 })
}, LONG)

alone.run(`makes nothing the second time${alone.why}`, async () => {
  await once()
  const { code, stages } = await verify('--until', 'image')
  expect(code).toBe(0)
  expect(['fetch', 'build', 'compose', 'image'].map((stage) => { const { fetched = 0, built = 0 } = stages.get(stage) ?? {}; return fetched + built })).toEqual([0, 0, 0, 0])
}, LONG)

beside.run(`is the same system and the same image, byte by byte, as BuildStream's${beside.why}`, async () => {
  await once()
  const { code, stages, said } = await verify('--compare', '--bst', BST ?? '', '--until', 'compare')
  if (code !== 0) throw new Error(said)
  expect(stages.get('compare')).toMatchObject({ differences: 0 })
  expect(stages.get('compare')?.paths).toBeGreaterThan(10_000)
}, LONG)

function bytesOf(path: string, start: number, length: number): Buffer {
  const bytes = Buffer.alloc(length)
  const file = openSync(path, 'r')
  readSync(file, bytes, 0, length, start)
  closeSync(file)
  return bytes
}
