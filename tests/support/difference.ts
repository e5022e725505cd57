/** Hand-made differences: what a test does not care about is empty. */
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts'
import { SourceTexts } from '../../src/diagnostics/source-text.ts'
import type { Change, ChangePlace, Difference, FileDifference, Patch, PatchFile } from '../../src/ir/difference.ts'
import type { DiffInput } from '../../src/report/diff/input.ts'

/** The place of an element. */
export function element(name: string, at?: ChangePlace['origin']): ChangePlace {
  return { path: `elements/${name}`, element: name, ...(at ? { origin: at } : {}) }
}

/** A change of some elements. */
export function change(topic: Change['topic'], elements: readonly string[], facts: Partial<Change> = {}): Change {
  return { topic, state: 'changed', key: '', removed: [], added: [], reordered: false, places: elements.map((name) => element(name)), systems: [], follows: [], ...facts }
}

/** A diagnostic at a place of `strata/core.morph`, or nowhere. */
export function diagnostic(severity: Diagnostic['severity'], code: string, message: string, start?: number): Diagnostic {
  return { severity, code, message, ...(start === undefined ? {} : { at: { file: 'strata/core.morph', start, end: start + 1 } }) }
}

/** A difference of these changes, between `HEAD` and the work tree; files are those of the changes unless given. */
export function differenceOf(changes: readonly Change[], facts: Partial<Difference> = {}): Difference {
  const states = new Map<string, FileDifference>()
  for (const { topic, state, places, systems, follows } of changes) {
    for (const { path } of places) if (!states.has(path)) states.set(path, { path, systems, state: ['element', 'system', 'files', 'moved'].includes(topic) ? state : 'changed' })
    for (const path of follows) if (!states.has(path)) states.set(path, { path, systems, state: 'changed' })
  }
  const all = [...new Set(changes.flatMap(({ systems }) => systems))]
  return {
    changes, files: [...states.values()].sort((a, b) => (a.path < b.path ? -1 : 1)), systems: { all, added: [], removed: [], moved: [], changed: all },
    diagnostics: { appeared: [], gone: [] }, ...facts,
  }
}

/** What the report is made from. `core` is the text of strata/core.morph on both sides. */
export function inputOf(difference: Difference, patch?: Patch, core = ''): DiffInput {
  const texts = new SourceTexts(new Map([['strata/core.morph', core]]))
  return { difference, ...(patch ? { patch } : {}), titles: { before: 'HEAD', after: 'the work tree' }, texts: { before: texts, after: texts } }
}

/** A patch of changed files: path → hunks. */
export function patchOf(files: Readonly<Record<string, readonly string[]>>): Patch {
  const parts = Object.entries(files).map(([path, hunks]): PatchFile => {
    const lines = hunks.flatMap((hunk) => hunk.split('\n'))
    const starting = (sign: string): number => lines.filter((line) => line.startsWith(sign)).length
    return {
      from: path, to: path, binary: false, added: starting('+'), removed: starting('-'),
      text: `diff --git a/${path} b/${path}\n--- a/${path}\n+++ b/${path}\n${hunks.map((hunk) => `${hunk}\n`).join('')}`,
    }
  })
  return { text: parts.map(({ text }) => text).join(''), files: parts }
}
