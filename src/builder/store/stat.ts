/** What a store holds, in numbers. */
import { join } from 'node:path'
import type { Result } from '../failure.ts'
import { namesIn, onDisk } from './disk.ts'
import { DiskUsage } from './disk-usage.ts'
import { shelved } from './shelf.ts'
import type { Store } from './store.ts'
import { Turns } from './turns.ts'

/**
 * Counts, and bytes on disk under names that end in `Bytes`. An inode is counted once, where it is met first: a layer takes
 * only what it does not share with objects. Others may build meanwhile.
 */
export function statStore(store: Store, signal?: AbortSignal): Promise<Result<Readonly<Record<string, number>>>> {
  return onDisk(store.folder, async () => {
    const usage = new DiskUsage(new Turns(signal))
    const { cached, failed } = countArtifacts(store)
    const objectsBytes = await usage.of(store.objects.folder)
    const layersBytes = await usage.of(store.layers.folder)
    return {
      artifacts: cached, failedArtifacts: failed,
      objects: [...shelved(store.objects.folder)].length, objectsBytes,
      trees: [...shelved(store.treeTexts)].length, treesBytes: await usage.of(store.treeTexts),
      layers: store.layers.names().length, layersBytes,
      integratedRoots: namesIn(store.integrated).length, integratedRootsBytes: await usage.of(store.integrated),
      sourcesBytes: await usage.of(store.sources), logsBytes: await usage.of(store.logs),
      workBytes: await usage.of(join(store.folder, 'work')), quarantineBytes: await usage.of(store.quarantine),
    }
  })
}

function countArtifacts({ artifacts }: Store): { readonly cached: number; readonly failed: number } {
  let [cached, failed] = [0, 0]
  for (const { artifact } of artifacts.all()) {
    if (artifact.failure) failed++
    else cached++
  }
  return { cached, failed }
}
