/** What has to be on this machine: looked for before anything is done. */
import { accessSync, constants, existsSync, statSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { Refused } from './failure.ts'
import type { Supply } from './request.ts'

/** apt's own downloader: of the host's proxies and passwords, with digests, going on where it was cut off. Not on PATH. */
export const APT_HELPER = '/usr/lib/apt/apt-helper'

/** Program → Debian's package that has it. */
const PROGRAMS = [['apt-get', 'apt'], ['apt-cache', 'apt'], ['dpkg-deb', 'dpkg'], ['tar', 'tar'], ['flock', 'util-linux']] as const

/** Throws {@link Refused} with the packages to install. */
export function checkHost({ environment, keyring }: Pick<Supply, 'environment' | 'keyring'>): void {
  const folders = (environment['PATH'] ?? '').split(delimiter)
  const missing = PROGRAMS.filter(([program]) => !folders.some((folder) => folder !== '' && isProgram(join(folder, program))))
  if (missing.length === 0 && !existsSync(APT_HELPER)) throw missingTool(APT_HELPER, 'apt')
  const [first] = missing
  if (first) throw missingTool(missing.map(([program]) => program).join(', '), [...new Set(missing.map(([, name]) => name))].join(' '))
  try {
    accessSync(keyring, constants.R_OK)
    if (!statSync(keyring).isFile()) throw new Error('a folder')
  } catch {
    throw new Refused('missing-tool', `there is no keyring ${keyring}, and without it nobody can tell Debian's packages from others`, {
      hint: 'install the package debian-archive-keyring, or name a keyring with --keyring FILE',
    })
  }
}

function missingTool(programs: string, packages: string): Refused {
  return new Refused('missing-tool', `not found on this machine: ${programs}`, { hint: `a sysroot is made with Debian's own programs; install ${packages}` })
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}
