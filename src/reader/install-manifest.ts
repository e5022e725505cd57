/** An install-files manifest → its rows (BD §9.5). Knows no deployment. */
import type { Collector } from '../diagnostics/collector.ts'
import { followed, linkTarget } from '../ir/data-files.ts'
import type { DataFiles, InstallManifest, InstallRow } from '../ir/definitions.ts'
import type { Span } from '../ir/origin.ts'
import { folderOf, plainPath } from '../std/plain-path.ts'

const LINE = /^(template )?(overwrite )?([0-7]+) ([0-9]+) ([0-9]+) ([^ \t\v\f\r]+)/

const TYPES: ReadonlyMap<number, InstallRow['type']> = new Map([[0o040000, 'directory'], [0o120000, 'link'], [0o100000, 'file']])

/** What comes after the largest number of a user: that one means "nobody in particular" to `chown`. */
const NO_ID = 0xffff_ffff

/** Stands for the source of a row whose file is not there, which has been said. */
const MISSING = Symbol('missing')

type UnsourcedRow = Omit<InstallRow, 'source'>

/** The manifest at `path` with the text `text`; nothing if a line of it has an error. Files that `data` lacks are warned of, and left out. */
export function readManifest(path: string, text: string, data: DataFiles, collector: Collector): InstallManifest | undefined {
  const reader = new ManifestReader(path, data, collector)
  let start = 0
  for (const line of text.replace(/\n$/, '').split('\n')) {
    if (text !== '') reader.readLine(line, { file: path, start, end: start + line.length })
    start += line.length + 1
  }
  return reader.isSound ? { path, rows: reader.rows } : undefined
}

class ManifestReader {
  readonly rows: InstallRow[] = []
  isSound = true
  private readonly seen = new Map<string, UnsourcedRow>()

  constructor(private readonly manifest: string, private readonly data: DataFiles, private readonly collector: Collector) {}

  readLine(line: string, at: Span): void {
    const match = LINE.exec(line)
    if (!match) {
      this.collector.report('reader/manifest-line', { found: line.trim() === '' ? 'an empty line' : /^\s*#/.test(line) ? 'a comment' : `"${line.slice(0, 60)}" is no line of a manifest` }, at)
      this.isSound = false
      return
    }
    const rest = line.slice(match[0].length).trim()
    const start = at.start + line.indexOf(rest, match[0].length)
    if (rest !== '') this.collector.report('reader/manifest-rest', { rest }, { ...at, start, end: start + rest.length })
    const row = this.rowOf(match, at)
    const source = row && this.sourceOf(row)
    if (!row || source === undefined || this.isRepeated(row)) this.isSound = false
    else if (source !== MISSING) this.rows.push({ ...row, source })
  }

  private rowOf(match: RegExpExecArray, at: Span): UnsourcedRow | undefined {
    const [, template, overwrite, digits = '', uidText = '', gidText = '', written = ''] = match
    const full = parseInt(digits, 8)
    const type = full <= 0o177777 ? TYPES.get(full & 0o170000) : undefined
    if (!type) this.collector.report('reader/manifest-type', { mode: digits }, at)
    const ids = [['uid', uidText], ['gid', gidText]].filter(([, id]) => Number(id) >= NO_ID)
    for (const [field = '', value = ''] of ids) this.collector.report('reader/bad-value', { field, value, expected: `must be less than ${NO_ID}` }, at)
    const path = plainPath(written)
    const isPath = path !== undefined && (path !== '' || type === 'directory')
    if (!isPath) this.collector.report('reader/manifest-path', { path: written }, at)
    if (!type || ids.length > 0 || !isPath) return undefined
    return { type, template: template !== undefined, overwrite: overwrite !== undefined, mode: full & 0o7777, uid: Number(uidText), gid: Number(gidText), path: `/${path}`, at }
  }

  /** Where the content is; nothing if it is not what the row says. */
  private sourceOf({ type, path, at }: UnsourcedRow): string | typeof MISSING | undefined {
    const source = plainPath(`${folderOf(this.manifest)}${path}`) ?? ''
    // A directory is made, not copied: nothing has to lie beside the manifest.
    if (type === 'directory') return source
    const here = this.data.entry(source)
    const found = type === 'file' && here ? followed(this.data, source) : here && { path: source, entry: here }
    if (found?.entry.kind === type) return found.path
    const target = type === 'link' ? linkTarget(this.data, source) : undefined
    if (target !== undefined) {
      this.collector.report('reader/manifest-link-as-file', { source, target }, at)
      return source
    }
    const place = found?.path ?? source
    const fault = this.data.fault(place)
    const wanted = type === 'file' ? 'a file' : 'a symbolic link'
    if (fault !== undefined) this.collector.report('reader/data-unreadable', { path: place, detail: fault }, at)
    else if (!here) this.collector.report('reader/manifest-source-missing', { source, wanted: type === 'file' ? 'file' : 'link' }, at)
    else this.collector.report('reader/manifest-source-kind', { source, found: found ? KIND_WORDS[found.entry.kind] : 'a symbolic link to no file of the definitions', wanted }, at)
    return here || fault !== undefined ? undefined : MISSING
  }

  /** Whether the row would find in its place what an earlier one of the same manifest made, and may not change it. */
  private isRepeated(row: UnsourcedRow): boolean {
    const first = this.seen.get(row.path)
    this.seen.set(row.path, row)
    if (!first || row.overwrite || (row.type === 'directory' && hasSameMode(first, row))) return false
    this.collector.report('reader/manifest-twice', { path: row.path }, row.at, [{ message: 'the first one is here', at: first.at }])
    return true
  }
}

const KIND_WORDS = { file: 'a file', link: 'a symbolic link', folder: 'a folder' } as const

function hasSameMode(one: UnsourcedRow, other: UnsourcedRow): boolean {
  return one.type === other.type && one.mode === other.mode && one.uid === other.uid && one.gid === other.gid
}
