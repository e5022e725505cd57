/** Which variables of a deployment something reads. */

/** Whether a variable is among those that something reads: names, or beginnings of names with `*` behind them. */
export function isNamed(name: string, reads: readonly string[]): boolean {
  return reads.some((pattern) => (pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern))
}
