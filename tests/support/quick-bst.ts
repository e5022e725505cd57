/** Real BuildStream with less waiting: see quick-bst/sitecustomize.py, and what it may not change. */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { folderOf } from './space.ts'

const FILE = 'sitecustomize.py'
let copy: string | undefined

/**
 * The environment for a BuildStream that is quicker at one thing: `show` (2.x), `texts:FOLDER` (1.x) or `many:FILE` (2.x). Of
 * a copy, since a BuildStream in a root of its own does not see every folder.
 */
export function quick(what: string): NodeJS.ProcessEnv {
  copy ??= folderOf({ [FILE]: readFileSync(join(__dirname, 'quick-bst', FILE), 'utf8') })
  return { ...process.env, PYTHONPATH: copy, QUICK_BST: what, PYTHONDONTWRITEBYTECODE: '1' }
}

/** How a command ended. */
export interface Ended {
  readonly status: number
  /** All that it said. */
  readonly said: string
}

/** Runs `command` with each of the lists of words in the folder, as processes of their own; what they need in common is loaded once. */
export function runMany(command: string, lists: readonly (readonly string[])[], cwd: string, atATime = 1): readonly Ended[] {
  if (lists.length < 2) return lists.map((words) => runOne(command, words, cwd))
  const folder = folderOf()
  const commands = lists.map((words, index) => ({ words, cwd, out: join(folder, `${index}`) }))
  const file = join(folderOf({ 'commands.json': JSON.stringify({ 'at-a-time': atATime, commands }) }), 'commands.json')
  // Asked for its version, a BuildStream that PYTHONPATH does not reach does no harm.
  runOne(command, ['--version'], cwd, quick(`many:${file}`))
  return commands.map(({ words, out }) => {
    if (!existsSync(`${out}.status`)) return runOne(command, words, cwd)
    return { status: Number(readFileSync(`${out}.status`, 'utf8')), said: ['stdout', 'stderr'].map((name) => readFileSync(`${out}.${name}`, 'utf8')).join('') }
  })
}

/** Runs a command to its end. */
export function runOne(command: string, words: readonly string[], cwd: string, env = process.env): Ended {
  const { status, stdout, stderr, error } = spawnSync(command, words, { cwd, env, encoding: 'utf8', maxBuffer: 1 << 28 })
  if (error) throw error
  return { status: status ?? -1, said: stdout + stderr }
}
