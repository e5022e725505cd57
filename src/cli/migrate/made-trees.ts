/** The trees of converted commits, the latest in memory, the others as the repository has them. */
import { MANIFEST_NAME } from '../../files/manifest.ts'
import { readObjects } from '../../git/history.ts'
import type { Repository } from '../../git/repository.ts'
import { runGit } from '../../git/run-git.ts'
import type { GeneratedFile, GeneratedTree } from './generated-tree.ts'

/** The tree of a commit that an earlier conversion made, digests from its manifest. */
export async function readGeneratedTree(repository: Repository, commit: string): Promise<GeneratedTree> {
  const listed = (await runGit(repository, ['ls-tree', '-r', '-z', commit])).split('\0').filter((entry) => entry !== '')
  const ids = new Map(listed.map((entry) => [entry.slice(entry.indexOf('\t') + 1), entry.split(/[ \t]/)[2] ?? '']))
  const [manifest] = await readObjects(repository, [ids.get(MANIFEST_NAME) ?? 'nothing'])
  const digests = manifestDigests(manifest?.toString() ?? '{"files": []}')
  return new Map([...ids].map(([path, id]): [string, GeneratedFile] => [path, { id, digest: digests.get(path) ?? '' }]))
}

/** The manifest is our own, in a commit that we made. */
function manifestDigests(text: string): ReadonlyMap<string, string> {
  const { files } = JSON.parse(text) as { readonly files: readonly { readonly path: string; readonly sha256: string }[] }
  return new Map(files.map(({ path, sha256 }) => [path, sha256]))
}
