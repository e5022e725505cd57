/** Sizes as Baserock's tools read them in deployment variables (BD §9.8). */

const UNITS: Readonly<Record<string, number>> = { '': 1, k: 2 ** 10, m: 2 ** 20, g: 2 ** 30, t: 2 ** 40 }

/** `4G` → bytes, in powers of 1024, as DISK_SIZE is read; nothing if it is no size. */
export function bytesOf(text: string): number | undefined {
  const [, digits, unit] = /^(\d+)([kKmMgG]?)$/.exec(text) ?? []
  const bytes = digits === undefined ? NaN : Number(digits) * (UNITS[(unit ?? '').toLowerCase()] ?? NaN)
  return Number.isSafeInteger(bytes) ? bytes : undefined
}

/** Bytes in the largest unit that divides them: `4G`, `1536M`, `513`. */
export function sizeText(bytes: number): string {
  for (const unit of ['T', 'G', 'M', 'K']) {
    const size = UNITS[unit.toLowerCase()] ?? 1
    if (bytes > 0 && bytes % size === 0) return `${bytes / size}${unit}`
  }
  return String(bytes)
}
