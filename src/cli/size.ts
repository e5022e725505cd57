/** Sizes as people write them: `500M`, `20G`; as everywhere in BuildStream, a K is 1024. */

const POWERS = 'KMGT'

/** The number of bytes; nothing if it is no size. */
export function parseSize(text: string): number | undefined {
  const found = /^(\d+(?:\.\d+)?)([KMGT]?)(?:i?B)?$/i.exec(text)
  if (!found) return undefined
  const power = found[2] ? POWERS.indexOf(found[2].toUpperCase()) + 1 : 0
  const bytes = Math.floor(Number(found[1]) * 1024 ** power)
  return Number.isSafeInteger(bytes) ? bytes : undefined
}
