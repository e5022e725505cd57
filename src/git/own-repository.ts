/** Repositories of our own, made without running git: they are there for one run of it. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { errorCode, errorWords } from '../files/failure.ts'
import { refuse } from './refusal.ts'

/** What a repository of our own is to be like. */
export interface OwnRepository {
  /** Hexadecimal digits of an id: 40, or 64. */
  readonly idLength?: number
  /** Its `core.sharedRepository`. */
  readonly shared?: string | undefined
  /** Further files, by their path below `gitDir`. */
  readonly files?: Readonly<Record<string, string>>
}

/** Makes the least that git takes for a bare repository at `gitDir`. Where it cannot be written, that is a refusal. */
export function makeOwnRepository(gitDir: string, { idLength = 40, shared, files = {} }: OwnRepository = {}): void {
  try {
    for (const name of ['objects', 'refs']) mkdirSync(join(gitDir, name), { recursive: true })
    const made = { HEAD: 'ref: refs/heads/made\n', config: settings(idLength === 64, shared), ...files }
    for (const [path, text] of Object.entries(made)) {
      mkdirSync(dirname(join(gitDir, path)), { recursive: true })
      writeFileSync(join(gitDir, path), text)
    }
  } catch (error) {
    if (errorCode(error) === undefined) throw error
    refuse('disk', `${gitDir} cannot be written: ${errorWords(error)}`, 'name another place with TMPDIR')
  }
}

function settings(isWide: boolean, shared: string | undefined): string {
  const core = [`repositoryFormatVersion = ${isWide ? 1 : 0}`, 'bare = true', ...(shared === undefined ? [] : [`sharedRepository = "${shared.replace(/[^\w-]/g, '')}"`])]
  return ['[core]', ...core, ...(isWide ? ['[extensions]', 'objectFormat = sha256'] : []), ''].join('\n')
}
