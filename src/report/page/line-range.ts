/** Stretches of the definitions as lines. */
import type { Span } from '../../diagnostics/diagnostic.ts'
import type { SourceTexts } from '../../diagnostics/source-text.ts'

/** First and last line of a span, counted from 1; white space at its end does not count. */
export function lineRange(span: Span, texts: SourceTexts): readonly [number, number] {
  const words = (texts.text(span.file) ?? '').slice(span.start, span.end).trimEnd()
  const first = texts.place(span).line
  return [first, words === '' ? first : texts.place({ ...span, start: span.start + words.length - 1 }).line]
}
