/** How much an artifact holds. */
import type { BuildPlace } from './build.ts'
import { currentPlan } from './current-plan.ts'
import { failed, success, type Result } from './failure.ts'
import type { PreparedProject } from './prepare.ts'
import { onDisk } from './store/disk.ts'
import { walkTree } from './store/tree.ts'

/** Files and links, and the bytes of the files; a content that is there twice counts twice. */
export interface ArtifactSize {
  readonly files: number
  readonly bytes: number
}

/** Measures what was built of an element, without its dependencies. */
export async function measureArtifact(prepared: PreparedProject, element: string, place: Pick<BuildPlace, 'store' | 'signal'>): Promise<Result<ArtifactSize>> {
  const measured = await onDisk(place.store.folder, async (): Promise<ArtifactSize | undefined> => {
    const digest = (await currentPlan(prepared, place)).get(element)?.artifact?.tree
    const tree = digest === undefined ? undefined : place.store.readTree(digest)
    if (!tree) return undefined
    let [files, bytes] = [0, 0]
    for (const [, entry] of walkTree(tree)) {
      if (entry.type !== 'directory') files++
      if (entry.type === 'file') bytes += entry.size
    }
    return { files, bytes }
  })
  if (!measured.ok) return measured
  return measured.value ? success(measured.value) : failed('element', `not built: ${element}`)
}
