/** A diagnostic where it belongs: below its line, or in a list. */
import { h } from '../dom.ts'
import { explained } from '../explain.ts'
import { newnessMark, severityMark } from '../marks.ts'
import type { Model } from '../model.ts'

/** Severity, message and code; the hint below; the page of `explain` folded, made when it is opened. */
export function diagnosticBox({ data }: Model, index: number): HTMLElement {
  const diagnostic = data.diagnostics[index]
  if (!diagnostic) return h('div')
  const { code, severity, message, hint, page, state } = diagnostic
  return h('article', { class: `diagnostic ${severity}${state === 'gone' ? ' gone' : ''}`, 'data-diagnostic': index, 'aria-label': `${severity} ${code}` },
    h('p', {}, severityMark(severity), ' ', newnessMark(state), ' ', message, ' ', h('code', { class: 'code-name' }, code)),
    hint !== undefined && h('p', { class: 'hint' }, hint),
    page !== undefined && pageFold(page))
}

/** The page of a code, folded. */
export function pageFold(page: string): HTMLElement {
  const fold = h('details', { class: 'explain' }, h('summary', {}, 'Explain'))
  fold.addEventListener('toggle', () => { if (fold.childElementCount === 1) fold.append(explained(page.replace(/^# .*\n+/, ''))) })
  return fold
}
