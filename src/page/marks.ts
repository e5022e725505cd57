/** Small marks used everywhere: severities, states, counts. Never by colour alone. */
import type { PageDiagnostic, PageState } from './data.ts'
import { h } from './dom.ts'
import type { Severity } from './place.ts'

/** A letter for each state, as git and patches have them. */
export const STATE_SIGNS: Readonly<Record<PageState, string>> = { added: '+', removed: '−', moved: '→', changed: '●' }
export const SEVERITY_SIGNS: Readonly<Record<Severity, string>> = { error: '✕', warning: '!', note: 'i' }

/** How something differs. */
export function stateMark(state: PageState | undefined): HTMLElement | undefined {
  return state && h('span', { class: `state ${state}`, title: state, role: 'img', 'aria-label': state }, STATE_SIGNS[state])
}

/** How grave something is; with a number if one is given. */
export function severityMark(severity: Severity, count?: number): HTMLElement {
  const label = count === undefined ? severity : `${count} ${severity}${count === 1 ? '' : 's'}`
  return h('span', { class: `severity ${severity}`, title: label, role: 'img', 'aria-label': label }, h('i', {}, SEVERITY_SIGNS[severity]), count !== undefined && String(count))
}

/** That a diagnostic came or went. */
export function newnessMark(state: PageDiagnostic['state']): HTMLElement | undefined {
  return state && h('span', { class: `newness ${state}` }, state === 'appeared' ? 'new' : 'gone')
}
