/**
 * The frame of the page: its places, empty. The file around it holds `<div id="app"></div>`, the {@link PageData} as
 * `<script type="application/json" id="data">`, and behind these the program (main.ts, bundled), which starts itself;
 * style.css stands in the head.
 *
 * What tests may hold on to, all stable:
 * - `html[data-ready]` is set when the first graph stands; `html[data-theme]` is `light`, `dark` or absent (as the system has it).
 * - `html[data-pane]`: on a narrow screen the pane shown, `list`, `graph` or `details`; tabs `[data-pane-tab=…]`.
 * - `#search` the box, `#results [role=option]` what was found, each with `data-group`; `#help` the dialog of keys.
 * - `#system`, `#stratum` the choices; `[data-severity=error|warning|note]` and `[data-filter=changed]` the switches, with `aria-pressed`.
 * - `#theme` the switch of light and dark; `#counts` the counts; `#facts` the facts.
 * - Lists: `[role=tab][data-list=changes|outline|diagnostics|files]` and the panel `#list`; in it `[role=treeitem]` with `data-key`
 *   (outline, files), `[data-code]` groups and `[data-diagnostic=INDEX]` (diagnostics), `[data-change=INDEX]` (changes).
 * - Graph: `#graph svg`; `[data-stratum=PATH]` and `[data-chunk=PATH]` its boxes, with `data-state`, `aria-expanded` for an open
 *   stratum; `[data-action=zoom-in|zoom-out|fit|open]`.
 * - Details: `#details[data-kind][data-key]`; `[data-file="SIDE:PATH"]` each file shown, in it `.line[data-line=N]` with
 *   `.mapped`, `.lit`, `.pinned`, `.marked`; `[data-diagnostic=INDEX]` in place; `[data-view=files|diff]`; `[data-diff=unified|split]`.
 */
import { byId, fill, h } from './dom.ts'

/** Puts the frame in its place. */
export function makeFrame(): void {
  fill(byId('app'),
    h('a', { class: 'skip', href: '#list', onclick: (event: Event) => { event.preventDefault(); byId('list').focus() } }, 'Skip to the lists'),
    top(),
    h('div', { id: 'filters', role: 'group', 'aria-label': 'Filters' }),
    h('nav', { id: 'panes', 'aria-label': 'Panes' }),
    h('main', { id: 'frame' },
      h('section', { id: 'side', 'data-pane': 'list', 'aria-label': 'Lists' },
        h('div', { id: 'list-tabs', role: 'tablist', 'aria-label': 'Lists' }),
        h('div', { id: 'list', role: 'tabpanel', tabindex: -1 })),
      h('div', { id: 'side-handle', class: 'handle', role: 'separator', 'aria-orientation': 'vertical', 'aria-label': 'Width of the lists', tabindex: 0 }),
      h('div', { id: 'work' },
        h('section', { id: 'graph', 'data-pane': 'graph', 'aria-label': 'Graph' }),
        h('div', { id: 'work-handle', class: 'handle', role: 'separator', 'aria-orientation': 'horizontal', 'aria-label': 'Height of the graph', tabindex: 0, hidden: true }),
        h('section', { id: 'details', 'data-pane': 'details', 'aria-label': 'Details', tabindex: -1, hidden: true }))),
    h('dialog', { id: 'help', 'aria-labelledby': 'help-title' }),
    h('dialog', { id: 'facts', 'aria-labelledby': 'facts-title' }),
    h('div', { id: 'said', class: 'unseen', role: 'status', 'aria-live': 'polite' }),
    h('section', { id: 'paper', 'aria-hidden': 'true' }))
}

function top(): HTMLElement {
  return h('header', { id: 'top' },
    h('div', { class: 'title' }, h('h1', { id: 'title' }), h('p', { id: 'subtitle' })),
    h('div', { class: 'find', role: 'search' },
      h('input', {
        id: 'search', type: 'search', role: 'combobox', 'aria-expanded': 'false', 'aria-controls': 'results', 'aria-autocomplete': 'list', autocomplete: 'off', spellcheck: 'false',
        placeholder: 'Search names and text', 'aria-label': 'Search',
      }),
      h('kbd', { 'aria-hidden': 'true' }, '/'),
      h('div', { id: 'results', role: 'listbox', 'aria-label': 'Results', hidden: true })),
    h('div', { class: 'tools' },
      h('button', { id: 'facts-button', type: 'button', 'aria-haspopup': 'dialog' }, 'Facts'),
      h('button', { id: 'theme', type: 'button', 'aria-label': 'Light or dark' }),
      h('button', { id: 'help-button', type: 'button', 'aria-label': 'Keys', title: 'Keys (?)', 'aria-haspopup': 'dialog' }, '?')))
}
