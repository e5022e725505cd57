/** A stratum → a stack of its chunks, and a stack of what they are built on (conversion design, §3, §6). */
import type { Stratum } from '../ir/definitions.ts'
import { element, NO_PUBLIC, type Element } from '../ir/project.ts'
import { BASE_ELEMENT, chunksOf, type ConvertContext } from './context.ts'
import { integrationOf, sortedGroups, type Integration } from './integration.ts'
import { saidAt, saidBy } from './origin.ts'

/** The stacks of one stratum. */
export function convertStratum(stratum: Stratum, context: ConvertContext): readonly Element[] {
  const name = context.names.strata.get(stratum.path) ?? ''
  const replaced = context.replaced.has(stratum.path)
  const entries = new Map(stratum.chunks.map(({ value, at }) => [value, at]))
  const members = chunksOf(context, stratum).filter((chunk) => chunk.mode !== 'bootstrap').flatMap((chunk) => {
    const member = context.names.chunks.get(chunk.path)
    return member === undefined ? [] : [{ element: member, ...saidAt(entries.get(chunk.path)) }]
  })
  const stack = element({
    name, kind: 'stack', origin: stratum.at,
    ...(stratum.description ? { description: { text: stratum.description.value, ...saidAt(stratum.description.at) } } : {}),
    head: stratum.comments, ...(stratum.chunksAt ? { dependsOrigin: stratum.chunksAt } : {}),
    depends: replaced ? [{ element: BASE_ELEMENT, ...saidBy(stratum.chunks) }] : members,
    public: { ...NO_PUBLIC, ...ownIntegration(stratum, context) },
  })
  const below = context.names.buildDeps.get(stratum.path)
  return below === undefined ? [stack] : [stack, buildDeps(below, stratum, context)]
}

/** Commands of chunks that have no element in the stack: replaced ones, and bootstrap chunks, which YBD did not except (BD §7.2). */
function ownIntegration(stratum: Stratum, context: ConvertContext): Integration {
  if (context.options.integration === 'system') return integrationOf([])
  const chunks = stratum.chunks.flatMap(({ value }) => context.definitions.chunks.get(value) ?? [])
  return integrationOf(sortedGroups(chunks.filter((chunk) => context.replaced.has(stratum.path) || chunk.mode === 'bootstrap')))
}

/** For each stratum that this one build-depends on: that stratum and what it is built on itself. */
function buildDeps(name: string, stratum: Stratum, context: ConvertContext): Element {
  const depends = stratum.buildDepends.flatMap((reference) => {
    const own = context.names.strata.get(reference.value)
    const below = context.names.buildDeps.get(reference.value)
    const comments = reference.comments ? { comments: reference.comments } : {}
    return [...(own === undefined ? [] : [{ element: own, ...saidAt(reference.at), ...comments }]), ...(below === undefined ? [] : [{ element: below, ...saidAt(reference.at) }])]
  })
  return element({
    name, kind: 'stack', origin: stratum.at, description: { text: `What the chunks of ${stratum.name} are built on` },
    depends, ...(stratum.buildDependsAt ? { dependsOrigin: stratum.buildDependsAt } : {}),
  })
}
