/** Input texts and the places in them: offsets → line and column. Knows nothing of YAML. */
import type { Span } from './diagnostic.ts'

/** A place as people name it: both numbers count from 1, columns in UTF-16 units. */
export interface Place {
  readonly file: string
  readonly line: number
  readonly column: number
}

/** The input texts of a run; answers where an offset is. Line starts are found once a file, when first asked for. */
export class SourceTexts {
  private readonly starts = new Map<string, readonly number[]>()

  constructor(private readonly texts: Pick<ReadonlyMap<string, string>, 'get'>) {}

  /** The text of a file, if it is one of the inputs. */
  text(file: string): string | undefined {
    return this.texts.get(file)
  }

  /** The place of a span's start; line 1, column 1 for a file that is not at hand. */
  place(span: Span): Place {
    const starts = this.lineStarts(span.file)
    let low = 0
    let high = starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((starts[middle] ?? 0) <= span.start) low = middle
      else high = middle - 1
    }
    return { file: span.file, line: low + 1, column: span.start - (starts[low] ?? 0) + 1 }
  }

  /** A whole line (counted from 1) without its line end. */
  line(file: string, number: number): string {
    const text = this.texts.get(file) ?? ''
    const starts = this.lineStarts(file)
    const from = starts[number - 1]
    if (from === undefined) return ''
    const to = starts[number]
    return text.slice(from, to === undefined ? text.length : to - 1).replace(/\r$/, '')
  }

  private lineStarts(file: string): readonly number[] {
    const known = this.starts.get(file)
    if (known) return known
    const text = this.texts.get(file) ?? ''
    const starts = [0]
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
    this.starts.set(file, starts)
    return starts
  }
}
