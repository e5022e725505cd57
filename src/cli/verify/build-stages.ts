/** The stages of `verify` that fetch, build and compose; who does it is told to them. */
import { conversionOf, targetsOf, type Course } from './course.ts'
import type { Engine } from './engine.ts'
import type { Stage } from './stage.ts'

/** `fetch`: the sources of everything that is built later. */
export function fetchStage(course: Course, engine: Engine): Stage {
  return { name: 'fetch', run: (world) => engine.fetch(targetsOf(course), world) }
}

/** `build`: all that the system is composed of. */
export function buildStage(course: Course, engine: Engine): Stage {
  return { name: 'build', run: (world) => engine.build(partsOfSystem(course), world) }
}

/** `compose`: the system itself. */
export function composeStage(course: Course, engine: Engine): Stage {
  return { name: 'compose', run: async (world) => {
    const { system } = conversionOf(course)
    const composed = await engine.build([system.element], world)
    return composed.how === 'done' ? engine.measure(system.element, composed.facts, world) : composed
  } }
}

/** What the system's element is built of. */
function partsOfSystem(course: Course): readonly string[] {
  const { loaded, system } = conversionOf(course)
  const element = loaded.conversion.project.elements.get(system.element)
  const parts = [...element?.depends ?? [], ...element?.buildDepends ?? []].map((dependency) => dependency.element)
  return parts.length > 0 ? [...new Set(parts)] : [system.element]
}
