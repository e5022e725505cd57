/** Two folders → what differs: paths, types, modes, targets of links, contents. Knows nothing of who wrote them; times and owners do not count. */
import { closeSync, lstatSync, openSync, readdirSync, readlinkSync, readSync, type Stats } from 'node:fs'

/** One difference; `left` and `right` say what is there, in words. */
export interface Difference {
  /** Below both folders, with `/`. */
  readonly path: string
  readonly what: 'missing' | 'type' | 'mode' | 'target' | 'content'
  readonly left: string
  readonly right: string
}

/** A comparison. */
export interface Comparison {
  /** Paths looked at, of both folders together. */
  readonly paths: number
  /** By path. */
  readonly differences: readonly Difference[]
}

type Side = 'left' | 'right'

/** Compares what is in the two folders; both are there. */
export function compareFolders(left: string, right: string): Comparison {
  const differences: Difference[] = []
  const sides = { left: Buffer.from(left), right: Buffer.from(right) }
  const waiting: Buffer[] = [Buffer.alloc(0)]
  let paths = 0
  for (let folder = waiting.pop(); folder; folder = waiting.pop()) {
    for (const path of namesOf(sides, folder)) {
      paths++
      const found = { left: statOf(below(sides.left, path)), right: statOf(below(sides.right, path)) }
      const difference = differenceOf(path, found, sides)
      if (difference) differences.push({ path: path.toString(), ...difference })
      if (found.left?.isDirectory() && found.right?.isDirectory()) waiting.push(path)
    }
  }
  return { paths, differences: differences.sort((a, b) => (a.path < b.path ? -1 : 1)) }
}

/** Paths of what one of the two has in a folder. Names are bytes: not all are UTF-8. */
function namesOf(sides: Readonly<Record<Side, Buffer>>, folder: Buffer): readonly Buffer[] {
  const names = new Map<string, Buffer>()
  for (const side of [sides.left, sides.right]) {
    for (const name of readdirSync(below(side, folder), { encoding: 'buffer' })) names.set(name.toString('latin1'), below(folder, name))
  }
  return [...names.values()]
}

function below(folder: Buffer, path: Buffer): Buffer {
  return folder.length === 0 ? path : path.length === 0 ? folder : Buffer.concat([folder, Buffer.from('/'), path])
}

function statOf(path: Buffer): Stats | undefined {
  return lstatSync(path, { throwIfNoEntry: false })
}

function differenceOf(path: Buffer, { left, right }: Readonly<Record<Side, Stats | undefined>>, sides: Readonly<Record<Side, Buffer>>): Omit<Difference, 'path'> | undefined {
  const [leftType, rightType] = [typeOf(left), typeOf(right)]
  if (!left || !right) return { what: 'missing', left: leftType, right: rightType }
  if (leftType !== rightType) return { what: 'type', left: leftType, right: rightType }
  if (left.isSymbolicLink()) {
    const [to, other] = [readlinkSync(below(sides.left, path)), readlinkSync(below(sides.right, path))]
    return to === other ? undefined : { what: 'target', left: to, right: other }
  }
  if (modeOf(left) !== modeOf(right)) return { what: 'mode', left: modeOf(left), right: modeOf(right) }
  if (!left.isFile()) return undefined
  if (left.size !== right.size) return { what: 'content', left: `${left.size} bytes`, right: `${right.size} bytes` }
  const at = firstOtherByte(below(sides.left, path), below(sides.right, path))
  return at === undefined ? undefined : { what: 'content', left: `${left.size} bytes`, right: `another byte at ${at}` }
}

function typeOf(stats: Stats | undefined): string {
  if (!stats) return 'nothing'
  if (stats.isDirectory()) return 'folder'
  if (stats.isSymbolicLink()) return 'link'
  return stats.isFile() ? 'file' : 'special file'
}

function modeOf(stats: Stats): string {
  return (stats.mode & 0o7777).toString(8).padStart(4, '0')
}

/** Where two files of one size differ first. */
function firstOtherByte(left: Buffer, right: Buffer): number | undefined {
  const files = [openSync(left, 'r'), openSync(right, 'r')] as const
  try {
    const [one, other] = [Buffer.alloc(1 << 16), Buffer.alloc(1 << 16)]
    for (let start = 0; ; ) {
      const read = readSync(files[0], one, 0, one.length, start)
      const readOther = readSync(files[1], other, 0, read, start)
      const [a, b] = [one.subarray(0, read), other.subarray(0, readOther)]
      if (!a.equals(b)) return start + a.findIndex((byte, index) => byte !== b[index])
      if (read === 0) return undefined
      start += read
    }
  } finally {
    files.forEach(closeSync)
  }
}
