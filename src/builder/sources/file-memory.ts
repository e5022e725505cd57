/** What was found out about files, kept for as long as the kernel's word for it is that they are the same. */
import { lstatSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { isNativeError } from 'node:util/types'

/** A file that changed so lately might change again without its times telling; like git, such a one is not relied on. */
const TOO_NEW_MS = 3000

/** A memory of facts about files, in a file of its own. Whatever cannot be read or written of it is found out again. */
export class FileMemory {
  private readonly known: Record<string, readonly [string, string]>
  private readonly seen: Record<string, readonly [string, string]> = {}
  private isNew = false

  /** `path`: of the memory; `work`: a folder on its disk for work in progress. */
  constructor(private readonly path: string, private readonly work: string) {
    this.known = readKnown(path)
  }

  /** The fact about a file: remembered, if the file is as it was, or found out now. */
  recall(file: string, findOut: () => string): string {
    const { ino, size, mode, mtimeMs, ctimeMs } = lstatSync(file)
    const mark = `${ino} ${size} ${mode} ${mtimeMs} ${ctimeMs}`
    const known = this.known[file]
    if (known?.[0] === mark) {
      this.seen[file] = known
      return known[1]
    }
    const fact = findOut()
    this.isNew = true
    if (ctimeMs < Date.now() - TOO_NEW_MS) this.seen[file] = [mark, fact]
    return fact
  }

  /** Keeps what was recalled, and nothing else. */
  save(): void {
    if (!this.isNew) return
    try {
      mkdirSync(dirname(this.path), { recursive: true })
      const aside = mkdtempSync(join(this.work, 'memory-'))
      writeFileSync(join(aside, 'memory'), JSON.stringify(this.seen))
      renameSync(join(aside, 'memory'), this.path)
      rmSync(aside, { recursive: true })
    } catch (error) {
      if (!(isNativeError(error) && 'code' in error)) throw error
    }
  }
}

function readKnown(path: string): Record<string, readonly [string, string]> {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Record<string, readonly [string, string]>
  } catch (error) {
    if (error instanceof SyntaxError || (isNativeError(error) && 'code' in error)) return {}
    throw error
  }
}
