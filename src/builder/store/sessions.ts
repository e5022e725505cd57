/**
 * Who is using a store: each run has a folder of its own for work in progress, and the folders of the dead are cleared up.
 * Who needs the store alone marks its own folder, so that a mark dies with its run. Whoever comes makes a folder first and
 * looks for marks then; whoever marks looks for other folders afterwards: one of two always sees the other.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { setTimeout as delay } from 'node:timers/promises'
import { Failed } from '../failure.ts'
import { codeOf, makeFolder, namesIn } from './disk.ts'
import { remove } from './remove.ts'

const ALONE = 'alone'
/** How long others, who may just be giving way, are waited for. */
const GIVING_WAY_MS = 1000
const LOOK_EVERY_MS = 50

/** The folder of a run of ours, named so that others can tell whether the run is still alive. */
export class Session {
  /** Absolute; holds whatever is made aside. */
  readonly folder: string
  private count = 0
  private readonly sharedFolders = new Map<string, string>()

  constructor(private readonly sessions: string) {
    const name = `${process.pid}-${startOf(process.pid) ?? 'here'}-`
    makeFolder(sessions)
    let number = 0
    for (;;) {
      const folder = join(sessions, `${name}${number++}`)
      try {
        // What builds leave may be setuid until it is taken in: nobody else is to get at it.
        mkdirSync(folder, { mode: 0o700 })
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

  /** A folder for all of this run that need the same one, by what is in it; `fill` makes it when it is asked for first. */
  shared(what: string, fill: (folder: string) => void): string {
    let folder = this.sharedFolders.get(what)
    if (folder === undefined) {
      folder = this.newFolder('shared')
      fill(folder)
      this.sharedFolders.set(what, folder)
    }
    return folder
  }

  /** Other runs that use the store now, by process number. */
  others(): readonly number[] {
    return this.livingOthers().map(numberOf)
  }

  /** The process that has the store to itself now, if another one has. */
  loner(): number | undefined {
    return this.livingOthers().filter((name) => existsSync(join(this.sessions, name, ALONE))).map(numberOf)[0]
  }

  /** Does what others must not be disturbed by. Throws {@link Failed} if somebody else uses the store. */
  async alone<T>(work: () => Promise<T>): Promise<T> {
    const mark = join(this.folder, ALONE)
    writeFileSync(mark, '')
    try {
      for (let waited = 0; this.others().length > 0 && waited < GIVING_WAY_MS; waited += LOOK_EVERY_MS) await delay(LOOK_EVERY_MS)
      refuseBeside(this.others())
      return await work()
    } finally {
      rmSync(mark, { force: true })
    }
  }

  /** Removes the folder. */
  close(): void {
    remove(this.folder)
  }

  private livingOthers(): readonly string[] {
    return sessionsIn(this.sessions).filter((name) => join(this.sessions, name) !== this.folder && isAlive(name))
  }
}

/** Removes what runs have left that were killed. */
export function clearDead(sessions: string): void {
  for (const name of sessionsIn(sessions)) {
    if (isAlive(name)) continue
    try {
      remove(join(sessions, name))
    } catch (error) {
      // Its last processes may still be dying, or it was another user's: it does no harm, and the next run tries again.
      if (codeOf(error) === undefined) throw error
    }
  }
}

function refuseBeside(others: readonly number[]): void {
  if (others.length === 0) return
  const words = others.length === 1 ? `process ${others.join('')} is` : `the processes ${others.join(', ')} are`
  throw new Failed({ reason: 'disk', message: `${words} using the store`, hint: 'try again when nothing is built with it' })
}

function sessionsIn(folder: string): readonly string[] {
  return namesIn(folder).filter((name) => /^\d+-\w+-\d+$/.test(name))
}

function numberOf(name: string): number {
  return Number(name.split('-')[0])
}

function isAlive(name: string): boolean {
  return startOf(numberOf(name)) === name.split('-')[1]
}

/** When a process began, in the kernel's ticks since it booted: with it a process number is unique. Nothing for the dead. */
function startOf(pid: number): string | undefined {
  try {
    // The second field, the program's name, may hold blanks and parentheses.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? []
    // A zombie is dead, though nobody may ever have asked how it ended.
    return fields[0] === 'Z' || fields[0] === 'X' ? undefined : fields[19]
  } catch (error) {
    if (codeOf(error) === undefined) throw error
    return undefined
  }
}
