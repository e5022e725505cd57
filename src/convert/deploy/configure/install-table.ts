/** Rows of manifests → lines of the table that the installing script reads, and what else they need (BD §9.5). */
import { linkTarget } from '../../../ir/data-files.ts'
import type { InstallRow } from '../../../ir/definitions.ts'
import type { FileContent } from '../../../ir/project.ts'
import { folderOf } from '../../../std/plain-path.ts'
import { saidAt } from '../../origin.ts'
import type { OwnershipRow } from '../ownership.ts'
import type { ConfigureInput } from './extension.ts'
import type { InstallLine } from './install-script.ts'
import { renderTemplate } from './template.ts'

/** What the rows of all manifests of an extension come to. */
export class InstallTable {
  readonly uses: string[] = []
  readonly files = new Map<string, FileContent>()
  private readonly seen = new Map<string, { readonly manifest: string; readonly row: InstallRow }>()
  private readonly special = new Map<string, OwnershipRow>()

  constructor(private readonly input: ConfigureInput) {}

  /** The lines for a row: `KIND OVERWRITE MODE PATH [FROM]`, see `install-script.ts`. None, and an error, where it cannot be installed. */
  add(manifest: string, row: InstallRow): readonly InstallLine[] {
    if (this.clashes(manifest, row)) return []
    const line = this.lineOf(manifest, row)
    if (line === undefined) return []
    this.seen.set(row.path, { manifest, row })
    this.own(row)
    return [{ text: line, at: row.at }]
  }

  /** Owners, and modes that no artifact keeps; of a path that is installed again, the last ones. */
  get ownership(): readonly OwnershipRow[] {
    return [...this.special.values()]
  }

  private lineOf(manifest: string, row: InstallRow): string | undefined {
    const start = `${row.type} ${row.overwrite ? 'overwrite' : '-'}`
    switch (row.type) {
      case 'directory': return `${start} 0755 ${row.path}`
      case 'link': return this.linkLine(start, row)
      case 'file': return this.fileLine(`${start} ${artifactMode(row)} ${row.path}`, manifest, row)
    }
  }

  private linkLine(start: string, { path, source, at }: InstallRow): string | undefined {
    const target = linkTarget(this.input.definitions.data, source)
    if (target === undefined) return undefined
    if (target.trim() === target && !target.includes('\n')) return `${start} - ${path} ${target}`
    this.input.collector.report('deploy/link-text', { path }, at)
    return undefined
  }

  private fileLine(line: string, manifest: string, row: InstallRow): string | undefined {
    if (row.template) {
      const text = renderTemplate(this.input, folderOf(manifest), row)
      if (text === undefined) return undefined
      this.files.set(row.source, text)
      return `${line} /deployment/${row.source}`
    }
    this.uses.push(row.source)
    const beside = `${folderOf(manifest)}${row.path}`.replace(/^\/+/, '')
    return row.source === beside ? line : `${line} /definitions/${row.source}`
  }

  /** What the script cannot see: artifacts keep neither modes nor owners of directories. Reading compared the rows of one manifest. */
  private clashes(manifest: string, row: InstallRow): boolean {
    const first = this.seen.get(row.path)
    if (!first || row.overwrite || first.manifest === manifest) return false
    if (first.row.type === 'directory' && row.type === 'directory' && isSame(first.row, row)) return false
    const why = first.row.type !== row.type || row.type !== 'directory' ? `a ${first.row.type} is installed there` : 'the directory is made with another mode or owner'
    this.input.collector.report('deploy/install-clash', { path: row.path, manifest: first.manifest, why }, row.at, [{ message: 'the first one is here', at: first.row.at }])
    return true
  }

  private own(row: InstallRow): void {
    const { path, mode, uid, gid } = row
    const isPlain = uid === 0 && gid === 0 && (row.type === 'link' || mode === (row.type === 'directory' ? 0o755 : parseInt(artifactMode(row), 8)))
    // A row that is plain again takes back what an earlier one said.
    if (isPlain && !this.special.has(path)) return
    const type = ({ directory: 'd', file: 'f', link: 'l' } as const)[row.type]
    this.special.delete(path)
    this.special.set(path, { path, type, mode: row.type === 'link' ? 0o777 : mode, uid, gid, ...saidAt(row.at) })
  }
}

/** Of a file's mode an artifact keeps whether its owner may execute it. */
function artifactMode({ mode }: InstallRow): '0755' | '0644' {
  return mode & 0o100 ? '0755' : '0644'
}

function isSame(one: InstallRow, other: InstallRow): boolean {
  return one.mode === other.mode && one.uid === other.uid && one.gid === other.gid
}
