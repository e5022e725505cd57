/** A stratum → a stack of its chunks, and a stack of what they are built on (conversion design, §3, §6). */
import type { Stratum } from '../ir/definitions.ts'
import { element, NO_PUBLIC, type Element } from '../ir/project.ts'
import { BASE_ELEMENT, chunksOf, type ConvertContext } from './context.ts'
import { commandsOf, sortedGroups } from './integration.ts'

/** The stacks of one stratum. */
export function convertStratum(stratum: Stratum, context: ConvertContext): readonly Element[] {
  const name = context.names.strata.get(stratum.path) ?? ''
  const replaced = context.replaced.has(stratum.path)
  const members = chunksOf(context, stratum).filter((chunk) => chunk.mode !== 'bootstrap').flatMap((chunk) => context.names.chunks.get(chunk.path) ?? [])
  const stack = element({
    name, kind: 'stack', origin: stratum.at,
    ...(stratum.description ? { description: { text: stratum.description.value } } : {}),
    head: stratum.comments,
    depends: (replaced ? [BASE_ELEMENT] : members).map((member) => ({ element: member })),
    public: { ...NO_PUBLIC, integrationCommands: ownIntegration(stratum, context) },
  })
  const below = context.names.buildDeps.get(stratum.path)
  return below === undefined ? [stack] : [stack, buildDeps(below, stratum, context)]
}

/** Commands of chunks that have no element in the stack: replaced ones, and bootstrap chunks, which YBD did not except (BD §7.2). */
function ownIntegration(stratum: Stratum, context: ConvertContext): Element['public']['integrationCommands'] {
  if (context.options.integration === 'system') return []
  const chunks = stratum.chunks.flatMap(({ value }) => context.definitions.chunks.get(value) ?? [])
  return commandsOf(sortedGroups(chunks.filter((chunk) => context.replaced.has(stratum.path) || chunk.mode === 'bootstrap')))
}

/** For each stratum that this one build-depends on: that stratum and what it is built on itself. */
function buildDeps(name: string, stratum: Stratum, context: ConvertContext): Element {
  const depends = stratum.buildDepends.flatMap((reference) => {
    const own = context.names.strata.get(reference.value)
    const below = context.names.buildDeps.get(reference.value)
    const comments = reference.comments ? { comments: reference.comments } : {}
    return [...(own === undefined ? [] : [{ element: own, ...comments }]), ...(below === undefined ? [] : [{ element: below }])]
  })
  return element({
    name, kind: 'stack', origin: stratum.at, description: { text: `What the chunks of ${stratum.name} are built on` }, depends,
  })
}
