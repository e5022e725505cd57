/** nunjucks, changed where Jinja2 does otherwise, and loaded when it is first asked for. */
import { nodeFault } from './check-node.ts'
import type { Library, TemplateNode } from './library.ts'
import { member, pythonText } from './python-values.ts'

/** Names that a template used. */
export interface Names {
  /** Looked at, and not there. */
  readonly missing: Set<string>
  /** Asked whether they are there, or given a default. */
  readonly optional: Set<string>
  /** Templates that those compiled so far include, import or extend. */
  readonly templates: string[]
}

/** The names of the template that is being rendered; the library has one of everything, and runs to the end. */
let current: Names = noNames()
let library: Library | undefined

/** Runs `work` with the library, and notes the names that its templates use. */
export function withEngine<T>(work: (engine: Library, names: Names) => T): T {
  library ??= adapted(load())
  current = noNames()
  return work(library, current)
}

function noNames(): Names {
  return { missing: new Set(), optional: new Set(), templates: [] }
}

function load(): Library {
  // A conversion is one synchronous function, and hardly any definitions have templates.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require('nunjucks') as Library
}

const CONSTANTS: ReadonlyMap<string, unknown> = new Map<string, unknown>([['True', true], ['False', false], ['None', null]])

function adapted(found: Library): Library {
  const { runtime, compiler: { Compiler: { prototype } } } = found
  runtime.memberLookup = (value, key) => member(value instanceof runtime.SafeString ? value.val : value, key)
  runtime.suppressValue = pythonText
  const { handleError } = runtime
  // Places are counted from nothing while a template runs, and from one while it is read.
  runtime.handleError = (error, line, column) => handleError(error, line + 1, column + 1)
  runtime.contextOrFrameLookup = ({ ctx, env: { globals } }, frame, name) => {
    const inner = frame.lookup(name)
    if (inner !== undefined) return inner
    if (Object.hasOwn(ctx, name)) return ctx[name]
    if (Object.hasOwn(globals, name)) return globals[name]
    if (!CONSTANTS.has(name)) current.missing.add(name)
    return CONSTANTS.get(name)
  }
  // Kept to be called below, with its `this` given each time.
  // eslint-disable-next-line @typescript-eslint/unbound-method
  const compile = prototype.compile
  prototype.compile = function (node, frame) {
    const fault = nodeFault(node)
    if (fault !== undefined) this.fail(fault, node.lineno, node.colno)
    // A text equals no number.
    for (const operation of node.ops ?? []) if (/^[!=]=$/.test(operation.type)) operation.type += '='
    const name = optionalName(node)
    if (name !== undefined) current.optional.add(name)
    if (node.template?.typename === 'Literal') current.templates.push(String(node.template.value))
    compile.call(this, node, frame)
  }
  return found
}

/** The variable of `NAME is defined` and `NAME | default(...)`. */
function optionalName({ typename, left, right, name, args }: TemplateNode): string | undefined {
  const asks = typename === 'Is' && (right?.value === 'defined' || right?.value === 'undefined')
  const variable = asks ? left : typename === 'Filter' && (name?.value === 'default' || name?.value === 'd') ? args?.children?.[0] : undefined
  return variable?.typename === 'Symbol' ? String(variable.value) : undefined
}
