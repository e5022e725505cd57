/** Folders of our own, in which git works without any repository of the user's. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { errorCode, errorWords } from '../files/failure.ts'
import { refuse } from './refusal.ts'

/** Makes an empty one, to be removed by whoever asked for it. Where none can be made, that is a refusal. */
export function makeOwnFolder(purpose: string): string {
  try {
    return mkdtempSync(join(tmpdir(), `morph2bst-${purpose}-`))
  } catch (error) {
    if (errorCode(error) === undefined) throw error
    return refuse('disk', `no temporary folder can be made in ${tmpdir()}: ${errorWords(error)}`, 'name another place with TMPDIR')
  }
}
