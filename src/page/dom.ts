/** Makes elements. All text goes in as text, never as markup. */

type Value = string | number | boolean | undefined | ((event: never) => void)
type Child = Node | string | number | undefined | false | readonly Child[]

/** An HTML element: attributes by name, listeners as `onclick` and so on; `false` and nothing leave an attribute out. */
export function h<K extends keyof HTMLElementTagNameMap>(tag: K, attributes: Readonly<Record<string, Value>> = {}, ...children: readonly Child[]): HTMLElementTagNameMap[K] {
  return filled(document.createElement(tag), attributes, children)
}

/** The same in SVG. */
export function svg<K extends keyof SVGElementTagNameMap>(tag: K, attributes: Readonly<Record<string, Value>> = {}, ...children: readonly Child[]): SVGElementTagNameMap[K] {
  return filled(document.createElementNS('http://www.w3.org/2000/svg', tag), attributes, children)
}

/** The element of the skeleton with this id. */
export function byId(id: string): HTMLElement {
  const found = document.getElementById(id)
  if (!found) throw new Error(`the page lacks #${id}`)
  return found
}

/** Puts children in the place of all there are. */
export function fill(parent: Element, ...children: readonly Child[]): void {
  parent.replaceChildren(...nodesOf(children))
}

/** Words with a number: `1 chunk`, `2 chunks`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`
}

/** Whether a person asked for little movement. */
export function calm(): boolean {
  return matchMedia('(prefers-reduced-motion: reduce)').matches
}

function filled<E extends Element>(element: E, attributes: Readonly<Record<string, Value>>, children: readonly Child[]): E {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name.slice(2), value as EventListener)
    else if (value !== undefined && value !== false) element.setAttribute(name, value === true ? '' : String(value))
  }
  element.append(...nodesOf(children))
  return element
}

function nodesOf(children: readonly Child[]): (Node | string)[] {
  return children.flatMap((child): (Node | string)[] => {
    if (child === undefined || child === false) return []
    if (child instanceof Node || typeof child === 'string') return [child]
    return typeof child === 'number' ? [String(child)] : nodesOf(child)
  })
}
