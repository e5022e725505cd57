/** A path → the pattern of gitattributes that matches it alone. */
import { quotedPath } from './import-words.ts'

/** The pattern, in quotes, from the root. */
export function exactPattern(path: string): string {
  return Buffer.from(quotedPath(`/${path.replace(/[*?[\\]/g, '\\$&')}`), 'latin1').toString()
}
