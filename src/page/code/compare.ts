/** Definitions beside what became of them: two columns, and a mark from lines of one to those of the other. */
import { h } from '../dom.ts'
import { linkOf, type LineAt } from '../line-map.ts'
import { shortName, type Model } from '../model.ts'
import type { CodeBlock } from './code-block.ts'
import { codeBlock, type BlockInput } from './code-block.ts'
import { connector } from './connector.ts'
import { bringIntoView, createLights } from './lights.ts'

/** What to set beside each other. */
export interface CompareInput {
  readonly definitions: readonly Omit<BlockInput, 'within' | 'onLink'>[]
  readonly project: readonly Omit<BlockInput, 'within' | 'onLink'>[]
}

/** What a person does with it. */
export interface CompareEvents {
  readonly onLink: BlockInput['onLink']
  /** A line was chosen, or none any more. */
  readonly onPin: (line: LineAt | undefined) => void
}

/** The columns in the page. */
export interface Compare {
  readonly element: HTMLElement
  /** Goes to a line and marks it. Says whether it is there. */
  readonly show: (at: LineAt) => boolean
  /** Puts the first mapped lines in reach, once the columns are in the page. */
  readonly settle: () => void
}

/** How long a pointer rests on a line before the other side follows, in milliseconds. */
const REST = 90

/** Makes it. */
export function compare(model: Model, input: CompareInput, { onLink, onPin }: CompareEvents): Compare {
  const within = input.project.map(({ file }) => file)
  const blocksOf = (list: CompareInput['project']): readonly CodeBlock[] => list.map((one) => codeBlock(model, { ...one, within, onLink }))
  const left = blocksOf(input.definitions)
  const right = blocksOf(input.project)
  const both = [...left, ...right]
  const column = (side: 'definitions' | 'project', title: string, blocks: readonly CodeBlock[]): HTMLElement =>
    h('div', { class: 'column', 'data-side': side, role: 'region', 'aria-label': title }, blocks.length ? blocks.map(({ element }) => element) : h('p', { class: 'empty' }, side === 'project' ? 'Nothing of the project is made of it alone.' : 'No definition of its own.'))
  const columns = [column('definitions', 'Definitions', left), column('project', 'Project', right)] as const
  const thread = connector()
  const tabs = (['definitions', 'project'] as const).map((side) => h('button', { type: 'button', 'data-column': side, onclick: () => turn(side) }, side === 'definitions' ? 'Definitions' : 'Project'))
  const counterpart = h('button', { type: 'button', class: 'counterpart', hidden: true, onclick: () => {
    turn(element.dataset['shown'] === 'definitions' ? 'project' : 'definitions')
    if (pinned) light.up(pinned, 'pinned', true)
  } })
  const element = h('div', { class: 'compare', 'data-shown': 'definitions' },
    h('div', { class: 'column-tabs' }, tabs), columns[0], thread.element, columns[1], counterpart)
  let pinned: LineAt | undefined
  let resting: number | undefined

  const turn = (side: string): void => {
    element.dataset['shown'] = side
    tellCounterpart()
    for (const tab of tabs) tab.setAttribute('aria-pressed', String(tab.dataset['column'] === side))
  }

  /** Where only one column has room: a button that leads to the other side of the line held. */
  const tellCounterpart = (): void => {
    const link = pinned && linkOf(model, pinned, within)
    const to = element.dataset['shown'] === 'definitions' ? link?.project[0] : link?.definitions[0]
    counterpart.hidden = !to
    if (to) counterpart.textContent = `${shortName(model.data.files[to.file]?.path ?? '')}, line ${to.from} →`
  }

  const lineAt = (target: EventTarget | null): LineAt | undefined => {
    const line = target instanceof Element ? target.closest<HTMLElement>('.line') : null
    const file = line?.closest<HTMLElement>('[data-file]')
    const block = both.find((one) => one.element === file)
    return block && line ? { file: block.file, line: Number(line.dataset['line']) } : undefined
  }
  const isProject = (file: number): boolean => model.data.files[file]?.side === 'project'
  const blockOf = (file: number): CodeBlock | undefined => both.find((one) => one.file === file)
  const light = createLights(model, { element, columns, thread, blockOf, within })

  const pin = (at: LineAt | undefined): void => {
    pinned = at && linkOf(model, at, within) ? at : undefined
    element.classList.toggle('has-pin', pinned !== undefined)
    tellCounterpart()
    light.out('lit')
    light.out('pinned')
    if (pinned) light.up(pinned, 'pinned', true)
    else thread.clear()
  }
  /** Back to what is held, if anything is. */
  const rest = (): void => {
    light.out('lit')
    if (pinned) light.up(pinned, 'pinned', false)
    else thread.clear()
  }

  turn(left.length ? 'definitions' : 'project')
  element.addEventListener('pointerover', (event) => {
    if (event.pointerType === 'touch') return
    clearTimeout(resting)
    const at = lineAt(event.target)
    resting = window.setTimeout(() => {
      if (!at || !light.up(at, 'lit', pinned === undefined)) rest()
    }, REST)
  })
  element.addEventListener('pointerleave', () => {
    clearTimeout(resting)
    rest()
  })
  element.addEventListener('focusin', (event) => {
    const at = lineAt(event.target)
    if (at) light.up(at, 'lit', pinned === undefined)
  })
  element.addEventListener('click', (event) => {
    const at = lineAt(event.target)
    if (!at || getSelection()?.isCollapsed === false) return
    choose(pinned?.file === at.file && pinned.line === at.line ? undefined : at)
  })
  element.addEventListener('keydown', (event) => {
    const line = event.target instanceof HTMLElement && event.target.classList.contains('line') ? event.target : undefined
    if (!line) return
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const lines = [...element.querySelectorAll<HTMLElement>(`.column[data-side=${line.closest<HTMLElement>('.column')?.dataset['side'] ?? ''}] .line.mapped`)]
      moveFocus(line, lines[lines.indexOf(line) + (event.key === 'ArrowDown' ? 1 : -1)])
    } else if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') {
      moveFocus(line, element.querySelector<HTMLElement>(`.column[data-side=${event.key === 'ArrowLeft' ? 'definitions' : 'project'}] .line.${pinned ? 'pinned' : 'lit'}`) ?? undefined)
    } else if (event.key === 'Enter' || event.key === ' ') choose(lineAt(line))
    else return
    event.preventDefault()
  })
  for (const one of columns) one.addEventListener('scroll', () => thread.redraw(), { passive: true })
  new ResizeObserver(() => thread.redraw()).observe(element)

  const mark = (at: LineAt): HTMLElement | undefined => {
    for (const line of element.querySelectorAll('.line.marked')) line.classList.remove('marked')
    const line = blockOf(at.file)?.line(at.line)
    line?.classList.add('marked')
    return line
  }
  const choose = (at: LineAt | undefined): void => {
    pin(at)
    if (at) mark(at)
    onPin(at)
  }
  return {
    element,
    show: (at) => {
      const line = mark(at)
      if (!line) return false
      turn(isProject(at.file) ? 'project' : 'definitions')
      bringIntoView(line, columns[isProject(at.file) ? 1 : 0])
      pin(at)
      return true
    },
    settle: () => { for (const one of columns) one.querySelector<HTMLElement>('.line.mapped')?.setAttribute('tabindex', '0') },
  }
}

function moveFocus(from: HTMLElement, to: HTMLElement | undefined): void {
  if (!to) return
  from.tabIndex = -1
  to.tabIndex = 0
  to.focus()
}
