/** Where a chunk installs (BD §4.4). */

/** The prefix as commands see it, `/usr` where nothing is said. */
export function canonicalPrefix(prefix: string | undefined): string {
  return prefix === undefined ? '/usr' : prefix.replace(/\/+$/, '')
}
