/** Trees of files as values: read from the disk, printed, compared. Knows nothing of elements or builders. */
import { createHash } from 'node:crypto'
import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'

/** What there is at a path. */
export interface Entry {
  readonly type: 'file' | 'dir' | 'link' | 'other'
  /** Permission bits; 0 for links. */
  readonly mode: number
  /** Where a link leads. */
  readonly target?: string
  /** SHA-256 of a file. */
  readonly digest?: string
  /** Content of a short file that is text; for people, the digest decides. */
  readonly text?: string
}

/** Entries by path relative to the root, sorted; the root itself is not among them. */
export type Tree = ReadonlyMap<string, Entry>

const LONGEST_TEXT = 16384

/** The tree below a folder. */
export function readTree(folder: string): Tree {
  return new Map([...pathsBelow(folder, '')].sort().map((path) => [path, readEntry(join(folder, path))]))
}

/** Not by readdir's own recursion, which follows links to folders. */
function pathsBelow(folder: string, prefix: string): readonly string[] {
  return readdirSync(join(folder, prefix), { withFileTypes: true }).flatMap((entry) => {
    const path = prefix + entry.name
    return entry.isDirectory() ? [path, ...pathsBelow(folder, `${path}/`)] : [path]
  })
}

function readEntry(path: string): Entry {
  const status = lstatSync(path)
  const mode = status.mode & 0o7777
  if (status.isSymbolicLink()) return { type: 'link', mode: 0, target: readlinkSync(path) }
  if (status.isDirectory()) return { type: 'dir', mode }
  if (!status.isFile()) return { type: 'other', mode }
  const bytes = readFileSync(path)
  const text = bytes.length <= LONGEST_TEXT ? asText(bytes) : undefined
  return { type: 'file', mode, digest: createHash('sha256').update(bytes).digest('hex'), ...(text === undefined ? {} : { text }) }
}

function asText(bytes: Buffer): string | undefined {
  const text = bytes.toString('utf8')
  return Buffer.from(text).equals(bytes) && !/[\x00-\x08\x0b-\x1f\x7f]/.test(text) ? text : undefined
}

/**
 * A line for each entry: `dir 755 a`, `link - b -> target`, `file 644 c DIGEST`; below a file that is text stands the
 * text instead, each line after ` | `. `names` are written in place of digests that differ between machines.
 */
export function printTree(tree: Tree, names: ReadonlyMap<string, string> = new Map()): string {
  return [...tree].map(([path, entry]) => printEntry(path, entry, names)).join('')
}

function printEntry(path: string, { type, mode, target, digest, text }: Entry, names: ReadonlyMap<string, string>): string {
  const permissions = type === 'link' ? '-' : mode.toString(8)
  const head = `${type} ${permissions} ${printPath(path)}`
  if (target !== undefined) return `${head} -> ${printPath(target)}\n`
  if (digest === undefined) return `${head}\n`
  const name = names.get(digest)
  if (name !== undefined || text === undefined) return `${head} ${name ?? digest}\n`
  if (text === '') return `${head} (empty)\n`
  const lines = text.replace(/\n$/, '').split('\n').map((line) => `    | ${line}\n`.replace(/ +\n$/, '\n'))
  return `${head}${text.endsWith('\n') ? '' : ' (no line feed at the end)'}\n${lines.join('')}`
}

/** A path as it is, or quoted where a person or a line-wise reader could take it for something else. */
function printPath(path: string): string {
  return /^[\x21-\x7e]+$/.test(path) && !/["\\]/.test(path) ? path : JSON.stringify(path)
}

/** The differences between two trees, a line or a few each, in order of path; none if they are equal. */
export function compareTrees(ours: Tree, theirs: Tree): readonly string[] {
  const paths = [...new Set([...ours.keys(), ...theirs.keys()])].sort()
  return paths.flatMap((path) => {
    const [mine, other] = [ours.get(path), theirs.get(path)]
    if (!mine) return [`missing: ${oneLine(path, other)}`]
    if (!other) return [`too much: ${oneLine(path, mine)}`]
    return difference(path, mine, other)
  })
}

function difference(path: string, ours: Entry, theirs: Entry): readonly string[] {
  if (ours.type !== theirs.type || ours.target !== theirs.target) return [`${oneLine(path, ours)}, expected ${oneLine(path, theirs)}`]
  const mode = ours.mode === theirs.mode ? [] : [`${printPath(path)} has mode ${ours.mode.toString(8)}, expected ${theirs.mode.toString(8)}`]
  return [...mode, ...(ours.digest === theirs.digest ? [] : [differentContent(path, ours, theirs)])]
}

function differentContent(path: string, ours: Entry, theirs: Entry): string {
  if (ours.text === undefined || theirs.text === undefined) return `${printPath(path)} has content ${ours.digest}, expected ${theirs.digest}`
  const [mine, other] = [ours.text.split('\n'), theirs.text.split('\n')]
  const line = mine.findIndex((text, index) => text !== other[index])
  const at = line === -1 ? mine.length : line
  return `${printPath(path)} differs in line ${at + 1}:\n      ours: ${mine[at] ?? '(ended)'}\n  expected: ${other[at] ?? '(ended)'}`
}

function oneLine(path: string, entry: Entry | undefined): string {
  if (!entry) return printPath(path)
  const { type, mode, target, digest } = entry
  return printEntry(path, { type, mode, ...(target === undefined ? {} : { target }), ...(digest === undefined ? {} : { digest }) }, new Map()).trimEnd()
}

/** Expects no difference; the message lists the first ones. */
export function expectSameTree(ours: Tree, theirs: Tree): void {
  const all = compareTrees(ours, theirs)
  const shown = all.slice(0, 20)
  expect(all.length > shown.length ? [...shown, `… and ${all.length - shown.length} more`] : shown).toEqual([])
}
