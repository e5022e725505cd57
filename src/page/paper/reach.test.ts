import { DIFF } from '../../../tests/support/page-data.ts'
import type { PageChange } from '../data.ts'
import { reachOf } from './reach.ts'

const SYSTEMS = Array.from({ length: 9 }, (_, index) => ({ ...DIFF.systems[0]!, path: `systems/s${index}` }))
const change = (systems: readonly number[], topic = 'ref'): PageChange => ({ topic, text: 'x', removed: [], added: [], isTold: true, files: [], systems })

function told(...changes: readonly PageChange[]): { words: readonly string[]; sets: readonly string[] } {
  const { wordsOf, sets } = reachOf({ systems: SYSTEMS, changes, topics: DIFF.topics })
  return { words: changes.map(wordsOf), sets: sets.map(({ name, systems }) => `${name}: ${systems.join(' ')}`) }
}

test('few systems are named, and few that are missing', () => {
  expect(told(change([0, 3]), change([0, 1, 2, 3, 4, 5, 6, 7]), change([0, 1, 2, 3, 4, 5, 6, 7, 8])).words).toEqual(['in s0, s3', 'in all systems but s8', 'in all systems'])
})

test('many that are named together stand once', () => {
  expect(told(change([0, 1, 2, 3, 4]), change([4, 5, 6, 7, 8]), change([0, 1, 2, 3, 4]))).toEqual({
    words: ['in 5 systems (set 1)', 'in 5 systems (set 2)', 'in 5 systems (set 1)'],
    sets: ['set 1: s0 s1 s2 s3 s4', 'set 2: s4 s5 s6 s7 s8'],
  })
})

test('a change that nobody gets is told; topics that reach nothing say nothing', () => {
  expect(told(change([]), change([], 'remarks'), change([1], 'remarks')).words).toEqual(['in no system', '', ''])
  const nowhere = change([])
  expect(reachOf({ systems: [], changes: [nowhere], topics: DIFF.topics }).wordsOf(nowhere)).toBe('')
})
