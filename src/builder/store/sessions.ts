/** Who is using a store: each run has a folder of its own for work in progress, and the folders of the dead are cleared up. */
import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { codeOf } from './disk.ts'
import { remove } from './remove.ts'

/** The folder of a run of ours, named so that others can tell whether the run is still alive. */
export class Session {
  /** Absolute; holds whatever is made aside. */
  readonly folder: string
  private count = 0

  constructor(private readonly sessions: string) {
    const name = `${process.pid}-${startOf(process.pid) ?? 'here'}-`
    mkdirSync(sessions, { recursive: true })
    let number = 0
    for (;;) {
      const folder = join(sessions, `${name}${number++}`)
      try {
        mkdirSync(folder)
        this.folder = folder
        return
      } catch (error) {
        if (codeOf(error) !== 'EEXIST') throw error
      }
    }
  }

  /** A new folder in it; its name begins with `what`. */
  newFolder(what: string): string {
    const folder = join(this.folder, `${what}-${this.count++}`)
    mkdirSync(folder)
    return folder
  }

  /** Other runs that use the store now, by process number. */
  others(): readonly number[] {
    return namesIn(this.sessions).filter((name) => join(this.sessions, name) !== this.folder && isAlive(name)).map((name) => Number(name.split('-')[0]))
  }

  /** Removes what runs have left that were killed. */
  clearDead(): void {
    for (const name of namesIn(this.sessions)) if (!isAlive(name)) remove(join(this.sessions, name))
  }

  /** Removes the folder. */
  close(): void {
    remove(this.folder)
  }
}

function namesIn(folder: string): readonly string[] {
  return readdirSync(folder).filter((name) => /^\d+-\w+-\d+$/.test(name))
}

function isAlive(name: string): boolean {
  const [pid, start] = name.split('-')
  return startOf(Number(pid)) === start
}

/** When a process began, in the kernel's ticks since it booted: with it a process number is unique. */
function startOf(pid: number): string | undefined {
  try {
    // The second field, the program's name, may hold blanks and parentheses.
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[19]
  } catch (error) {
    if (codeOf(error) === undefined) throw error
    return undefined
  }
}
