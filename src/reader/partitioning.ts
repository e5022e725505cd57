/** A partition file → Partitioning (BD §9.8): what the schema cannot say is checked here. Knows no deployment. */
import type { Collector } from '../diagnostics/collector.ts'
import type { DataFiles, Partition, Partitioning, RawFile } from '../ir/definitions.ts'
import type { Span } from '../ir/origin.ts'
import { plainPath } from '../std/plain-path.ts'
import { valueOf, type MapNode, type YamlNode } from '../yaml/located.ts'
import { parseYamlMap } from '../yaml/parse.ts'
import { scalarValue, type ScalarValue } from '../yaml/scalar.ts'
import { numbered } from './partition-numbers.ts'
import { validate } from './validate.ts'

const SECTOR = 512

/** A size that is no multiple of this gets 8 sectors more, so that its end can be moved to one (BD §9.8). */
const PHYSICAL_SECTOR = 4096

/** Sectors at the start of a disk that the table itself takes. */
const TABLE_SECTORS = { mbr: 1, gpt: 34 } as const

/** The partition file at `path` with the text `text`; nothing if it has an error. */
export function readPartitioning(path: string, text: string, _: DataFiles, collector: Collector): Partitioning | undefined {
  const errors = (): number => collector.counts().error
  const before = errors()
  const root = parseYamlMap(path, text, collector, (node) => {
    collector.report('reader/not-a-mapping', { found: node.kind === 'list' ? 'a list' : 'text' }, { file: path, start: node.start, end: node.end })
  })
  if (!root) return undefined
  validate('partitioning', path, root, collector)
  if (errors() > before) return undefined
  const read = new PartitionReader(path, collector).read(root)
  return errors() > before ? undefined : read
}

/** Reads a tree that the schema allows. */
class PartitionReader {
  constructor(private readonly file: string, private readonly collector: Collector) {}

  read(root: MapNode): Partitioning {
    const table = this.table(root)
    const startOffset = this.number(root, 'start_offset', 'start_offset', TABLE_SECTORS[table], `a sector from ${TABLE_SECTORS[table]} on, behind the table`) ?? 2048
    const list = valueOf(root, 'partitions')
    const drafts = list?.kind === 'list' ? list.items.map((item, index) => this.partition(item.value, `partitions[${index}]`)) : []
    const partitions = numbered(drafts, table, this.collector)
    this.checkMountPoints(partitions, list ?? root)
    return { path: this.file, startOffset, table, partitions, rawFiles: this.rawFiles(root, 'raw_files'), at: this.span(root) }
  }

  private table(root: MapNode): 'gpt' | 'mbr' {
    const format = this.text(root, 'partition_table_format') ?? 'gpt'
    if (format === 'gpt') return 'gpt'
    if (format !== 'mbr' && format !== 'dos') this.refuse(valueOf(root, 'partition_table_format') ?? root, 'partition_table_format', 'gpt, mbr or dos')
    return 'mbr'
  }

  private partition(map: YamlNode, field: string): Partition {
    const size = this.size(valueOf(map, 'size') ?? map, `${field}.size`)
    const type = this.type(valueOf(map, 'fdisk_type') ?? map, `${field}.fdisk_type`)
    const description = this.text(map, 'description')
    const rest = { size, ...(description === undefined ? {} : { description }), rawFiles: this.rawFiles(map, `${field}.raw_files`), at: this.span(map) }
    if (type === undefined) return { ...rest, ...this.gap(map) }
    const number = this.number(map, 'number', `${field}.number`, 1, 'a number from 1 on')
    const filesystem = this.text(map, 'filesystem') ?? 'none'
    if (!/^[a-z0-9][\w.+-]*$/.test(filesystem)) this.refuse(valueOf(map, 'filesystem') ?? map, `${field}.filesystem`, 'the name of a file system')
    const mountpoint = this.mountpoint(map, field)
    // The root is made anew whatever is written; any other file system has to be named.
    if (mountpoint !== undefined && mountpoint !== '/' && filesystem === 'none') this.collector.report('reader/partition-unformatted', { mountpoint }, this.span(valueOf(map, 'mountpoint') ?? map))
    return {
      ...rest, type, filesystem, boot: this.value(map, 'boot') === true,
      ...(number === undefined ? {} : { number }), ...(mountpoint === undefined ? {} : { mountpoint }),
    }
  }

  /** A gap takes room and is in no table; what only a partition can have is dropped. */
  private gap(map: YamlNode): Pick<Partition, 'filesystem' | 'boot'> {
    for (const field of ['number', 'filesystem', 'mountpoint', 'boot']) {
      const value = this.value(map, field)
      if (value !== undefined && value !== 'none' && value !== false) this.collector.report('reader/partition-gap', { field }, this.span(valueOf(map, field) ?? map))
    }
    return { filesystem: 'none', boot: false }
  }

