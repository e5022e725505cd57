/** Writes one file that the user named, such as a page. */
import { chmodSync, realpathSync, renameSync, rmSync, statSync, writeFileSync, type Stats } from 'node:fs'
import { dirname, resolve } from 'node:path'
import process from 'node:process'
import { errorCode, errorWords } from '../files/failure.ts'
import { EXIT } from './exit-code.ts'
import type { Refusal } from './refusal.ts'

/**
 * Writes the text to `file`, relative to `cwd`: aside and then renamed, so that what was there stays until all is written. Links are
 * followed; into what is no regular file (a terminal, a pipe) it is written as it is. Answers why it was not written.
 */
export function writeOutput(file: string, text: string, cwd: string): Refusal | undefined {
  const path = resolve(cwd, file)
  try {
    const found = statSync(path, { throwIfNoEntry: false })
    if (found?.isDirectory() || file.endsWith('/')) return { message: `${file} is a folder, and a file is to be written`, hint: 'name a file in it', exitCode: EXIT.usage }
    if (found && !found.isFile()) writeFileSync(path, text)
    else replace(found ? realpathSync(path) : path, text, found)
    return undefined
  } catch (error) {
    if (errorCode(error) === undefined) throw error
    if (errorCode(error) === 'ENOENT') return { message: `${file} cannot be written: there is no folder ${dirname(file)}`, hint: 'make it, or name another file', exitCode: EXIT.usage }
    return { message: `${file} cannot be written: ${errorWords(error)}`, hint: 'name another file', exitCode: EXIT.input }
  }
}

function replace(path: string, text: string, earlier: Stats | undefined): void {
  const aside = `${path}.morph2bst-${process.pid}`
  try {
    writeFileSync(aside, text)
    if (earlier) chmodSync(aside, earlier.mode & 0o7777)
    renameSync(aside, path)
  } catch (error) {
    rmSync(aside, { force: true })
    throw error
  }
}
