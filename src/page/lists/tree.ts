/** A tree to open and walk by keys, as ARIA has it. Branches are made when they are opened. */
import { fill, h } from '../dom.ts'

/** A leaf or a branch. */
export interface TreeItem {
  readonly key: string
  readonly label: readonly (Node | string | undefined)[]
  /** What a reader says instead of the label. */
  readonly name?: string
  /** Of a branch. */
  readonly children?: () => readonly TreeItem[]
  readonly open?: boolean
  readonly current?: boolean
  /** Chosen; a branch without it opens. */
  readonly onChoose?: () => void
}

/** Puts a tree in an element. `label` is its name for readers. */
export function showTree(parent: HTMLElement, label: string, items: readonly TreeItem[], empty: string): void {
  const root = h('ul', { class: 'tree', role: 'tree', 'aria-label': label })
  fill(root, items.map((item) => itemElement(item, 1)))
  const first = root.querySelector<HTMLElement>('[aria-current=true]') ?? root.querySelector<HTMLElement>('[role=treeitem]')
  first?.setAttribute('tabindex', '0')
  root.addEventListener('keydown', (event) => {
    if (event.target instanceof HTMLElement && event.target.getAttribute('role') === 'treeitem' && walk(root, event.target, event.key)) event.preventDefault()
  })
  fill(parent, items.length === 0 ? h('p', { class: 'empty' }, empty) : root)
}

function itemElement(item: TreeItem, level: number): HTMLElement {
  const { children } = item
  const twig = h('span', { class: 'twig', 'aria-hidden': true })
  const row = h('div', { class: 'row' }, twig, h('span', { class: 'label' }, item.label))
  const element = h('li', {
    'role': 'treeitem', 'data-key': item.key, 'tabindex': -1, 'aria-level': level, 'aria-label': item.name, 'aria-current': item.current ? 'true' : undefined,
    'aria-expanded': children ? String(item.open ?? false) : undefined,
  }, row)
  row.style.setProperty('--level', String(level))
  const group = children && h('ul', { role: 'group' })
  const setOpen = (open: boolean): void => {
    if (!children || !group) return
    element.setAttribute('aria-expanded', String(open))
    if (open && !group.firstChild) fill(group, children().map((child) => itemElement(child, level + 1)))
    if (open) element.append(group)
    else group.remove()
  }
  if (item.open) setOpen(true)
  row.addEventListener('click', (event) => {
    const isOpen = element.getAttribute('aria-expanded') === 'true'
    if (event.target === twig || !item.onChoose) setOpen(!isOpen)
    else {
      if (!isOpen) setOpen(true)
      item.onChoose()
    }
    focusItem(element)
  })
  element.addEventListener('tree-open', (event) => {
    event.stopPropagation()
    setOpen((event as CustomEvent<boolean>).detail)
  })
  return element
}

/** What a key does; whether it does something. */
function walk(root: HTMLElement, item: HTMLElement, key: string): boolean {
  const all = [...root.querySelectorAll<HTMLElement>('[role=treeitem]')]
  const at = all.indexOf(item)
  const isOpen = item.getAttribute('aria-expanded') === 'true'
  const isBranch = item.hasAttribute('aria-expanded')
  const open = (value: boolean): void => { item.dispatchEvent(new CustomEvent('tree-open', { detail: value })) }
  switch (key) {
    case 'ArrowDown': focusItem(all[at + 1]); return true
    case 'ArrowUp': focusItem(all[at - 1]); return true
    case 'Home': focusItem(all[0]); return true
    case 'End': focusItem(all.at(-1)); return true
    case 'ArrowRight':
      if (isBranch && !isOpen) open(true)
      else if (isOpen) focusItem(all[at + 1])
      return true
    case 'ArrowLeft':
      if (isOpen) open(false)
      else focusItem(item.parentElement?.closest<HTMLElement>('[role=treeitem]') ?? undefined)
      return true
    case 'Enter': case ' ':
      item.querySelector<HTMLElement>('.row')?.click()
      return true
    default: return false
  }
}

function focusItem(item: HTMLElement | undefined): void {
  if (!item) return
  for (const one of item.closest('[role=tree]')?.querySelectorAll('[role=treeitem][tabindex="0"]') ?? []) one.setAttribute('tabindex', '-1')
  item.setAttribute('tabindex', '0')
  item.focus({ preventScroll: true })
  item.querySelector('.row')?.scrollIntoView({ block: 'nearest' })
}
