/** Takes what stays from the old output folder into the new one, as hard links. Knows nothing of what is generated. */
import {
  accessSync, chmodSync, chownSync, constants, copyFileSync, linkSync, lutimesSync, mkdirSync, readlinkSync, rmdirSync,
  symlinkSync, utimesSync, type Stats,
} from 'node:fs'
import process from 'node:process'
import { errorCode, Refused } from './failure.ts'
import { below, listRaw, onDisk, type RawEntry, type RawPath } from './raw-path.ts'
import { statOf } from './target-folder.ts'

/** What was taken over. */
export interface CarriedOver {
  /** Files that are not hard links, because links or this file system do not allow it. */
  readonly copies: ReadonlySet<RawPath>
  /** Gives the folders their modes and times; to be called when nothing is put into them any more. */
  readonly restoreFolders: (changed: ReadonlySet<RawPath>) => void
}

/** Makes the folder `to` with all that is in the folder `from` except the files in `dropped`. */
export function carryOver(from: RawPath, to: RawPath, dropped: ReadonlySet<RawPath>): CarriedOver {
  const folders: { readonly path: RawPath; readonly stat: Stats }[] = []
  const copies = new Set<RawPath>()

  /** Answers whether the folder is there in the end: empty before, it stays; emptied by us, it goes. */
  const carryFolder = (path: RawPath): boolean => {
    const source = below(from, path)
    const stat = folderStat(source, folders[0]?.stat.dev)
    const place = below(to, path)
    mkdirSync(onDisk(place), 0o700)
    const index = folders.push({ path, stat }) - 1
    let isEmptied = false
    for (const entry of listRaw(source)) {
      const inner = below(path, entry.name)
      if (dropped.has(inner) || (entry.isFolder && !carryFolder(inner))) isEmptied = true
      else if (!entry.isFolder && carryEntry(entry, below(from, inner), below(to, inner)) === 'copied') copies.add(inner)
    }
    if (!isEmptied || path === '' || listRaw(place).length > 0) return true
    rmdirSync(onDisk(place))
    folders.splice(index, 1)
    return false
  }

  carryFolder('' as RawPath)
  const restoreFolders = (changed: ReadonlySet<RawPath>): void => {
    for (const { path, stat } of folders.reverse()) restoreFolder(below(to, path), stat, changed.has(path))
  }
  return { copies, restoreFolders }
}

/** Refuses what could be copied but not cleared away afterwards: other file systems, and folders of other people. */
function folderStat(path: RawPath, device: number | undefined): Stats {
  const stat = statOf(onDisk(path))
  if (!stat) throw new Refused('changed-meanwhile', onDisk(path).toString())
  if (device !== undefined && stat.dev !== device) throw new Refused('mount-point', onDisk(path).toString())
  if (stat.uid !== process.geteuid?.()) accessSync(onDisk(path), constants.W_OK)
  return stat
}

function carryEntry(entry: RawEntry, source: RawPath, place: RawPath): 'linked' | 'copied' {
  const from = onDisk(source)
  const to = onDisk(place)
  if (entry.isLink) {
    const stat = statOf(from)
    symlinkSync(readlinkSync(from, 'buffer'), to)
    if (stat) lutimesSync(to, stat.atime, stat.mtime)
    return 'copied'
  }
  try {
    linkSync(from, to)
    return 'linked'
  } catch (error) {
    // EXDEV is left out: it means that something is mounted here.
    if (!entry.isFile || !['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'].includes(errorCode(error) ?? '')) throw error
  }
  const stat = statOf(from)
  copyFileSync(from, to, constants.COPYFILE_FICLONE)
  if (stat) utimesSync(to, stat.atime, stat.mtime)
  return 'copied'
}

function restoreFolder(path: RawPath, stat: Stats, isChanged: boolean): void {
  const place = onDisk(path)
  const made = statOf(place)
  if (!made) return
  if (made.uid !== stat.uid || made.gid !== stat.gid) giveTo(place, stat)
  chmodSync(place, stat.mode & 0o7777)
  if (!isChanged) utimesSync(place, stat.atime, stat.mtime)
}

/** Only root may give folders away; for anyone else the new folder is simply his. */
function giveTo(place: Buffer, stat: Stats): void {
  try {
    chownSync(place, stat.uid, stat.gid)
  } catch (error) {
    if (errorCode(error) !== 'EPERM') throw error
  }
}
