/** How the files of a diff's page differ: states, former paths and hunks by side and path. */
import type { Difference, Patch, PatchFile } from '../../ir/difference.ts'
import type { PageFile, PageState } from '../../page/data.ts'
import { fileKey } from './numbers.ts'
import { MOST_TEXT } from './page-files.ts'

/** How one file differs. */
export type FileState = Required<Pick<PageFile, 'state'>> & Pick<PageFile, 'from' | 'hunks'>

/** What differs of the files, by {@link fileKey}: of the project as the difference says, of the definitions as their patch does. */
export function fileStates(difference: Difference, patch: Patch, definitionsPatch: Patch | undefined): ReadonlyMap<string, FileState> {
  const parts = new Map(patch.files.map((part) => [pathOf(part), part]))
  return new Map<string, FileState>([
    ...difference.files.map(({ path, state, from }) => [fileKey('project', path), { state, ...(from === undefined ? {} : { from }), ...hunksOf(parts.get(path)) }] as const),
    ...(definitionsPatch?.files ?? []).map((part) => [fileKey('definitions', pathOf(part)), { ...stateOf(part), ...hunksOf(part) }] as const),
  ])
}

/** The path that a part of a patch is about: after the change; before it where the file is gone. */
export function pathOf({ from, to }: Pick<PatchFile, 'from' | 'to'>): string {
  return to ?? from ?? ''
}

function stateOf({ from, to }: PatchFile): { readonly state: PageState; readonly from?: string } {
  if (from === undefined) return { state: 'added' }
  if (to === undefined) return { state: 'removed' }
  return from === to ? { state: 'changed' } : { state: 'moved', from }
}

/** From the first `@@` on; a file that moved as it was, or has another mode alone, has none, nor has what is too long to read. */
function hunksOf(part: PatchFile | undefined): { readonly hunks?: string } {
  const at = part && !part.binary ? part.text.search(/^@@ /m) : -1
  return part && at !== -1 && part.text.length <= MOST_TEXT ? { hunks: part.text.slice(at) } : {}
}
