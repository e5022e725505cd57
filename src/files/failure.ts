/**
 * What the disk refuses, as a value: a reason, the path, words for the person. Knows neither exit codes nor who asked.
 * Inside this room a refusal travels as an exception; {@link attempt} turns it into a value at the room's door.
 */

export type FailureReason =
  | 'missing' | 'not-a-directory' | 'no-permission' | 'read-only' | 'no-space' | 'mount-point' | 'name-too-long'
  | 'in-the-way' | 'holds-definitions' | 'changed-meanwhile' | 'io'

/** Why reading or writing did not happen. Whenever one is given, the disk is as it was before. */
export interface FileFailure {
  readonly reason: FailureReason
  readonly path: string
  /** What is, in one sentence with the path. */
  readonly message: string
  /** What to do about it. */
  readonly hint: string
}

export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: FileFailure }

/** Carries a failure out of nested work; never leaves this room. */
export class Refused extends Error {
  override readonly name = 'Refused'
  readonly failure: FileFailure

  constructor(reason: FailureReason, path: string) {
    super(reason)
    this.failure = failure(reason, path)
  }
}

/** Runs `work`. What the operating system or this room refuses becomes a failure; bugs pass through. */
export function attempt<T>(path: string, work: () => T): Outcome<T> {
  try {
    return { ok: true, value: work() }
  } catch (error) {
    if (error instanceof Refused) return { ok: false, failure: error.failure }
    const code = errorCode(error)
    if (code === undefined) throw error
    const place = (error as { readonly path?: unknown }).path
    const at = typeof place === 'string' ? place : Buffer.isBuffer(place) ? place.toString() : path
    return { ok: false, failure: failure(REASONS[code] ?? 'io', at, errorWords(error)) }
  }
}

/** The code of an error of the operating system (`ENOENT`); nothing for any other error. */
export function errorCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error) || !('syscall' in error)) return undefined
  return typeof error.code === 'string' ? error.code : undefined
}

/** The same failure, told of the path that the person knows in place of the one where we worked. */
export function moveFailure(told: FileFailure, from: string, to: string): FileFailure {
  if (told.path !== from && !told.path.startsWith(`${from}/`)) return told
  const swap = (text: string): string => text.replaceAll(from, to)
  return { ...told, path: swap(told.path), message: swap(told.message) }
}

/** An error of the operating system as people say it: `permission denied`. */
export function errorWords(error: unknown): string {
  const code = errorCode(error) ?? 'unknown error'
  return WORDS[code] ?? code
}

const REASONS: Readonly<Record<string, FailureReason>> = {
  ENOENT: 'missing', ENOTDIR: 'not-a-directory', EACCES: 'no-permission', EPERM: 'no-permission', EROFS: 'read-only',
  ENOSPC: 'no-space', EDQUOT: 'no-space', EXDEV: 'mount-point', EBUSY: 'mount-point', ENAMETOOLONG: 'name-too-long',
  EEXIST: 'in-the-way', EISDIR: 'in-the-way', ENOTEMPTY: 'changed-meanwhile',
}

const WORDS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file', ENOTDIR: 'a part of its path is not a folder', EACCES: 'permission denied',
  EPERM: 'the operation is not permitted', ELOOP: 'its symbolic links go in a circle', EISDIR: 'it is a folder',
  EIO: 'the disk reports an error', ENAMETOOLONG: 'its name is too long', EMFILE: 'too many files are open',
}

const TEXTS: Readonly<Record<FailureReason, readonly [says: string, hint: string]>> = {
  'missing': ['does not exist', 'check the path for a mistake'],
  'not-a-directory': ['is not a folder, and a folder was expected', 'name a folder, or move the file out of the way'],
  'no-permission': ['may not be read or written by this user', 'change its permissions or owner, or name another folder'],
  'read-only': ['lies on a read-only file system', 'name a folder on a file system that can be written'],
  'no-space': ['could not be written: the disk is full or the quota is used up', 'free some space and run again'],
  'mount-point': [
    'is a mount point, or lies on another file system than its surroundings, and cannot be replaced in one step',
    'name a folder below the mount point',
  ],
  'name-too-long': ['has a name that is too long for this file system', 'name a folder with a shorter path'],
  'in-the-way': ['stands where the project needs something else', 'move it away and run again'],
  'holds-definitions': [
    'is the definitions folder or holds it, and would be replaced together with it',
    'name another folder; one inside the definitions is fine',
  ],
  'changed-meanwhile': ['was changed by another program during the run', 'run again when nothing else writes there'],
  'io': ['could not be read or written', 'see the reason given and run again'],
}

function failure(reason: FailureReason, path: string, words = reason as string): FileFailure {
  const [says, hint] = TEXTS[reason]
  return { reason, path, message: reason === 'io' ? `${path} ${says}: ${words}` : `${path} ${says}`, hint }
}
