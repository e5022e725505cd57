/** When the process that builds is killed, everything that it has started ends with it. */
import { spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { inSandbox, Lab, manual, STRATEGIES, type Strategy } from '../support/lab.ts'
import { needing } from '../support/shared.ts'
import { folderOf } from '../support/space.ts'

const MAIN = join(__dirname, '../../dist/main.js')
const isBuilt = existsSync(MAIN)
const { run, why } = isBuilt ? inSandbox : needing({ 'dist/main.js': false })

/** Processes of this machine that have a word among their arguments. */
function processesWith(word: string): readonly number[] {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap((pid) => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').includes(word) ? [Number(pid)] : []
    } catch {
      return []
    }
  })
}

async function until(holds: () => boolean, withinMs: number): Promise<boolean> {
  for (const end = Date.now() + withinMs; Date.now() < end;) {
    if (holds()) return true
    await pause(20)
  }
  return holds()
}

async function killBuild(strategy: Strategy, signal: NodeJS.Signals): Promise<readonly number[]> {
  const project = join(folderOf(), 'project')
  const word = `1${process.pid}.${Date.now() % 100000}`
  const lab = new Lab(strategy)
  await lab.prepare(project, { 'elements/x.bst': manual([`sleep ${word} & (trap '' TERM HUP INT; sleep ${word} & wait) & sleep ${word}`]) })
  const words = [MAIN, 'build', '-C', project, '--store', join(folderOf(), 'store'), 'x.bst']
  const builder = spawn(process.execPath, words, { stdio: 'ignore', env: { PATH: process.env['PATH'], ...lab.environment } })
  try {
    expect(await until(() => processesWith(word).length === 3, 20_000)).toBe(true)
    builder.kill(signal)
    await until(() => processesWith(word).length === 0, 2_000)
    return processesWith(word)
  } finally {
    builder.kill('SIGKILL')
  }
}

run.each(STRATEGIES.flatMap((strategy) => (['SIGKILL', 'SIGTERM'] as const).map((signal) => [signal, strategy] as const)))(
  `%s ends a build that is staged by %s, with all its processes${why}`, async (signal, strategy) => { expect(await killBuild(strategy, signal)).toEqual([]) })
