/**
 * A place where apt works for us alone: its own indexes and its own idea of what is installed (nothing), but the host's
 * proxies and passwords. Needs no root.
 */
import { createHash } from 'node:crypto'
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { Refused } from './failure.ts'
import type { PackageSource } from './sources.ts'

/** Where apt works. */
export interface AptPlace {
  /** Words that each of apt's programs takes first. */
  readonly words: readonly string[]
  /** Packages by digest, of all runs. */
  readonly archives: string
}

/** Makes the place, or finds it: one for each set of archives, so that their indexes do not replace each other. */
export function aptPlace(cache: string, arch: string, sources: readonly PackageSource[], keyring: string): AptPlace {
  if (/["\n;{}]/.test(cache)) throw new Refused('disk', `apt cannot work in a folder whose name has quotes, braces or semicolons: ${cache}`, { hint: 'name another folder with --cache DIR' })
  const list = sources.map(({ uri, suite }) => `deb ${uri} ${suite} main\n`).join('')
  const name = createHash('sha256').update(`${arch}\n${keyring}\n${list}`).digest('hex').slice(0, 16)
  const folder = join(cache, `indexes-${name}`)
  const archives = join(cache, 'packages')
  for (const made of [join(folder, 'lists/partial'), join(folder, 'archives/partial'), join(folder, 'keys'), archives]) mkdirSync(made, { recursive: true })
  copyFileSync(keyring, join(folder, `keys/keyring${extname(keyring) === '.asc' ? '.asc' : '.gpg'}`))
  writeFileSync(join(folder, 'sources.list'), list)
  writeFileSync(join(folder, 'status'), '')
  writeFileSync(join(folder, 'apt.conf'), aptConf(folder, arch))
  return { words: ['-c', join(folder, 'apt.conf')], archives }
}

/** Read by apt after the host's configuration. Hooks of the host are about its own packages. */
function aptConf(folder: string, arch: string): string {
  const hooks = ['APT::Update::Pre-Invoke', 'APT::Update::Post-Invoke', 'APT::Update::Post-Invoke-Success', 'APT::Install::Pre-Invoke', 'APT::Install::Post-Invoke-Success', 'DPkg::Pre-Install-Pkgs', 'DPkg::Pre-Invoke', 'DPkg::Post-Invoke']
  const settings = [
    ['Dir::Etc::netrc', '/etc/apt/auth.conf'], ['Dir::Etc::netrcparts', '/etc/apt/auth.conf.d'],
    ['Dir::Etc::sourcelist', `${folder}/sources.list`], ['Dir::Etc::sourceparts', '/dev/null'],
    ['Dir::Etc::preferences', '/dev/null'], ['Dir::Etc::preferencesparts', '/dev/null'],
    ['Dir::Etc::trusted', '/dev/null'], ['Dir::Etc::trustedparts', `${folder}/keys`],
    ['Dir::State', folder], ['Dir::State::lists', `${folder}/lists`], ['Dir::State::status', `${folder}/status`], ['Dir::State::extended_states', `${folder}/extended_states`],
    ['Dir::Cache', folder], ['Dir::Cache::archives', `${folder}/archives`], ['Dir::Cache::pkgcache', 'pkgcache.bin'], ['Dir::Cache::srcpkgcache', 'srcpkgcache.bin'], ['Dir::Log', folder],
    ['APT::Architecture', arch], ['APT::Architectures::', arch],
    // as whom apt's downloader runs where root starts it; that user cannot write here
    ['APT::Sandbox::User', 'root'],
    ['APT::Install-Recommends', 'false'], ['APT::Install-Suggests', 'false'],
    ['APT::Update::Error-Mode', 'any'], ['APT::Get::AllowUnauthenticated', 'false'], ['Acquire::AllowInsecureRepositories', 'false'],
    ['Acquire::Languages', 'none'], ['Acquire::ForceHash', 'SHA256'], ['Acquire::Retries', '2'],
  ]
  return `${[...hooks, 'APT::Architectures', 'APT::Default-Release'].map((name) => `#clear ${name};`).join('\n')}\n${settings.map(([name, value]) => `${name} "${value}";`).join('\n')}\n`
}
