/** Runs the command line in this process and gives back what it said. Knows nothing of what is tested. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Io } from '../../src/cli/io.ts'

// Yargs' own shim cannot be loaded as CommonJS: it declares __dirname and require, which are there already.
jest.mock('../../node_modules/yargs/lib/platform-shims/esm.mjs', () => {
  const main = (name: string): unknown => {
    const found = jest.requireActual<{ readonly default?: unknown }>(name)
    return found.default ?? found
  }
  const y18n = main('y18n') as (options: object) => unknown
  const shims: Readonly<Record<string, unknown>> = {
    assert: jest.requireActual('node:assert'), cliui: main('cliui'), findUp: () => undefined,
    getEnv: () => undefined, inspect: String, getProcessArgvBin: () => 'morph2bst', mainFilename: '/',
    Parser: main('yargs-parser'), path: jest.requireActual('node:path'),
    process: { argv: () => [], cwd: () => '/', emitWarning: () => undefined, execPath: () => '', exit: () => undefined, nextTick: (work: () => void) => process.nextTick(work), stdColumns: 80 },
    readFileSync: () => '', readdirSync: () => [], require: () => undefined, getCallerFile: () => '/', stringWidth: (text: string) => text.length,
    y18n: y18n({ directory: '/nowhere', updateFiles: false }),
  }
  return { __esModule: true, default: shims }
})

/** What a run said, and how it ended. */
export interface RunResult {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** Runs the words. */
export async function runCli(words: readonly string[], given: Partial<Io> = {}): Promise<RunResult> {
  const { run } = await import('../../src/cli/run.ts')
  let stdout = ''
  let stderr = ''
  const code = await run(words, {
    cwd: '/', colour: false, columns: 80, ...given,
    stdout: (text) => { stdout += text }, stderr: (text) => { stderr += text },
  })
  return { code, stdout, stderr }
}

const folders: string[] = []
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })))

/** A temporary folder with files, gone after the tests of the file. */
export function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'morph2bst-'))
  folders.push(folder)
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  return folder
}
