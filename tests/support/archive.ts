/** The archive of Debian that this machine's apt is configured to use. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { APT_HELPER } from '../../src/sysroot/host-tools.ts'
import { folderOf } from './space.ts'

/** Whether an archive of Debian's is configured and answers. */
export function reachesArchive(): boolean {
  if (!existsSync(APT_HELPER)) return false
  const [uri = ''] = spawnSync('apt-get', ['indextargets', '--format', '$(REPO_URI)dists/$(RELEASE)/Release', 'Origin: Debian', 'Created-By: Packages'], { encoding: 'utf8' }).stdout.split('\n')
  return uri !== '' && spawnSync(APT_HELPER, ['-o', 'Acquire::Retries=0', '-o', 'Acquire::http::Timeout=10', 'download-file', uri, join(folderOf(), 'Release')]).status === 0
}
