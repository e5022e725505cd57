/** A file that is written to while something runs. What the disk refuses is remembered, and ends nothing. */
import { closeSync, openSync, writeSync } from 'node:fs'
import { errorWords } from '../files/failure.ts'
import { makeParent } from '../files/target-folder.ts'

/** An open log. */
export interface LogFile {
  readonly path: string
  readonly write: (text: string | Buffer) => void
  /** Why not all of it could be written, in one sentence. */
  readonly failure: () => string | undefined
  readonly close: () => void
}

/** Opens a log, with the folders that it needs; what was there is replaced. */
export function openLogFile(path: string): LogFile | { readonly message: string } {
  let file: number
  try {
    makeParent(path)
    file = openSync(path, 'w')
  } catch (error) {
    return { message: `the log ${path} cannot be written: ${errorWords(error)}` }
  }
  let failure: string | undefined
  return {
    path,
    write: (text) => {
      if (failure !== undefined) return
      try {
        for (let bytes = Buffer.from(text); bytes.length > 0; bytes = bytes.subarray(writeSync(file, bytes)));
      } catch (error) {
        failure = `the log ${path} could not be written to its end: ${errorWords(error)}`
      }
    },
    failure: () => failure,
    close: () => { closeSync(file) },
  }
}
