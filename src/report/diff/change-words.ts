/** A change as one sentence, for places that show its lines elsewhere: the HTML page and JSON. */
import type { Change } from '../../ir/difference.ts'
import { isShort } from './lines.ts'
import { placeName, shortNames } from './names.ts'
import { toldAlone, type Told } from './told.ts'

/** So many members of a list are named. */
const FEW = 3

/** What changed, such as `linux: v4.4 (1a2b3c4) → v4.6 (5d6e7f8)` or `strata/core.bst, depends: gains strata/core/zlib.bst`. May hold any character. */
export function changeWords(change: Change): string {
  const names = change.topic === 'ref' ? shortNames(change.places.map(placeName)) : placeName
  const parts = toldAlone(change, names)
  return parts.map((part) => sentence(part, change)).join('; ')
}

/** Whether these words say all that is gone and new, so that its lines need not be shown besides. */
export function wordsTellAll(change: Change): boolean {
  const { removed, added } = change
  const hasSides = toldAlone(change, placeName).every(({ before, after }) => before !== undefined && after !== undefined)
  if (hasSides || change.before !== undefined || change.after !== undefined) return hasSides && removed.length + added.length === 0
  return [removed, added].every(areNamed)
}

function sentence({ sign, subject, label, before, after, remark }: Told, change: Change): string {
  const sides = before !== undefined && after !== undefined ? `${before} → ${after}` : undefined
  const what = sides ?? listWords(change) ?? (sign === undefined ? undefined : change.state)
  const head = [subject, label].filter((part) => part !== undefined && part !== '').join(', ')
  return [head, what].filter((part) => part !== undefined && part !== '').join(': ') + (remark === undefined ? '' : ` (${remark})`)
}

function listWords({ removed, added, before, after }: Change): string | undefined {
  const words = [...removed.length ? [`loses ${members(removed)}`] : [], ...added.length ? [`gains ${members(added)}`] : []]
  if (words.length) return words.join(', ')
  return before !== undefined || after !== undefined ? 'has another text' : undefined
}

function areNamed(list: readonly string[]): boolean {
  return list.length <= FEW && list.every(isShort)
}

function members(list: readonly string[]): string {
  if (areNamed(list)) return list.join(', ')
  const lines = list.flatMap((member) => member.replace(/\n$/, '').split('\n')).length
  return `${lines} ${lines === 1 ? 'line' : 'lines'}`
}
