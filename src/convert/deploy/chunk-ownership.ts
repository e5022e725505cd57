/** What the chunks of a system say of owners and modes that no artifact can carry: device nodes, and plain `chmod`, `chown` and `install -d` commands (BD §7.3, §11). */
import type { Chunk, Command } from '../../ir/definitions.ts'
import { saidAt, saidTogether } from '../origin.ts'
import type { OwnershipRow } from './ownership.ts'

/** The device nodes of a chunk. */
export function deviceRows(chunk: Chunk): readonly OwnershipRow[] {
  return chunk.devices.map(({ type, filename, major, minor, uid, gid, permissions, at }) => ({
    ...saidAt(at),
    path: filename.startsWith('/') ? filename : `/${filename}`, type, mode: parseInt(permissions, 8) & 0o7777, uid, gid, major, minor,
  }))
}

/** Files and folders to which the chunk's commands give setuid, setgid or sticky bits, with the owners that commands give them, as far as that can be read off. */
export function specialModes(chunk: Chunk): readonly OwnershipRow[] {
  const known = modesOfChunks.get(chunk) ?? findModes(chunk)
  modesOfChunks.set(chunk, known)
  return known
}

/** Every deployment of a system asks for all of its chunks. */
const modesOfChunks = new WeakMap<Chunk, readonly OwnershipRow[]>()

function findModes(chunk: Chunk): readonly OwnershipRow[] {
  const prefix = (chunk.prefix?.value ?? '/usr').replace(/\/+$/, '')
  const installing = [...chunk.steps].filter(([step]) => step.includes('install')).flatMap(([, { commands }]) => commands)
  // Integration commands run in the system itself, later.
  const integrating = chunk.integration.flatMap(({ commands }) => commands)
  const owners = new Map([...installing.flatMap((command) => ownersOf(command, prefix)), ...integrating.flatMap((command) => ownersOf(command))])
  return installing.flatMap((command) => [...modesOf(command, prefix), ...foldersOf(command, prefix)]).map((row) => {
    const owner = owners.get(row.path)
    return owner ? { ...row, ...owner, ...saidTogether([row, owner]) } : row
  })
}

/** `chmod MODE PATH...` with an octal mode of four digits, each path below $DESTDIR and otherwise plain. */
const CHMOD = /(?:^|[;&|]|\bthen\b|\bdo\b)\s*chmod\s+(0?[1-7][0-7]{3})\s+([^\n;&|]+)/gm

function modesOf(command: Command, prefix: string): readonly OwnershipRow[] {
  return [...command.value.matchAll(CHMOD)].flatMap(([, mode = '', words = '']) => pathsOf(words, prefix).map((path) => {
    const bits = parseInt(mode, 8)
    // The sticky bit means something on folders only, the others are mostly set on programs.
    return { path, type: bits & 0o1000 ? 'd' as const : 'f' as const, mode: bits, uid: 0, gid: 0, ...saidAt(command.at) }
  }))
}

/** `install -d -m MODE PATH...`, where others are kept out. */
const INSTALL = /(?:^|[;&|]|\bthen\b|\bdo\b)\s*install\s+-d\s+-m\s*0?([0-7]{3})\s+([^\n;&|]+)/gm

function foldersOf(command: Command, prefix: string): readonly OwnershipRow[] {
  return [...command.value.matchAll(INSTALL)].filter(([, mode]) => mode !== '755').flatMap(([, mode = '', words = '']) =>
    pathsOf(words, prefix).map((path) => ({ path, type: 'd' as const, mode: parseInt(mode, 8), uid: 0, gid: 0, ...saidAt(command.at) })))
}

/** `chown [-R] USER:GROUP PATH...`, by names or numbers. */
const CHOWN = /(?:^|[;&|]|\bthen\b|\bdo\b)\s*chown\s+(?:-\w+\s+)*([\w.-]+):([\w.-]+)\s+([^\n;&|]+)/gm

/** Paths with their owners; without a prefix, paths are those of the system. */
function ownersOf(command: Command, prefix?: string): readonly (readonly [string, Pick<OwnershipRow, 'uid' | 'gid' | 'origin'>])[] {
  const id = (word: string): number | string => (/^\d+$/.test(word) ? Number(word) : word)
  return [...command.value.matchAll(CHOWN)].flatMap(([, user = '', group = '', words = '']) =>
    pathsOf(words, prefix).map((path) => [path, { uid: id(user), gid: id(group), ...saidAt(command.at) }] as const))
}

/** `"$DESTDIR$PREFIX"/bin/x` → `/usr/bin/x`; nothing for words where the shell has more to say. */
function pathsOf(words: string, prefix?: string): readonly string[] {
  return words.trim().split(/\s+/).flatMap((word) => {
    const plain = word.replace(/["']/g, '').replace(/\$\{(\w+)\}/g, '$$$1')
    const below = prefix === undefined ? plain : plain.startsWith('$DESTDIR') ? plain.slice('$DESTDIR'.length).replaceAll('$PREFIX', prefix) : ''
    const path = below.replace(/\/{2,}/g, '/')
    return path.startsWith('/') && /^[\w./+@:-]+$/.test(path) ? [path] : []
  })
}
