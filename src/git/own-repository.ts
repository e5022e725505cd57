/** Repositories of our own, made without running git: they are there for one run of it. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Makes the least that git takes for a bare repository at `gitDir`, for ids of so many hexadecimal digits. `shared` is its `core.sharedRepository`. */
export function makeOwnRepository(gitDir: string, idLength = 40, shared?: string): void {
  for (const name of ['objects', 'refs']) mkdirSync(join(gitDir, name), { recursive: true })
  writeFileSync(join(gitDir, 'HEAD'), 'ref: refs/heads/made\n')
  const isWide = idLength === 64
  const core = [`repositoryFormatVersion = ${isWide ? 1 : 0}`, 'bare = true', ...(shared === undefined ? [] : [`sharedRepository = "${shared.replace(/[^\w-]/g, '')}"`])]
  writeFileSync(join(gitDir, 'config'), ['[core]', ...core, ...(isWide ? ['[extensions]', 'objectFormat = sha256'] : []), ''].join('\n'))
}
