/** Lights up lines that belong together, on both sides, with the thread between them. */
import { calm } from '../dom.ts'
import { linkOf, type LineAt, type LineRange } from '../line-map.ts'
import type { Model } from '../model.ts'
import type { CodeBlock } from './code-block.ts'
import type { Connector } from './connector.ts'

/** `lit` while a pointer or the focus is on a line, `pinned` while a line is held. */
type Light = 'lit' | 'pinned'

/** The page's part that is lit. */
export interface Stage {
  readonly element: HTMLElement
  /** Definitions, project. */
  readonly columns: readonly [HTMLElement, HTMLElement]
  readonly thread: Connector
  readonly blockOf: (file: number) => CodeBlock | undefined
  /** Project files that are shown. */
  readonly within: readonly number[]
}

export interface Lights {
  /** Lights what belongs to a line, and says whether anything does; `follow`: the other side is moved so that it can be seen. */
  readonly up: (at: LineAt, light: Light, follow: boolean) => boolean
  readonly out: (light: Light) => void
}

/** At most so many lines of a stretch are lit. */
const MOST = 400

/** Lights for a stage. */
export function createLights(model: Model, { element, columns, thread, blockOf, within }: Stage): Lights {
  const linesOf = (ranges: readonly LineRange[]): readonly (readonly HTMLElement[])[] => ranges.map(({ file, from, to }) => {
    const block = blockOf(file)
    return Array.from({ length: Math.min(MOST, to - from + 1) }, (_, index) => block?.shownLine(from + index)).filter((line) => line !== undefined)
  }).filter((lines) => lines.length > 0)
  const out = (light: Light): void => {
    for (const line of element.querySelectorAll(`.line.${light}`)) line.classList.remove(light)
  }
  return {
    out,
    up: (at, light, follow) => {
      out(light)
      const link = linkOf(model, at, within)
      if (!link) return false
      const side = model.data.files[at.file]?.side === 'project' ? 'definitions' : 'project'
      const [other] = link[side]
      if (follow && other) {
        const target = linesOf(link[side])[0]?.[0] ?? blockOf(other.file)?.line(other.from)
        if (target) bringIntoView(target, columns[side === 'definitions' ? 0 : 1])
      }
      const ends = [linesOf(link.definitions), linesOf(link.project)] as const
      for (const line of ends.flat(2)) line.classList.add(light)
      thread.join(...ends, columns)
      return true
    },
  }
}

/** Scrolls a column so that a line lies in its upper third, if it cannot be seen. */
export function bringIntoView(line: HTMLElement, column: HTMLElement): void {
  const at = line.getBoundingClientRect()
  const frame = column.getBoundingClientRect()
  if (frame.height === 0 || (at.top >= frame.top + 34 && at.bottom <= frame.bottom - 8)) return
  column.scrollTo({ top: column.scrollTop + at.top - frame.top - frame.height / 3, behavior: calm() ? 'auto' : 'smooth' })
}
