/** Templates of Jinja2 → text. */
import { withEngine, type Names } from './engine.ts'
import type { Library, TemplateEnvironment, TemplateLoader } from './library.ts'

/** What became of a template. */
export type Rendered =
  /** `missing`: variables that it uses and that are not there, sorted. */
  | { readonly text: string; readonly missing: readonly string[] }
  /** What is wrong, and in which template and line, as far as that is known. */
  | { readonly fault: string; readonly template?: string; readonly line?: number }

/** Renders the template `name`; `load` gives the text of a template by name. Never throws. */
export function renderJinja(name: string, load: (name: string) => string | undefined, variables: ReadonlyMap<string, string>): Rendered {
  return withEngine((engine, names) => {
    try {
      world ??= new World(engine)
      return world.render(name, (wanted) => load(wanted)?.replace(/\r\n?/g, '\n'), variables, names)
    } catch (error) {
      return faultOf(error)
    }
  })
}

/** What all templates share. */
let world: World | undefined

/** A template that was compiled. */
interface Compiled {
  readonly template: object
  /** Names that it has when it is compiled: see {@link Names}. */
  readonly optional: readonly string[]
  readonly templates: readonly string[]
}

/** Characters of templates that are kept compiled: the deployments of a repository often fill in the same few. */
const MOST_KEPT = 4_000_000

/** The library's environment. Compiled templates are kept by name and text. */
class World {
  private readonly environment: TemplateEnvironment
  private readonly compiled = new Map<string, Compiled>()
  private kept = 0
  private textOf: (name: string) => string | undefined = () => undefined
  private readonly loader: TemplateLoader = {
    cache: {},
    getSource: (wanted) => {
      const src = this.textOf(wanted)
      return src === undefined ? null : { src, path: wanted, noCache: true }
    },
  }

  constructor(private readonly engine: Library) {
    this.environment = new engine.Environment([this.loader], { autoescape: false })
    // What every object of JavaScript has is no filter, test or variable of a template.
    Object.setPrototypeOf(this.environment.filters, null)
    Object.setPrototypeOf(this.environment.tests, null)
    this.environment.addGlobal('range', range)
  }

  render(name: string, textOf: (name: string) => string | undefined, variables: ReadonlyMap<string, string>, names: Names): Rendered {
    this.textOf = textOf
    const known: Record<string, object> = Object.create(null) as Record<string, never>
    // The library cannot end well where templates lead back to themselves, and finds that on its way.
    const check = (wanted: string, trail: readonly string[]): void => {
      const src = textOf(wanted)
      if (trail.includes(wanted)) throw new Error(`(${trail.at(-1) ?? name})\nit leads back to "${wanted}"`)
      if (src === undefined) return
      const { template, optional, templates } = this.compile(wanted, src, names)
      known[wanted] = template
      for (const one of optional) names.optional.add(one)
      for (const next of templates) check(next, [...trail, wanted])
    }
    check(name, [])
    this.loader.cache = known
    const text = this.environment.render(name, Object.fromEntries(variables))
    return { text, missing: [...names.missing].filter((variable) => !names.optional.has(variable)).sort() }
  }

  private compile(name: string, text: string, names: Names): Compiled {
    const key = `${name}\0${text}`
    const known = this.compiled.get(key)
    if (known) return known
    const before = new Set(names.optional)
    names.optional.clear()
    names.templates.length = 0
    const template = new this.engine.Template(text, this.environment, name, true)
    const compiled = { template, optional: [...names.optional], templates: [...names.templates] }
    for (const one of before) names.optional.add(one)
    this.keep(key, compiled)
    return compiled
  }

  private keep(key: string, compiled: Compiled): void {
    this.kept += key.length
    if (this.kept > MOST_KEPT) {
      this.compiled.clear()
      this.kept = key.length
    }
    this.compiled.set(key, compiled)
  }
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
