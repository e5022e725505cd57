/** Changes to a tree that is being made: paths count from its root, and no link leads out of it. */
import { chmodSync, lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync, symlinkSync, writeFileSync, type Dirent } from 'node:fs'
import { dirname, join, relative } from 'node:path'

const MAX_LINKS = 40

/** A tree on the disk. */
export class TreeEdit {
  constructor(readonly root: string) {}

  /** Whether anything, a dangling link too, has this path; links on the way are followed. */
  has(path: string): boolean {
    const place = this.resolve(dirname(path))
    return place !== undefined && lstatSync(this.onDisk(join(place, path.slice(path.lastIndexOf('/') + 1))), { throwIfNoEntry: false }) !== undefined
  }

  /** Whether the path leads to a file or directory. */
  leads(path: string): boolean {
    return this.resolve(path) !== undefined
  }

  /** The text of a file; nothing if there is none. */
  read(path: string): string | undefined {
    const place = this.resolve(path)
    if (place === undefined || !lstatSync(this.onDisk(place)).isFile()) return undefined
    return readFileSync(this.onDisk(place), 'utf8')
  }

  /** Bytes of a file; nothing if there is none. */
  readBytes(path: string): Buffer | undefined {
    const place = this.resolve(path)
    return place !== undefined && lstatSync(this.onDisk(place)).isFile() ? readFileSync(this.onDisk(place)) : undefined
  }

  /** Writes a file, unless something is there. */
  add(path: string, text: string): void {
    if (this.has(path)) return
    this.addFolder(dirname(path))
    writeFileSync(this.onDisk(path), text)
    chmodSync(this.onDisk(path), 0o644)
  }

  /** Makes a directory, and those above it. */
  addFolder(path: string): void {
    mkdirSync(this.onDisk(this.resolve(path) ?? path), { recursive: true })
  }

  /** Makes a link with this text, unless something is there. Tells whether it did. */
  addLink(path: string, target: string): boolean {
    if (this.has(path)) return false
    this.addFolder(dirname(path))
    symlinkSync(target, this.onDisk(path))
    return true
  }

  /** The same, with a relative text that leads to `target`. */
  addLinkTo(path: string, target: string): boolean {
    return this.addLink(path, relative(dirname(path), target))
  }

  /** Entries of a directory by name; none if there is none. */
  list(path: string): readonly Dirent[] {
    const place = this.resolve(path)
    if (place === undefined || !lstatSync(this.onDisk(place)).isDirectory()) return []
    return readdirSync(this.onDisk(place), { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))
  }

  /** Where a path leads, as a path without links in it; nothing if it leads nowhere. */
  resolve(path: string): string | undefined {
    const left = path.split('/').filter((part) => part !== '').reverse()
    let place = '/'
    for (let links = 0; ;) {
      const part = left.pop()
      if (part === undefined) return place
      if (part === '.') continue
      if (part === '..') {
        place = dirname(place)
        continue
      }
      const next = join(place, part)
      const there = lstatSync(this.onDisk(next), { throwIfNoEntry: false })
      if (!there || links > MAX_LINKS) return undefined
      if (!there.isSymbolicLink()) {
        place = next
        continue
      }
      links++
      const target = readlinkSync(this.onDisk(next))
      if (target.startsWith('/')) place = '/'
      left.push(...target.split('/').filter((each) => each !== '').reverse())
    }
  }

  onDisk(path: string): string {
    return join(this.root, path)
  }
}
