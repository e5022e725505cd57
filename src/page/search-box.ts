/** The search: a box, and what was found below it. */
import { byId, fill, h } from './dom.ts'
import { search, searchTexts, type Hit } from './search.ts'
import { wordsOf } from './filters.ts'
import { select, type Store } from './store.ts'

/** How long typing rests before text is looked through, in milliseconds. */
const REST = 80

/** Sets the box up. */
export function setUpSearch(store: Store): void {
  const input = byId('search') as HTMLInputElement
  const results = byId('results')
  const texts = searchTexts(store.model)
  let hits: readonly Hit[] = []
  let at = 0
  let resting: number | undefined

  const close = (): void => {
    results.hidden = true
    input.setAttribute('aria-expanded', 'false')
    input.removeAttribute('aria-activedescendant')
  }
  const move = (to: number): void => {
    if (hits.length === 0) return
    at = (to + hits.length) % hits.length
    for (const [index, option] of results.querySelectorAll('[role=option]').entries()) {
      option.setAttribute('aria-selected', String(index === at))
      if (index === at) option.scrollIntoView({ block: 'nearest' })
    }
    input.setAttribute('aria-activedescendant', `hit-${at}`)
  }
  const choose = (hit: Hit | undefined): void => {
    if (!hit) return
    close()
    input.blur()
    select(store, hit.selection, hit.line, hit.line && 'files')
  }
  const look = (): void => {
    clearTimeout(resting)
    resting = undefined
    hits = search(store.model, texts, input.value)
    if (input.value.trim() === '') {
      close()
      return
    }
    const words = wordsOf(input.value)
    let group = ''
    fill(results, hits.length === 0 ? h('p', { class: 'empty' }, 'Nothing found.') : hits.flatMap((hit, index) => {
      const head = hit.group === group ? [] : [h('div', { class: 'group', role: 'presentation' }, hit.group)]
      group = hit.group
      return [...head, h('div', { 'role': 'option', 'id': `hit-${index}`, 'data-group': hit.group, 'aria-selected': 'false', 'onpointerdown': (event: Event) => event.preventDefault(), 'onclick': () => choose(hit) },
        h('span', { class: hit.group === 'Text' ? 'words mono' : 'words' }, marked(hit.title, words)), h('small', {}, marked(hit.detail, words)))]
    }))
    results.hidden = false
    input.setAttribute('aria-expanded', 'true')
    move(0)
    byId('said').textContent = hits.length === 0 ? 'Nothing found' : `${hits.length} found`
  }

  input.addEventListener('input', () => {
    clearTimeout(resting)
    resting = window.setTimeout(look, REST)
  })
  input.addEventListener('focus', () => { if (input.value.trim() !== '') look() })
  input.addEventListener('blur', () => setTimeout(close, 120))
  input.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown') move(at + 1)
    else if (event.key === 'ArrowUp') move(at - 1)
    else if (event.key === 'Enter') {
      if (results.hidden || resting !== undefined) look()
      choose(hits[at])
    } else if (event.key === 'Escape') {
      if (results.hidden) input.blur()
      close()
      event.stopPropagation()
    } else return
    event.preventDefault()
  })
}

/** The words that were looked for, marked. */
function marked(text: string, words: readonly string[]): readonly (string | HTMLElement)[] {
  const pattern = words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')
  return text.split(new RegExp(`(${pattern})`, 'i')).map((part, index) => index % 2 === 1 ? h('mark', {}, part) : part)
}
