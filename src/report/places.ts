/** Where a diagnostic's place came to lie in the project: definitions span → element, file and line. Knows no diagnostics' meaning. */
import type { Span } from '../diagnostics/diagnostic.ts'
import type { SourceTexts } from '../diagnostics/source-text.ts'
import type { Conversion } from '../ir/conversion.ts'
import type { Definitions } from '../ir/definitions.ts'

/** A line of a generated file. */
export interface OutputPlace {
  readonly element: string
  /** Path in the project. */
  readonly path: string
  readonly line: number
}

interface Origin {
  readonly at: Span
  readonly element: string
}

/** Generated files by path, as far as this needs them. */
export type Generated = ReadonlyMap<string, string | Uint8Array>

/** Answers what became of a place in the definitions. */
export class Places {
  private readonly byFile = new Map<string, Origin[]>()
  /** Chunk file → the entry that made it an element. */
  private readonly entryOfFile = new Map<string, Span>()

  constructor(
    definitions: Pick<Definitions, 'chunks'>, conversion: Pick<Conversion, 'origins'>,
    private readonly texts: SourceTexts, private readonly tree: Generated,
  ) {
    for (const [element, at] of conversion.origins) {
      const list = this.byFile.get(at.file)
      if (list) list.push({ at, element })
      else this.byFile.set(at.file, [{ at, element }])
    }
    for (const list of this.byFile.values()) list.sort(byFit)
    for (const chunk of definitions.chunks.values()) this.entryOfFile.set(`${chunk.path}.morph`, chunk.at)
  }

  /** The place in the definitions, `strata/core.morph:41`. */
  source(span: Span): string {
    return `${span.file}:${this.texts.place(span).line}`
  }

  /** The line of a place in its file, from 1. */
  line(span: Span): number {
    return this.texts.place(span).line
  }

  /** What stands at a place, its first line. */
  words(span: Span): string {
    return (this.texts.text(span.file) ?? '').slice(span.start, span.end).split('\n', 1)[0]?.trim() ?? ''
  }

  /**
   * The line of the project that words about a place are about; nothing where no element was made from there. The line
   * is that of the first thing found: what `message` quotes, what stands at the place, `landmark`.
   */
  output(at: Span | undefined, message: string, landmark?: string): OutputPlace | undefined {
    const element = at && this.elementAt(at)
    if (!at || element === undefined) return undefined
    const path = `elements/${element}`
    const text = this.tree.get(path)
    if (typeof text !== 'string') return undefined
    const quoted = message.split('`').filter((_, index) => index % 2 === 1)
    const needles = [...quoted, this.words(at).replace(/^(["'])(.*)\1$/, '$2'), landmark ?? '']
    return { element, path, line: lineOf(text, needles.filter((needle) => needle.length > 2)) }
  }

  /** The element made from the smallest definition around a span, or of the chunk whose file it is in. */
  private elementAt(at: Span): string | undefined {
    const around = this.byFile.get(at.file)?.find((origin) => origin.at.start <= at.start && at.start <= Math.max(origin.at.end, origin.at.start))
    if (around) return around.element
    const entry = this.entryOfFile.get(at.file)
    return entry && this.byFile.get(entry.file)?.find((origin) => origin.at.start === entry.start)?.element
  }

}

/** Small spans first; of equal ones the element with the shorter name, which is the definition's own. */
function byFit(a: Origin, b: Origin): number {
  return (a.at.end - a.at.start) - (b.at.end - b.at.start) || a.at.start - b.at.start
    || a.element.length - b.element.length || (a.element < b.element ? -1 : 1)
}

function lineOf(text: string, needles: readonly string[]): number {
  for (const needle of needles) {
    const at = text.indexOf(needle)
    if (at !== -1) return text.slice(0, at).split('\n').length
  }
  return 1
}
