/** Compares trees of files with golden ones: the set of files first, then their content. UPDATE_GOLDEN=1 rewrites them. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { OutputTree } from '../../src/files/tree.ts'

const UPDATES = process.env['UPDATE_GOLDEN'] === '1'

/** The fixtures' folder. */
export const FIXTURES = join(__dirname, '../../fixtures')

/** Expects the files in `folder` to be those of `tree`. */
export function expectGoldenTree(folder: string, tree: OutputTree): void {
  if (UPDATES) {
    rmSync(folder, { recursive: true, force: true })
    for (const [path, text] of tree) write(join(folder, path), text)
  }
  expect([...tree.keys()].sort()).toEqual(filesBelow(folder))
  const different = [...tree].filter(([path, content]) => !readFileSync(join(folder, path)).equals(Buffer.from(content)))
  for (const [path, content] of different.slice(0, 3)) expect(`# ${path}\n${Buffer.from(content).toString()}`).toBe(`# ${path}\n${readFileSync(join(folder, path), 'utf8')}`)
  expect(different.map(([path]) => path)).toEqual([])
}

/** Expects a golden file to hold `text`; without text there must be none. */
export function expectGoldenText(path: string, text: string): void {
  if (UPDATES) write(path, text)
  expect(text).toBe(existsSync(path) ? readFileSync(path, 'utf8') : `(no ${path})`)
}

function write(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, content)
}

/** Paths of all files below a folder, sorted. */
export function filesBelow(folder: string): readonly string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1)).sort()
}
