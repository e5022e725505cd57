/**
 * The definitions in a tree of a commit, by the rules of `files/`: the same order, the same things passed over, the same remarks
 * as of a checkout. Two things a checkout may have are no part of a commit: what filters make of files, and what lies outside.
 */
import type { Collector } from '../diagnostics/collector.ts'
import { dataBy, folderData, linkData, NO_DATA_THERE, type FoundData } from '../files/data-files.ts'
import { isDefinitionText, sortDefinitions, type DefinitionFiles } from '../files/read-tree.ts'
import { reportNoText } from '../files/read-text.ts'
import { walkListings, type FoundFile, type Listing } from '../files/walk.ts'
import type { DataFiles } from '../ir/definitions.ts'
import type { BlobMemory } from './blob-memory.ts'
import { followLink, type LinkEnd } from './follow-link.ts'
import { hasTextName, type TreeEntry } from './tree-entries.ts'
import type { TreeSnapshot } from './tree-snapshot.ts'

/** Reads the definitions in `tree`, which lies below the folders `above` in the repository. Files that cannot be taken are reported and left out. */
export async function definitionsIn(tree: TreeSnapshot, above: readonly string[], blobs: BlobMemory, collector: Collector): Promise<DefinitionFiles> {
  const found = walkListings((folder) => listingOf(tree.folder(folder) ?? []), collector)
  const texts = found.filter(({ path }) => isDefinitionText(path))
  await blobs.load(texts.flatMap((file) => (file.isLink ? [] : idOf(tree, file))), [...everythingElse(tree, '')])
  const ends = new Map(texts.filter(({ isLink }) => isLink).map(({ path }) => [path, followLink(tree, blobs, path, above)]))
  await blobs.load([...ends.values()].flatMap((end) => (end.to === 'file' ? [end.id] : [])), [])
  const sorted = sortDefinitions(found, (file) => textOf(file, file.isLink ? ends.get(file.path) : { to: 'file', id: idOf(tree, file)[0] ?? '' }, blobs, collector))
  return { ...sorted, data: dataIn(tree, blobs) }
}

function listingOf(entries: readonly TreeEntry[]): Listing {
  return {
    entries: entries.map(({ name, type }) => ({ name, type: type === 'submodule' ? 'folder' : type })),
    broken: new Map(entries.filter((entry) => entry.name.includes('\uFFFD') && !hasTextName(entry)).map(({ name, bytes }) => [name, bytes])),
  }
}

function idOf(tree: TreeSnapshot, { path }: FoundFile): readonly string[] {
  const entry = tree.at(path)
  return entry ? [entry.id] : []
}

/** Ids of links and of all files that are no texts, in folders that deployments may copy from too. */
function* everythingElse(tree: TreeSnapshot, folder: string): Generator<string> {
  for (const { name, type, id } of tree.folder(folder) ?? []) {
    const path = folder === '' ? name : `${folder}/${name}`
    if (type === 'folder') yield* everythingElse(tree, path)
    else if (type === 'link' || (type === 'file' && !isDefinitionText(path))) yield id
  }
}

function textOf({ path }: FoundFile, end: LinkEnd | undefined, blobs: BlobMemory, collector: Collector): string | undefined {
  const at = { file: path, start: 0, end: 0 }
  if (end?.to === 'outside') collector.report('files/link-outside', {}, at)
  else if (end?.to === 'nothing') collector.report('files/unreadable', { detail: end.detail }, at)
  if (end?.to !== 'file') return undefined
  const text = blobs.text(end.id)
  if (typeof text === 'string') return text
  reportNoText(text, path, collector)
  return undefined
}

function dataIn(tree: TreeSnapshot, blobs: BlobMemory): DataFiles {
  return dataBy((path) => {
    if (path === '') return folderData(namesIn(tree, ''))
    const entry = tree.at(path)
    return entry ? dataOf(tree, path, entry, blobs) : NO_DATA_THERE
  })
}

function dataOf(tree: TreeSnapshot, path: string, { type, id, executable }: TreeEntry, blobs: BlobMemory): FoundData {
  if (type === 'link') return linkData(blobs.content(id))
  return type === 'file' ? blobs.data(id, executable) : folderData(namesIn(tree, path))
}

function namesIn(tree: TreeSnapshot, path: string): readonly Buffer[] {
  return (tree.folder(path) ?? []).map(({ bytes }) => bytes)
}
