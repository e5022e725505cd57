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

/** A number of bytes as people read it: `4.5 MB`, of 1000 as disks have them. */
export function sizeText(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`
  const units = ['kB', 'MB', 'GB', 'TB']
  let value = bytes / 1000
  let unit = 0
  for (; value >= 999.5 && unit < units.length - 1; unit++) value /= 1000
  return `${value >= 10 ? Math.round(value) : value.toFixed(1)} ${units[unit] ?? ''}`
}
