/** Rows of long files, made in groups when they come near the screen. */

/** Rows in the page, and how to have one that is not made yet. */
export interface LazyRows {
  readonly element: HTMLElement
  /** The row of this index, made if need be. */
  readonly row: (index: number) => HTMLElement | undefined
}

/** Rows of a group, and how far from the screen a group is made, in pixels. */
const GROUP = 80
const AHEAD = 600

/** A way to make rows: `make` gives what belongs to a row, its own element first; `height` is that of one in pixels, as a guess. */
export type MakeRows = (count: number, make: (index: number) => readonly HTMLElement[], height: number) => LazyRows

/** All rows at once: for paper, which nobody scrolls. */
export const allRows: MakeRows = (count, make) => {
  const element = document.createElement('div')
  element.className = 'rows'
  const rows = Array.from({ length: count }, (_, index) => make(index))
  element.append(...rows.flat())
  return { element, row: (index) => rows[index]?.[0] }
}

/** `make` gives what belongs to a row, its own element first. The first group is made at once. `height` is a guess for those to come. */
export function lazyRows(count: number, make: (index: number) => readonly HTMLElement[], height: number): LazyRows {
  const element = document.createElement('div')
  element.className = 'rows'
  const made = new Map<number, readonly HTMLElement[]>()
  const groups: HTMLElement[] = []
  const fillGroup = (group: number): void => {
    const holder = groups[group]
    if (!holder || made.has(group)) return
    const rows: HTMLElement[] = []
    const fragment = document.createDocumentFragment()
    for (let index = group * GROUP; index < Math.min(count, (group + 1) * GROUP); index++) {
      const parts = make(index)
      const [first] = parts
      if (first) rows.push(first)
      fragment.append(...parts)
    }
    made.set(group, rows)
    holder.style.minHeight = ''
    holder.replaceChildren(fragment)
  }
  const observer = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue
      observer.unobserve(target)
      fillGroup(groups.indexOf(target as HTMLElement))
    }
  }, { rootMargin: `${AHEAD}px` })
  for (let start = 0; start < count; start += GROUP) {
    const holder = document.createElement('div')
    holder.className = 'group'
    holder.style.minHeight = `${Math.min(GROUP, count - start) * height}px`
    groups.push(holder)
    element.append(holder)
    if (start === 0) fillGroup(0)
    else observer.observe(holder)
  }
  return {
    element,
    row: (index) => {
      const group = Math.floor(index / GROUP)
      fillGroup(group)
      return made.get(group)?.[index % GROUP]
    },
  }
}
