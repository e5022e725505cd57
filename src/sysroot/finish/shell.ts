/** Which program /bin/sh is. */
import { readlinkSync, rmSync } from 'node:fs'
import type { TreeEdit } from './tree-edit.ts'

const SH = ['/bin/sh', '/usr/bin/sh'] as const

/** Makes sh bash where there is one, as it was for Baserock's chunks: some of their commands, and YBD's for stripping, need it (BD §2.4). */
export function chooseShell(tree: TreeEdit): void {
  const bash = ['/bin/bash', '/usr/bin/bash'].find((path) => tree.leads(path))
  if (bash === undefined) return
  for (const path of SH) {
    if (tree.has(path) && readlinkSync(tree.onDisk(path)) === 'dash') rmSync(tree.onDisk(path))
  }
  tree.addLinkTo('/bin/sh', bash)
}
