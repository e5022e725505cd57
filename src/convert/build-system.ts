/** Build systems → element kinds, and a chunk's steps → the phases of its element (BD §4.1, §4.2; conversion design, §2). */
import type { BuildSystem, Chunk, Defaults, Step, StepCommands } from '../ir/definitions.ts'
import { STEPS } from '../ir/definitions.ts'
import { commentsOf, type Comments } from '../ir/origin.ts'
import { PHASES, type ListEdit, type Noted, type Phase } from '../ir/project.ts'
import { saidAt, saidBy } from './origin.ts'

/** Kinds of both BuildStream generations that run a build system by that very name. */
const KINDS: ReadonlySet<string> = new Set(['autotools', 'cmake', 'make', 'meson', 'pip'])

/** How a build system is written: as an element kind of its own, or as manual elements that share an include. */
export interface BuildSystemForm {
  readonly kind: string
  /** The include that `manual` elements of this build system take. */
  readonly include?: string
}

/** The form of a build system. */
export function formOf(name: string): BuildSystemForm {
  if (name === 'manual' || KINDS.has(name)) return { kind: name }
  return { kind: 'manual', include: `include/build-systems/${name.replace(/[^A-Za-z0-9._+-]/g, '_')}.yml` }
}

/** The phase that a step runs in. */
export function phaseOf(step: Step): Phase {
  if (step.includes('bootstrap') || step.includes('configure')) return 'configure'
  if (step.includes('build') || step.includes('test')) return 'build'
  return step.includes('install') ? 'install' : 'strip'
}

interface Item {
  readonly noted: Noted
  readonly own: boolean
}

/** The commands of each phase of a build system by itself. */
export function defaultPhases(system: BuildSystem): ReadonlyMap<Phase, readonly Noted[]> {
  const known = phasesOfSystems.get(system)
  if (known) return known
  const items = itemsOf(new Map(), system)
  const phases = new Map(PHASES.map((phase) => [phase, items.get(phase)?.map((item) => item.noted) ?? []]))
  phasesOfSystems.set(system, phases)
  return phases
}

/** A thousand chunks share a handful of build systems. */
const phasesOfSystems = new WeakMap<BuildSystem, ReadonlyMap<Phase, readonly Noted[]>>()

/**
 * What a chunk changes in the phases of its build system: `(<)` and `(>)` where it only adds before or after, the whole
 * list where it replaces, nothing where the outcome is the build system's own.
 */
export function chunkPhases(chunk: Chunk, defaults: Defaults): ReadonlyMap<Phase, ListEdit<Noted>> {
  if (chunk.steps.size === 0) return new Map()
  const system = defaults.buildSystems.get(chunk.buildSystem)
  const items = itemsOf(chunk.steps, system)
  const base = system ? defaultPhases(system) : new Map<Phase, readonly Noted[]>()
  const edits = new Map<Phase, ListEdit<Noted>>()
  for (const phase of PHASES) {
    if (![...chunk.steps.keys()].some((step) => phaseOf(step) === phase)) continue
    const edit = editOf(items.get(phase) ?? [], base.get(phase) ?? [])
    if (edit) edits.set(phase, { ...withKeyComments(edit, chunk, phase), ...saidBy(stepsOf(chunk.steps, phase).map(([, list]) => list)) })
  }
  return edits
}

function itemsOf(steps: Chunk['steps'], system: BuildSystem | undefined): ReadonlyMap<Phase, readonly Item[]> {
  const phases = new Map<Phase, Item[]>(PHASES.map((phase) => [phase, []]))
  let carried: readonly string[] = []
  for (const step of STEPS) {
    const own = steps.get(step)
    const list = own ?? system?.steps.get(step)
    if (!list) continue
    const keyComments = step.startsWith('p') || !own ? [...carried, ...lines(list.comments)] : []
    carried = !own && list.commands.length === 0 ? keyComments : []
    list.commands.forEach((command, index) => {
      const first = index === 0 && keyComments.length ? { before: keyComments } : undefined
      const comments = commentsOf(first, command.comments)
      phases.get(phaseOf(step))?.push({ noted: { text: command.value.trimEnd(), ...saidAt(command.at), ...(comments ? { comments } : {}) }, own: own !== undefined })
    })
  }
  return phases
}

function lines(comments: Comments | undefined): readonly string[] {
  return [...(comments?.before ?? []), ...(comments?.trailing === undefined ? [] : [comments.trailing])]
}

function editOf(items: readonly Item[], base: readonly Noted[]): ListEdit<Noted> | undefined {
  const all = items.map((item) => item.noted)
  if (sameTexts(all, base) && !items.some((item) => item.own && item.noted.comments)) return undefined
  const start = items.findIndex((item) => !item.own)
  const inherited = items.filter((item) => !item.own).map((item) => item.noted)
  const together = start !== -1 && items.slice(start, start + inherited.length).every((item) => !item.own)
  if (!together || !sameTexts(inherited, base)) return { replace: all.map((noted, index) => items[index]?.own ? noted : withoutComments(noted)) }
  const prepend = all.slice(0, start)
  const append = all.slice(start + inherited.length)
  return { ...(prepend.length ? { prepend } : {}), ...(append.length ? { append } : {}) }
}

function withoutComments({ text, origin }: Noted): Noted {
  return { text, ...(origin ? { origin } : {}) }
}

/** The lists of the steps that run in a phase. */
export function stepsOf(steps: BuildSystem['steps'], phase: Phase): readonly (readonly [Step, StepCommands])[] {
  return [...steps].filter(([step]) => phaseOf(step) === phase)
}

function sameTexts(a: readonly Noted[], b: readonly Noted[]): boolean {
  return a.length === b.length && a.every((noted, index) => noted.text === b[index]?.text)
}

/** Comments of the step's own key, and those after its last item. */
function withKeyComments(edit: ListEdit<Noted>, chunk: Chunk, phase: Phase): ListEdit<Noted> {
  const lists = stepsOf(chunk.steps, phase)
  const main = commentsOf(...lists.filter(([step, list]) => !step.startsWith('p') || list.commands.length === 0).map(([, list]) => list.comments))
  const after = lists.flatMap(([, list]) => list.after ?? [])
  return { ...edit, ...(main ? { comments: main } : {}), ...(after.length ? { after } : {}) }
}
