/** What artifacts cannot carry and an image must say: owners, special modes, device nodes (BF §10.3). */

import type { Origin } from '../../ir/origin.ts'
import type { Noted } from '../../ir/project.ts'
import { saidTogether } from '../origin.ts'

/** One path. As a row of a device table: `PATH TYPE MODE UID GID [MAJOR MINOR]`. */
export interface OwnershipRow {
  /** Absolute path in the system. */
  readonly path: string
  readonly type: 'f' | 'd' | 'l' | 'c' | 'b'
  /** Permission bits, at most 0o7777. */
  readonly mode: number
  /** A number, or a name that the system's /etc/passwd knows. */
  readonly uid: number | string
  readonly gid: number | string
  readonly major?: number
  readonly minor?: number
  readonly origin?: Origin
}

/** The text of a table, a row a line; a later row for a path replaces the earlier one. */
export function ownershipTable(rows: readonly OwnershipRow[]): Noted {
  const kept = [...new Map(rows.map((row) => [row.path, row])).values()]
  return { text: `${kept.map(rowText).join('\n')}\n`, ...saidTogether(kept), lineOrigins: kept.map(({ origin }) => origin) }
}

function rowText({ path, type, mode, uid, gid, major, minor }: OwnershipRow): string {
  const words = [octalEscaped(path), type, mode.toString(8).padStart(4, '0'), uid, gid]
  return (major === undefined ? words : [...words, major, minor ?? 0]).join(' ')
}

/** Blanks, backslashes and control characters as octal numbers, as in fstab. */
export function octalEscaped(path: string): string {
  return path.replace(/[\u0000- \\\u007f]/g, (character) => `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}`)
}
