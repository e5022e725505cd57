/** Manifests and partition files of any content: what is written comes back as it was meant, and nothing makes reading throw. */
import { Collector } from '../../src/diagnostics/collector.ts'
import { NO_DATA, type InstallRow } from '../../src/ir/definitions.ts'
import { readManifest } from '../../src/reader/install-manifest.ts'
import { readPartitioning } from '../../src/reader/partitioning.ts'
import { dataOf, type Given } from '../support/data.ts'
import { SEED } from '../support/seed.ts'
import { Random } from './mutate.ts'

const RUNS = 300
const TYPES = { directory: 0o040000, link: 0o120000, file: 0o100000 } as const

type Row = Omit<InstallRow, 'at'>

test(`manifests that are printed are read as they were (seed ${SEED})`, () => {
  for (let run = 0; run < RUNS; run++) {
    const random = new Random(SEED * 31 + run)
    const paths = new Set(Array.from({ length: random.below(12) }, () => randomPath(random)))
    const rows = [...paths].filter((path) => ![...paths].some((other) => other.startsWith(`${path}/`))).map((path) => randomRow(path, random))
    const collector = new Collector()
    const manifest = readManifest('a b/m', rows.map((row) => `${lineOf(row, random)}\n`).join(''), dataOf(filesOf(rows)), collector)
    expect([run, collector.list()]).toEqual([run, []])
    expect(manifest?.rows).toEqual(rows.map((row) => ({ ...row, at: expect.anything() as unknown })))
  }
})

test(`no text makes reading throw, and a manifest or partition file is given if and only if there is no error (seed ${SEED})`, () => {
  const pieces = [
    '0100644 ', '0040755 ', '0120777 ', '0 ', '4294967295 ', '/etc/x', '/../x', 'overwrite ', 'template ', '\n', '\n', '#', ' ', '\t', '\r', '\u0000', 'é', '9'.repeat(30),
    'partitions:', '\n- ', '{', '}', '[', ']', ', ', 'size: ', 'fill', '1M', 'fdisk_type: ', '0x83', 'none', 'number: 1', 'mountpoint: /', 'boot: yes', 'raw_files:', 'file: x', 'start_offset: 2048', '\n  ',
  ]
  for (let run = 0; run < RUNS * 4; run++) {
    const random = new Random(SEED * 47 + run)
    const text = Array.from({ length: random.below(25) }, () => random.pick(pieces)).join('')
    for (const read of [readManifest, readPartitioning]) {
      const collector = new Collector()
      expect([text, read('m', text, NO_DATA, collector) !== undefined]).toEqual([text, collector.counts().error === 0])
    }
  }
})

function randomPath(random: Random): string {
  const names = ['etc', 'usr', '.ssh', 'a#b', 'ü', '\\x', '"q"', '%{prefix}', '...', 'x'.repeat(200), '\u00a0', '-']
  return Array.from({ length: 1 + random.below(4) }, () => random.pick(names)).map((name) => `/${name}`).join('')
}

function randomRow(path: string, random: Random): Row {
  return {
    type: random.pick(['directory', 'link', 'file'] as const), template: random.below(3) === 0, overwrite: random.below(3) === 0,
    mode: random.below(0o10000), uid: random.pick([0, 1000, 4294967294, random.below(70000)]), gid: random.below(70000), path, source: `a b${path}`,
  }
}

function lineOf({ type, template, overwrite, mode, uid, gid, path }: Row, random: Random): string {
  const octal = (TYPES[type] | mode).toString(8)
  return `${template ? 'template ' : ''}${overwrite ? 'overwrite ' : ''}${random.below(2) ? '0' : ''}${octal} ${uid} ${gid} ${random.below(3) ? path : path.slice(1)}${random.pick(['', '', ' '])}`
}

function filesOf(rows: readonly Row[]): Readonly<Record<string, Given>> {
  return Object.fromEntries(rows.filter(({ type }) => type !== 'directory').map(({ type, source }) => [source, type === 'link' ? { to: 'x' } : 'content\n']))
}
