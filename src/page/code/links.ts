/** Names in a line that lead somewhere: elements in the project, files and chunks in the definitions. Knows no screen. */
import { fileOfElement, fileOfMorph, selectionOfFile, type Model, type Selection } from '../model.ts'
import type { Stretch } from './tokens.ts'

/** Where the name in a line leads, if it does. `line` counts from 1. */
export function linkInLine(model: Model, file: number, line: number, text: string): Stretch<Selection> | undefined {
  if (model.data.files[file]?.side === 'project') {
    const [, before, name] = /^(\s*(?:- )?(?:(?:filename|element|base|parent): )?["']?)([^\s"'#:]+\.bst)\b/.exec(text) ?? []
    return before === undefined || name === undefined ? undefined : stretch(model, before.length, name, fileOfElement(model, name))
  }
  const [, before, path] = /^(\s*(?:- )?morph:\s+["']?)([^\s"'#]+)/.exec(text) ?? []
  if (before !== undefined && path !== undefined) return stretch(model, before.length, path, fileOfMorph(model, path))
  return siblingInLine(model, file, line, text)
}

/** A chunk of the same stratum, in the list of what a chunk builds on. */
function siblingInLine(model: Model, file: number, line: number, text: string): Stretch<Selection> | undefined {
  const [, before, name] = /^(\s*- ["']?)([^\s"'#:]+)["']?\s*$/.exec(text) ?? []
  if (before === undefined || name === undefined) return undefined
  const { strata, chunks } = model.data
  for (const { kind, index } of model.ownersOfFile.get(file) ?? []) {
    if (kind !== 'stratum' || strata[index]?.file !== file) continue
    const holder = strata[index].chunks.map((chunk) => chunks[chunk]).find((chunk) => chunk && chunk.entry[0] <= line && line <= chunk.entry[1])
    const target = holder?.uses.find((used) => chunks[used]?.name === name)
    if (target !== undefined) return { from: before.length, to: before.length + name.length, value: { kind: 'chunk', index: target } }
  }
  return undefined
}

function stretch(model: Model, from: number, name: string, file: number | undefined): Stretch<Selection> | undefined {
  return file === undefined ? undefined : { from, to: from + name.length, value: selectionOfFile(model, file) }
}
