/** Runs the command line in this process and gives back what it said. Knows nothing of what is tested. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Io } from '../../src/cli/io.ts'

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
    cwd: '/', colour: false, stdoutColour: false, columns: 80, screen: undefined, environment: {}, now: () => 0, stopSignal: () => new AbortController().signal, ...given,
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
