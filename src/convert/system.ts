/** A system → a compose of its strata, with the elements that take strata in part (conversion design, §4, §5). */
import type { System } from '../ir/definitions.ts'
import { element, NO_PUBLIC, type Conditional, type Dependency, type Element } from '../ir/project.ts'
import { artifactsOf } from './artifacts.ts'
import { ARCH_OPTION } from './architectures.ts'
import { chunksOfSystem, type ConvertContext } from './context.ts'
import { integrationOf, sortedGroups, type ChunkGroup } from './integration.ts'
import type { IntegrationOrder } from './integration-order.ts'
import { saidAt, saidBy } from './origin.ts'
import { replacedPart } from './replaced-part.ts'
import { selectionElements, type StratumSelection } from './selection.ts'
import type { ChunkStaging } from './staging.ts'

/** The domain of files that are there while integration commands run and are left out afterwards. */
const UNSELECTED = 'unselected'

/** Converts one system; the first element is the system itself. */
export function convertSystem(
  system: System, selections: readonly StratumSelection[], staging: ReadonlyMap<string, ChunkStaging>, order: IntegrationOrder, context: ConvertContext,
): readonly Element[] {
  const name = context.names.systems.get(system.path) ?? ''
  const groups = sortedGroups(chunksOfSystem(context, system))
  const global = context.options.integration === 'system' && groups.length > 0
  const more: Element[] = []
  const strata = selections.map((selection): Dependency => {
    const replaced = context.replaced.has(selection.stratum.path)
    const part = replaced ? replacedPart(selection, name, context) : undefined
    const made = replaced ? part?.made ?? [] : selection.whole ? [] : selectionElements(selection, name, staging, context)
    more.push(...made)
    const standIn = part?.standIn ?? made[0]?.name ?? context.names.strata.get(selection.stratum.path) ?? ''
    return { element: standIn, ...saidAt(selection.part.at), ...(selection.part.comments ? { comments: selection.part.comments } : {}) }
  })
  const lost = reportGroups(system, groups, selections, context)
  const unselected = global ? lost.map((selection) => unselectedElement(selection, name, context)) : []
  more.push(...unselected)
  if (global) more.unshift(integrationStack(context.names.below(name, 'integration'), system, strata, groups))
  else order.add(system, groups.filter((entry) => !isLost(entry, selections, context)))
  return [element({
    name, kind: 'compose', origin: system.at, ...(system.strataAt ? { dependsOrigin: system.strataAt } : {}), head: system.comments,
    ...(system.description ? { description: { text: system.description.value, ...saidAt(system.description.at) } } : {}),
    conditionals: refuseOthers(system, context),
    buildDepends: [...(global ? [{ element: context.names.below(name, 'integration'), ...saidBy(system.strata) }] : strata), ...unselected.map((part) => ({ element: part.name, ...saidAt(part.origin) }))],
    ...(unselected.length ? { config: { of: 'select' as const, exclude: [UNSELECTED] } } : {}),
  }), ...more]
}

/** A system is right for its own architecture only. */
function refuseOthers(system: System, context: ConvertContext): readonly Conditional[] {
  if (context.architectures.length < 2) return []
  return [{ ...saidAt(system.arch.at), expression: `${ARCH_OPTION} != "${system.arch.value}"`, refuse: `${system.name} is for ${system.arch.value}: use --option ${ARCH_OPTION} ${system.arch.value}` }]
}

/** One stack with all commands in Baserock's order, run once everything is there. */
function integrationStack(name: string, system: System, strata: readonly Dependency[], groups: readonly ChunkGroup[]): Element {
  return element({
    name, kind: 'stack', origin: system.at, depends: strata, ...(system.strataAt ? { dependsOrigin: system.strataAt } : {}),
    description: { text: `The strata of ${system.name}, and its integration commands in their order` },
    public: { ...NO_PUBLIC, ...integrationOf(groups) },
  })
}

/** Says which commands belong to nothing that is taken; gives the strata whose left-out files they were run on (BD §7.2). */
function reportGroups(system: System, groups: readonly ChunkGroup[], selections: readonly StratumSelection[], context: ConvertContext): readonly StratumSelection[] {
  const lost = new Set<StratumSelection>()
  for (const entry of groups) {
    if (!artifactsOf(entry.chunk, context.definitions.defaults).has(entry.group.artifact)) {
      context.collector.report('convert/integration-foreign', { artifact: entry.group.artifact, chunk: entry.chunk.name }, entry.group.at)
    }
    if (!isLost(entry, selections, context)) continue
    context.collector.report('convert/integration-unselected', { system: system.name, group: entry.group.id }, entry.group.at)
    const selection = selectionOf(entry, selections)
    if (selection) lost.add(selection)
  }
  return [...lost]
}

function selectionOf(entry: ChunkGroup, selections: readonly StratumSelection[]): StratumSelection | undefined {
  return selections.find((selection) => selection.chunks.some(({ chunk }) => chunk === entry.chunk))
}

/** Whether the files that a group belongs to are left out of the system. */
function isLost(entry: ChunkGroup, selections: readonly StratumSelection[], context: ConvertContext): boolean {
  const chosen = selectionOf(entry, selections)?.chunks.find(({ chunk }) => chunk === entry.chunk)
  if (!chosen) return false
  if (chosen.artifacts.size === 0) return true
  return artifactsOf(entry.chunk, context.definitions.defaults).has(entry.group.artifact) && !chosen.artifacts.has(entry.group.artifact)
}

/** All of a stratum, to be there for integration and then to be left out, as far as it is not selected besides. */
function unselectedElement(selection: StratumSelection, systemElement: string, context: ConvertContext): Element {
  const stratum = context.names.strata.get(selection.stratum.path) ?? ''
  const folder = context.names.below(systemElement, stratum.replace(/^.*\//, '').replace(/\.bst$/, ''), stratum)
  return element({
    name: context.names.below(folder, 'unselected'), kind: 'compose', origin: selection.part.at,
    description: { text: `${selection.stratum.name} as integration commands find it` },
    buildDepends: [{ element: stratum, ...saidAt(selection.part.at) }], config: { of: 'select', integrate: false },
    public: { ...NO_PUBLIC, splitRules: new Map([[UNSELECTED, { replace: ['/**'] }]]), overlapWhitelist: ['/**'] },
  })
}
