/**
 * Entries of a tar file → files below one folder, with Python's "data" rules that BuildStream goes by: what would come to lie
 * outside is an error, links are followed on the way only as long as they stay inside.
 */
import { closeSync, copyFileSync, lstatSync, mkdirSync, openSync, realpathSync, statSync, symlinkSync, unlinkSync, writeSync } from 'node:fs'
import { basename, dirname, isAbsolute, join, normalize } from 'node:path'
import { cleanPath } from './base-dir.ts'
import { refuse } from './staging.ts'
import type { TarEntry } from './tar-entries.ts'

/** Unpacks into `folder`, which is empty; of the archive only what is below `base`, without it; empty for everything. */
export class Unpacker {
  private readonly root: string
  /** Folders that are no links and stay folders, since nothing removes one. */
  private readonly folders = new Set<string>()
  private open: number | undefined

  constructor(folder: string, private readonly base: string) {
    this.root = realpathSync(folder)
    this.folders.add(this.root)
  }

  /** Takes one entry. */
  take(entry: TarEntry): void {
    const path = this.pathOf(entry)
    if (path === undefined || entry.kind === 'device') return
    if (path === '.') {
      if (entry.kind !== 'folder') refuse(`"${entry.path}" in the archive would replace the folder that it is unpacked into`)
      return
    }
    const target = join(this.folderAt(dirname(path), entry), basename(path))
    switch (entry.kind) {
      case 'folder': this.folderAt(path, entry); return
      case 'symlink': this.clear(target, entry); symlinkSync(entry.linkPath, target); return
      case 'hard link': this.link(entry, target); return
      case 'file': this.write(entry, target)
    }
  }

  /** Closes what an error left open. */
  close(): void {
    if (this.open !== undefined) closeSync(this.open)
    this.open = undefined
  }

  /** Where an entry goes, relative and normalised; nothing for those that are not below the base. */
  private pathOf(entry: TarEntry): string | undefined {
    const below = this.base === '' ? entry.path : this.belowBase(entry.path)
    if (below === undefined) return undefined
    const path = normalize(below.replace(/^\/+/, ''))
    if (path === '..' || path.startsWith('../')) refuse(`"${entry.path}" in the archive would be outside the folder that it is unpacked into`)
    return path
  }

  private belowBase(path: string): string | undefined {
    const clean = cleanPath(path)
    return clean.startsWith(`${this.base}/`) ? clean.slice(this.base.length + 1) : undefined
  }

  /** The real folder of a path below the root, made where it is missing. */
  private folderAt(path: string, entry: TarEntry): string {
    let folder = this.root
    for (const part of path.split('/')) {
      if (part === '' || part === '.') continue
      const next = join(folder, part)
      folder = this.folders.has(next) ? next : this.enter(next, entry)
    }
    return folder
  }

  private enter(path: string, entry: TarEntry): string {
    const stat = lstatSync(path, { throwIfNoEntry: false })
    if (stat?.isSymbolicLink()) return this.behindLink(path, entry)
    if (!stat) mkdirSync(path)
    else if (!stat.isDirectory()) refuse(`"${entry.path}" in the archive needs a folder where there is a file`)
    this.folders.add(path)
    return path
  }

  private behindLink(path: string, entry: TarEntry): string {
    const stat = statSync(path, { throwIfNoEntry: false })
    const real = stat?.isDirectory() ? realpathSync(path) : ''
    return this.isInside(real) ? real : refuse(`"${entry.path}" in the archive leads through a link out of the folder that it is unpacked into`)
  }

  private isInside(real: string): boolean {
    return real === this.root || real.startsWith(`${this.root}/`)
  }

  /** A hard link becomes a file of its own: artifacts know no hard links (BF §6). */
  private link(entry: TarEntry, target: string): void {
    if (isAbsolute(entry.linkPath)) refuse(`"${entry.path}" in the archive is a hard link to the absolute path "${entry.linkPath}"`)
    const path = normalize(this.base === '' ? entry.linkPath : this.belowBase(entry.linkPath) ?? entry.linkPath)
    const origin = join(this.root, path)
    const real = this.isInside(origin) && statSync(origin, { throwIfNoEntry: false })?.isFile() ? realpathSync(origin) : ''
    if (!this.isInside(real)) refuse(`"${entry.path}" in the archive is a hard link to "${entry.linkPath}", which is not among the files taken from it`)
    if (real === target) return
    this.clear(target, entry)
    copyFileSync(real, target)
  }

  private write(entry: TarEntry, target: string): void {
    this.clear(target, entry)
    const file = openSync(target, 'wx', entry.executable ? 0o755 : 0o644)
    this.open = file
    entry.onData((bytes) => {
      for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at)
    }, () => this.close())
  }

  /** A later entry of a name replaces an earlier one. */
  private clear(target: string, entry: TarEntry): void {
    const stat = lstatSync(target, { throwIfNoEntry: false })
    if (stat?.isDirectory()) refuse(`"${entry.path}" in the archive would replace a folder`)
    if (stat) unlinkSync(target)
  }
}
