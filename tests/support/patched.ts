/** Output trees laid out in folders, patched by git, and read back. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { OutputTree } from '../../src/files/tree.ts'

/** Writes a tree to a folder, which need not be there. */
export function layOut(folder: string, tree: OutputTree): void {
  mkdirSync(folder, { recursive: true })
  for (const [path, content] of tree) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), content)
  }
}

/** What `git apply` makes of a folder; an empty patch, which git refuses, of none. */
export function applyPatch(folder: string, patch: string): void {
  if (patch === '') return
  const env = { PATH: process.env['PATH'], GIT_CEILING_DIRECTORIES: dirname(folder), GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' }
  execFileSync('git', ['-c', 'core.autocrlf=false', 'apply', '--whitespace=nowarn'], { cwd: folder, input: patch, stdio: 'pipe', env })
}

/** All files of a folder, by path, as latin1. */
export function laidOut(folder: string): Readonly<Record<string, string>> {
  const places = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  return Object.fromEntries(places.map((place) => [place.slice(folder.length + 1), readFileSync(place, 'latin1')] as const).sort())
}

/** A tree in the same form. */
export function asLaidOut(tree: OutputTree): Readonly<Record<string, string>> {
  return Object.fromEntries([...tree].map(([path, content]) => [path, Buffer.from(content as string).toString('latin1')] as const).sort())
}
