/** A tree and what was written over it → the tree that is seen then. */
import { lstatSync, lutimesSync } from 'node:fs'
import { join } from 'node:path'
import { Failed } from '../failure.ts'
import type { Changes } from '../sandbox/job-script.ts'
import { STAGED_TIME } from '../store/disk.ts'
import { ingestFile, targetOf } from '../store/ingest.ts'
import type { Objects } from '../store/objects.ts'
import { Directory, EMPTY, type TreeEntry } from '../store/tree.ts'

/** `upper`: the folder that took what was written. Its files become objects; what is no file, link or directory is dropped. */
export function applyChanges(tree: Directory, changes: Changes, upper: string, objects: Objects): Directory {
  const entries = new Map<string, TreeEntry>()
  for (const [name, change] of Object.entries(changes)) {
    const old = tree.entries.get(name)
    const entry = change === 0 ? old : change === 1 ? written(join(upper, name), objects)
      : applyChanges(old?.type === 'directory' ? old : EMPTY, change, join(upper, name), objects)
    if (!entry && name.includes('\uFFFD')) refuseName(name)
    // What is seen but neither written nor staged is there for others to be mounted on.
    if (entry) entries.set(name, entry)
  }
  return new Directory(entries)
}

/** What was read as this mark may be any bytes, so it is not known what file is meant. */
function refuseName(name: string): never {
  throw new Failed({
    reason: 'element', message: `a file name is not valid UTF-8: ${JSON.stringify(name).replaceAll('\uFFFD', '?')} (the unreadable bytes are shown as ?)`,
    hint: 'let the integration commands rename or remove it; BuildStream refuses such names too',
  })
}

function written(path: string, objects: Objects): TreeEntry | undefined {
  const found = lstatSync(path, { throwIfNoEntry: false })
  if (found?.isSymbolicLink()) {
    lutimesSync(path, STAGED_TIME, STAGED_TIME)
    return { type: 'link', target: targetOf(path) }
  }
  return found?.isFile() ? ingestFile(path, objects) : undefined
}
