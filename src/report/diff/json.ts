/** A difference for programs: one object, as `schemas/difference.schema.json` says. Leaves nothing out. */
import { diagnosticFact, placeFact } from '../../diagnostics/render-json.ts'
import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { SourceTexts } from '../../diagnostics/source-text.ts'
import type { Change, ChangePlace, FileDifference, PatchFile, RefFact } from '../../ir/difference.ts'
import { changeWords } from './change-words.ts'
import { fileCounts } from './headline.ts'
import type { DiffInput } from './input.ts'

/** Raised when a reader of the old form would misunderstand the new one; not for further keys. */
const VERSION = 1

/** The object in one line, with a line feed. */
export function diffJson({ difference, patch, titles, texts, passedOver = 0 }: DiffInput): string {
  const { changes, files, systems, diagnostics } = difference
  const gone = new Set(files.filter(({ state }) => state === 'removed').map(({ path }) => path))
  const parts = new Map(patch?.files.map((file) => [file.to ?? file.from, file]))
  const sideOf = ({ path }: ChangePlace): SourceTexts => (gone.has(path) ? texts.before : texts.after)
  return `${JSON.stringify({
    type: 'difference', version: VERSION, before: titles.before, after: titles.after,
    counts: fileCounts(difference),
    systems: { all: systems.all, added: systems.added, removed: systems.removed, moved: systems.moved.map(({ from, to }) => ({ from, to })), changed: systems.changed },
    changes: changes.map((change) => changeFact(change, sideOf)),
    files: files.map((file) => fileFact(file, parts.get(file.path))),
    diagnostics: { appeared: facts(diagnostics.appeared, texts.after), gone: facts(diagnostics.gone, texts.before), passedOver },
  })}\n`
}

function facts(diagnostics: readonly Diagnostic[], texts: SourceTexts): readonly unknown[] {
  return diagnostics.map((diagnostic) => diagnosticFact(diagnostic, texts))
}

function changeFact(change: Change, sideOf: (place: ChangePlace) => SourceTexts): unknown {
  const { topic, state, key, before, after, removed, added, reordered, ref, places, together, systems, follows } = change
  return {
    topic, state, text: changeWords(change), key, before, after, removed, added, reordered,
    ...ref ? { ref: { url: ref.url, before: refFact(ref.before), after: refFact(ref.after) } } : {},
    places: places.map((place) => placeOf(place, sideOf(place))), together, systems, follows,
  }
}

function refFact(fact: RefFact | undefined): unknown {
  return fact ? { ref: fact.ref, name: fact.name } : null
}

function placeOf({ path, from, element, origin }: ChangePlace, texts: SourceTexts): unknown {
  return { path, from, element, ...origin ? { definition: placeFact(origin, texts) } : {} }
}

/** Lines are counted where the unified diff is at hand and has any. */
function fileFact({ state, path, from, systems }: FileDifference, part: PatchFile | undefined): unknown {
  const lines = part === undefined ? {} : part.binary ? { binary: true } : { addedLines: part.added, removedLines: part.removed }
  return { state, path, from, systems, ...lines }
}
