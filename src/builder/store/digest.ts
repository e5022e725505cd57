/** Digests: names of contents. A content has one digest, and the store never holds another content under it. */
import { hash } from 'node:crypto'

declare const isDigest: unique symbol

/** SHA-256 in 64 lower-case hexadecimal digits. */
export type Digest = string & { readonly [isDigest]: true }

/** The digest of bytes or of a text as UTF-8. */
export function digestOf(content: string | Uint8Array): Digest {
  return hash('sha256', content) as Digest
}

/** Text → digest, if it has the shape of one. */
export function asDigest(text: unknown): Digest | undefined {
  return typeof text === 'string' && /^[0-9a-f]{64}$/.test(text) ? text as Digest : undefined
}
