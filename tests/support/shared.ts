/** Where things are that tests use and the repository does not hold: corpora, the oracle, BuildStream itself. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'

const ROOT = resolve(__dirname, '../..')

/** The folder of shared things: MORPH2BST_SHARED, else `shared` beside the checkout. */
export const SHARED = resolve(ROOT, process.env['MORPH2BST_SHARED'] ?? '../shared')

function present(path: string): string | undefined {
  return existsSync(path) ? path : undefined
}

/** The folder of real definitions. */
export const CORPUS = present(join(SHARED, 'corpus'))

/** The folder of what YBD made of them. */
export const ORACLE = present(join(SHARED, 'oracle'))

/** The version that a command says it has; nothing if it cannot be run. */
function versionOf(command: string): string | undefined {
  const run = spawnSync(command, ['--version'], { encoding: 'utf8', cwd: '/tmp' })
  return run.status === 0 ? run.stdout.trim() : undefined
}

/** A command that is BuildStream of the generation; nothing if there is none. Costs time: ask once. */
export function findBst(generation: 1 | 2): string | undefined {
  const candidates = generation === 1 ? ['bst'] : [process.env['MORPH2BST_BST2'], present(join(SHARED, 'tools/bst2')), 'bst']
  return candidates.find((command) => command !== undefined && versionOf(command)?.startsWith(`${generation}.`))
}

/** Whether Python has what the helpers of the acceptance tests need. */
export function hasPyYaml(): boolean {
  return spawnSync('python3', ['-c', 'import yaml']).status === 0
}

/** The test function to use, and the end of its name, for a test that needs `things`; absent ones are named. */
export function needing(things: Readonly<Record<string, unknown>>): { readonly run: jest.It; readonly why: string } {
  const missing = Object.entries(things).filter(([, value]) => value === undefined || value === false).map(([name]) => name)
  return missing.length ? { run: test.skip, why: ` (skipped: no ${missing.join(', no ')})` } : { run: test, why: '' }
}
