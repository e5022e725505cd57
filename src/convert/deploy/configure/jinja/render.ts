/** Templates of Jinja2 → text. */
import { withEngine } from './engine.ts'
import type { TemplateEnvironment } from './library.ts'

/** What became of a template. */
export type Rendered =
  /** `missing`: variables that it uses and that are not there, sorted. */
  | { readonly text: string; readonly missing: readonly string[] }
  /** What is wrong, and in which template and line, as far as that is known. */
  | { readonly fault: string; readonly template?: string; readonly line?: number }

/** Renders the template `name`; `load` gives the text of a template by name. Never throws. */
export function renderJinja(name: string, load: (name: string) => string | undefined, variables: ReadonlyMap<string, string>): Rendered {
  return withEngine((engine, { missing, optional, templates }) => {
    const textOf = (wanted: string): string | undefined => load(wanted)?.replace(/\r\n?/g, '\n')
    try {
      const loader = {
        getSource: (wanted: string) => {
          const src = textOf(wanted)
          return src === undefined ? null : { src, path: wanted, noCache: true }
        },
      }
      const environment: TemplateEnvironment = new engine.Environment([loader], { autoescape: false })
      // What every object of JavaScript has is no filter, test or variable of a template.
      Object.setPrototypeOf(environment.filters, null)
      Object.setPrototypeOf(environment.tests, null)
      environment.addGlobal('range', range)
      // The library cannot end well where it finds such a fault on its way.
      const check = (wanted: string, trail: readonly string[]): void => {
        const src = textOf(wanted)
        if (trail.includes(wanted)) throw new Error(`(${trail.at(-1) ?? name})\nit leads back to "${wanted}"`)
        if (src === undefined) return
        templates.length = 0
        new engine.Template(src, environment, wanted, true)
        for (const next of [...templates]) check(next, [...trail, wanted])
      }
      check(name, [])
      const text = environment.render(name, Object.fromEntries(variables))
      return { text, missing: [...missing].filter((variable) => !optional.has(variable)).sort() }
    } catch (error) {
      return faultOf(error)
    }
  })
}

/** As many as Jinja2's sandbox allows. */
const MAX_RANGE = 100_000

function range(first: number, end?: number, step = 1): readonly number[] {
  const [from, to] = end === undefined ? [0, first] : [first, end]
  const count = Math.max(0, Math.ceil((to - from) / step))
  if (!(count <= MAX_RANGE)) throw new Error(`range() gives more than ${MAX_RANGE} numbers`)
  return Array.from({ length: count }, (_, index) => from + index * step)
}

/** The library's messages begin with the places of all templates that lead to the fault, `(name) [Line 1, Column 2]`. */
function faultOf(error: unknown): Rendered {
  const text = error instanceof Error ? error.message : String(error)
  const lines = text.split('\n').map((line) => line.trim().replace(/^(?:Template render error|Error): /, ''))
  const places = lines.map((line) => PLACE.exec(line))
  const [, template, line] = places.findLast((place) => place !== null) ?? []
  const fault = lines.filter((words, index) => words !== '' && places[index] === null).join(' ')
  return { fault: fault || 'it is no template', ...(template === undefined ? {} : { template }), ...(line === undefined ? {} : { line: Number(line) }) }
}

const PLACE = /^\((.*)\)(?: \[Line (\d+)(?:, Column \d+)?\])?$/
