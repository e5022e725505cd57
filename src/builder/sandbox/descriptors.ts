/** Descriptors that this process was started with and that programs it starts would inherit. */
import { closeSync, openSync, readdirSync, readFileSync } from 'node:fs'

const CLOSE_ON_EXEC = 0o2000000

/**
 * Starts a program with what `spawn` takes as `stdio` beyond the first three descriptors, so that the program has /dev/null
 * in the place of each one that a caller of ours has left open: a directory of the host among them would be a way out of a
 * sandbox.
 */
export function withoutInherited<T>(start: (more: readonly ('ignore' | number)[]) => T): T {
  const open = new Set(readdirSync('/proc/self/fd').map(Number).filter((descriptor) => descriptor > 2 && isInherited(descriptor)))
  const nothing = openSync('/dev/null', 'r')
  try {
    // "ignore" leaves a descriptor beyond the first three as it is.
    return start(Array.from({ length: Math.max(2, ...open) - 2 }, (_, index) => (open.has(index + 3) ? nothing : 'ignore')))
  } finally {
    closeSync(nothing)
  }
}

function isInherited(descriptor: number): boolean {
  try {
    const flags = /^flags:\s*([0-7]+)$/m.exec(readFileSync(`/proc/self/fdinfo/${descriptor}`, 'utf8'))?.[1]
    return flags !== undefined && (parseInt(flags, 8) & CLOSE_ON_EXEC) === 0
  } catch {
    // The one that listed the folder is closed by now.
    return false
  }
}
