/** All files of both sides, as folders or by a part of their path. */
import { h } from '../dom.ts'
import { wordsOf } from '../filters.ts'
import { stateMark } from '../marks.ts'
import { fileKey, filesOfChunk, selectionOfFile } from '../model.ts'
import { select, type Store } from '../store.ts'
import { showTree, type TreeItem } from './tree.ts'

/** At most so many by a part of their path. */
const MOST = 300

/** Puts the files in an element. */
export function showFiles(parent: HTMLElement, store: Store, text: string): void {
  const { data } = store.model
  const words = wordsOf(text)
  const place = store.place()
  const shown = data.files.flatMap(({ path, state }, index) => (!place.onlyChanged || state !== undefined) && words.every((word) => path.toLowerCase().includes(word)) ? [index] : [])
  const sides = (['definitions', 'project'] as const).flatMap((side): TreeItem[] => {
    const files = shown.filter((index) => data.files[index]?.side === side)
    return files.length === 0 ? [] : [{
      key: side, open: true, label: [h('b', {}, side === 'definitions' ? 'Definitions' : 'Project'), h('small', {}, String(files.length))],
      children: () => words.length > 0 ? files.slice(0, MOST).map((index) => fileItem(store, index, data.files[index]?.path ?? '')) : folderItems(store, files, '', side),
    }]
  })
  showTree(parent, 'Files', sides, 'No such file.')
}

function folderItems(store: Store, files: readonly number[], prefix: string, side: string): readonly TreeItem[] {
  const folders = new Map<string, number[]>()
  const own: number[] = []
  for (const index of files) {
    const rest = (store.model.data.files[index]?.path ?? '').slice(prefix.length)
    const slash = rest.indexOf('/')
    if (slash < 0) own.push(index)
    else folders.set(rest.slice(0, slash), [...folders.get(rest.slice(0, slash)) ?? [], index])
  }
  const byName = (a: string, b: string): number => a < b ? -1 : a > b ? 1 : 0
  return [
    ...[...folders].sort(([a], [b]) => byName(a, b)).map(([name, inside]): TreeItem => ({
      key: `${side}:${prefix}${name}/`, open: folders.size === 1 && own.length === 0,
      label: [inside.some((index) => store.model.data.files[index]?.state !== undefined) ? stateMark('changed') : undefined, `${name}/`, h('small', {}, String(inside.length))],
      children: () => folderItems(store, inside, `${prefix}${name}/`, side),
    })),
    ...own.map((index) => ({ index, name: (store.model.data.files[index]?.path ?? '').slice(prefix.length) })).sort((a, b) => byName(a.name, b.name)).map(({ index, name }) => fileItem(store, index, name)),
  ]
}

function fileItem(store: Store, index: number, name: string): TreeItem {
  const file = store.model.data.files[index]
  const { selection } = store.place()
  const chunk = selection?.kind === 'chunk' ? store.model.data.chunks[selection.index] : undefined
  const isCurrent = selection?.kind === 'file' ? selection.index === index : chunk ? filesOfChunk(store.model.data, chunk).slice(1).includes(index) : false
  return {
    key: file ? fileKey(file) : '', current: isCurrent, label: [stateMark(file?.state), name],
    onChoose: () => {
      const owner = selectionOfFile(store.model, index)
      select(store, owner.kind === 'chunk' ? owner : { kind: 'file', index })
    },
  }
}