  private size(node: YamlNode, field: string): number | 'fill' {
    const value = node.kind === 'scalar' ? scalarValue(node) : null
    if (value === 'fill') return 'fill'
    const match = /^([0-9]+)([KMGT]?)$/i.exec(String(value))
    const bytes = match ? Number(match[1]) * 1024 ** ' KMGT'.indexOf(match[2]?.toUpperCase() || ' ') : 0
    if (bytes > 0 && Number.isSafeInteger(bytes)) return bytes % PHYSICAL_SECTOR === 0 ? bytes : (Math.floor(bytes / SECTOR) + 8) * SECTOR
    this.refuse(node, field, 'bytes, with K, M, G or T behind them, or fill')
    return 'fill'
  }

  private type(node: YamlNode, field: string): number | undefined {
    const value = node.kind === 'scalar' ? scalarValue(node) : null
    if (value === 'none') return undefined
    const type = typeof value === 'string' && /^0x[0-9a-f]{1,2}$/i.test(value) ? parseInt(value, 16) : value
    if (typeof type !== 'number' || type < 1 || type > 0xff) {
      this.refuse(node, field, 'a byte other than 0 in hexadecimal digits (0x83), or none')
      return 1
    }
    if (node.kind === 'scalar' && /^[1-9][0-9]+$/.test(node.text)) {
      this.collector.report('reader/partition-type-decimal', { written: node.text, hex: `0x${type.toString(16).padStart(2, '0')}` }, this.span(node))
    }
    return type
  }

  private mountpoint(map: YamlNode, field: string): string | undefined {
    const written = this.text(map, 'mountpoint')
    if (written === undefined || written === 'none') return undefined
    const path = written.startsWith('/') ? plainPath(written) : undefined
    if (path === undefined || /[\s\p{Cc}]/u.test(path)) this.refuse(valueOf(map, 'mountpoint') ?? map, `${field}.mountpoint`, 'an absolute path without blanks')
    return `/${path ?? ''}`
  }

  private checkMountPoints(partitions: readonly Partition[], list: YamlNode): void {
    const seen = new Map<string, Partition>()
    for (const partition of partitions) {
      if (partition.mountpoint === undefined) continue
      const first = seen.get(partition.mountpoint)
      if (first) this.collector.report('reader/partition-clash', { what: `the mount point ${partition.mountpoint}` }, partition.at, [{ message: 'the first one is here', at: first.at }])
      seen.set(partition.mountpoint, partition)
    }
    if (!seen.has('/')) this.collector.report('reader/partition-root', {}, { file: this.file, start: list.start, end: list.start })
  }

  private rawFiles(map: YamlNode, field: string): readonly RawFile[] {
    const list = valueOf(map, 'raw_files')
    return list?.kind === 'list' ? list.items.map((item, index) => this.rawFile(item.value, `${field}[${index}]`)) : []
  }

  private rawFile(map: YamlNode, field: string): RawFile {
    const file = plainPath(this.text(map, 'file') ?? '')
    if (file === undefined || file === '') this.refuse(valueOf(map, 'file') ?? map, `${field}.file`, 'a path in the system')
    const count = (key: string, least = 0): number | undefined => this.number(map, key, `${field}.${key}`, least, `a number from ${least} on`)
    const [bytes, sectors, skip, length] = [count('offset_bytes'), count('offset_sectors'), count('skip_bytes'), count('count_bytes', 1)]
    if (bytes !== undefined && sectors !== undefined) this.collector.report('reader/two-offsets', {}, this.span(valueOf(map, 'offset_sectors') ?? map))
    const offset = bytes ?? (sectors === undefined ? undefined : sectors * SECTOR)
    return {
      file: file ?? '', at: this.span(map),
      ...(offset === undefined ? {} : { offset }), ...(skip === undefined ? {} : { skip }), ...(length === undefined ? {} : { count: length }),
    }
  }

  private number(map: YamlNode, key: string, field: string, least: number, expected: string): number | undefined {
    const value = this.value(map, key)
    if (typeof value !== 'number') return undefined
    if (value < least || !Number.isSafeInteger(value * SECTOR)) this.refuse(valueOf(map, key) ?? map, field, expected)
    return value
  }

  private text(map: YamlNode, key: string): string | undefined {
    const node = valueOf(map, key)
    return node?.kind === 'scalar' && scalarValue(node) !== null ? node.text : undefined
  }

  private value(map: YamlNode, key: string): ScalarValue | undefined {
    const node = valueOf(map, key)
    return node?.kind === 'scalar' ? scalarValue(node) : undefined
  }

  private refuse(node: YamlNode, field: string, expected: string): void {
    this.collector.report('reader/partition-value', { field, value: node.kind === 'scalar' ? node.text : `a ${node.kind}`, expected }, this.span(node))
  }

  private span(node: YamlNode): Span {
    return { file: this.file, start: node.start, end: node.end }
  }
}
