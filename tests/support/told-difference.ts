/** Differences of small definitions, as lines that a test can state. Knows no report. */
import { differenceOf } from '../../src/compare/difference.ts'
import { sideOf } from '../../src/compare/side.ts'
import type { Change, Difference, ProjectSide } from '../../src/ir/difference.ts'
import type { Converted } from './convert-tree.ts'

/** A conversion as one side. */
export function sideOfConverted({ conversion, tree, diagnostics }: Pick<Converted, 'conversion' | 'tree' | 'diagnostics'>): ProjectSide {
  return sideOf(conversion, tree, diagnostics)
}

/** What differs between two conversions. */
export function between(before: Converted, after: Converted): Difference {
  return differenceOf(sideOfConverted(before), sideOfConverted(after))
}

/** A line for each change: topic, state, key, values, places, systems, what follows. */
export function told({ changes }: Pick<Difference, 'changes'>): readonly string[] {
  return changes.map(toldChange)
}

function toldChange(change: Change): string {
  const { topic, state, key, before, after, removed, added, reordered, ref, places, together, systems, follows } = change
  const fact = (one: NonNullable<Change['ref']>['before']): string => (one ? `${one.name ?? ''}@${one.ref.slice(0, 7)}` : '-')
  return [
    topic, ...state === 'changed' ? [] : [state], ...key === '' ? [] : [key],
    ...before === undefined && after === undefined ? [] : [`${before ?? '-'} => ${after ?? '-'}`],
    ...ref ? [`${ref.url} ${fact(ref.before)} => ${fact(ref.after)}`] : [],
    ...removed.map((text) => `-${text}`), ...added.map((text) => `+${text}`), ...reordered ? ['reordered'] : [],
    `in ${places.map(({ path, from }) => (from === undefined ? path : `${from} => ${path}`).replaceAll('elements/', '')).join(', ')}`,
    ...together === undefined ? [] : [`together ${together}`], ...systems.length ? [`reaches ${systems.join(', ')}`] : [],
    ...follows.length ? [`follows ${follows.map((path) => path.replaceAll('elements/', '')).join(', ')}`] : [],
  ].join(' | ')
}
