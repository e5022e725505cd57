/** A partition file → the tables of the disk recipe; checked against the size of the disk (BD §9.8). */
import type { Partition, Partitioning, RawFile } from '../../../ir/definitions.ts'
import { partitionFileNamed } from '../../../ir/deployment-data.ts'
import type { Span } from '../../../ir/origin.ts'
import type { Noted, Variables } from '../../../ir/project.ts'
import { saidAt, saidBy } from '../../origin.ts'
import { escapePercent } from '../../percent.ts'
import { octalEscaped } from '../ownership.ts'
import { sizeText } from './sizes.ts'
import type { WriteInput } from './writer.ts'

const SECTOR = 512
/** What GPT keeps at the end of a disk for its second table. */
const GPT_END = 33 * SECTOR

/** The variables; none where the deployment does not ask for partitions of its own. `diskSize` in bytes. */
export function partitionVariables(input: WriteInput, diskSize: number | undefined): Variables {
  const { variables, definitions, collector, deployment } = input
  const file = variables.get('PARTITION_FILE')
  const named = partitionFileNamed([...variables].map(([name, { value, at }]) => ({ name, value, at })))
  if (!named && file) collector.report('deploy/partition-file-unused', { deployment, file: file.value }, file.at)
  // One that is missing or broken has been reported, and the deployment is not converted.
  const partitioning = named?.path === undefined ? undefined : definitions.partitionings.get(named.path)
  if (!partitioning) return new Map()
  checkSize(partitioning, diskSize, input)
  const raw: readonly Row[] = [...partitioning.rawFiles.map((file) => rawRow(file, '-')), ...partitioning.partitions.flatMap((partition) => rawRows(partition, input))]
  return new Map<string, Noted>([
    ['partition-table', { text: partitioning.table, ...saidAt(partitioning.at) }],
    ...(partitioning.startOffset === 2048 ? [] : [['start-offset', { text: String(partitioning.startOffset), ...saidAt(partitioning.at) }] as const]),
    ['partitions', table(partitioning.partitions.map((partition) => ({ text: partitionRow(partition), at: partition.at })))],
    ...(raw.length ? [['raw-files', table(raw)] as const] : []),
  ])
}

/** A line of a table, and where the file says it. */
interface Row {
  readonly text: string
  readonly at: Span
}

function table(rows: readonly Row[]): Noted {
  return { text: `${rows.map(({ text }) => text).join('\n')}\n`, ...saidBy(rows), lineOrigins: rows.map(({ at }) => at) }
}

/** `NUMBER SIZE TYPE FILESYSTEM MOUNTPOINT FLAGS LABEL`. The root is of the project's file system, whatever the file says, as it was of Baserock's. */
function partitionRow({ number, size, type, filesystem, mountpoint, boot, description }: Partition): string {
  return [
    number ?? '-', size === 'fill' ? size : sizeText(size), type === undefined ? '-' : `0x${type.toString(16).padStart(2, '0')}`,
    mountpoint === '/' ? '%{root-filesystem}' : filesystem, mountpoint === undefined ? '-' : word(mountpoint), boot ? 'boot' : '-',
    description === undefined ? '-' : word(description),
  ].join(' ')
}

/** A gap has no number to name it by. */
function rawRows({ number, rawFiles }: Partition, { collector }: WriteInput): readonly Row[] {
  if (number !== undefined) return rawFiles.map((file) => rawRow(file, String(number)))
  for (const { file, at } of rawFiles) collector.report('deploy/raw-in-gap', { file }, at)
  return []
}

function rawRow({ file, offset, skip, count, at }: RawFile, partition: string): Row {
  return { at, text: [partition, word(file.replace(/^\/+/, '')), offset ?? '-', skip ?? '-', count ?? '-'].join(' ') }
}

function word(text: string): string {
  return escapePercent(octalEscaped(text))
}

function checkSize({ table, startOffset, partitions, path }: Partitioning, diskSize: number | undefined, { deployment, collector, at }: WriteInput): void {
  if (diskSize === undefined) return
  const fixed = partitions.reduce((sum, { size }) => sum + (size === 'fill' ? 0 : size), 0)
  const needed = startOffset * SECTOR + fixed + (table === 'gpt' ? GPT_END : 0)
  const fills = partitions.some(({ size }) => size === 'fill')
  if (needed > diskSize || (fills && needed === diskSize)) {
    collector.report('deploy/does-not-fit', { deployment, file: path, needed: sizeText(needed), given: sizeText(diskSize), fills }, at)
  }
}
