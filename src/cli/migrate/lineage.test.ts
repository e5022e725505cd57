import fc from 'fast-check'
import { SEED } from '../../../tests/support/seed.ts'
import { Lineage, type Questions } from './lineage.ts'

/** `name: parents = definitions`; the parents by blanks, `-` for no definitions. */
type Row = readonly [name: string, parents: string, definitions: string]

async function fates(rows: readonly Row[]): Promise<Readonly<Record<string, string>>> {
  const definitions = new Map(rows.map(([name, , given]) => [name, given]))
  const questions: Questions = {
    same: (commit, other) => Promise.resolve(definitions.get(commit) === definitions.get(other)),
    hasDefinitions: (commit) => Promise.resolve(definitions.get(commit) !== '-'),
  }
  const lineage = new Lineage()
  const told: Record<string, string> = {}
  for (const [name, parents] of rows) {
    const fate = await lineage.add(name, parents.split(' ').filter(Boolean), questions)
    told[name] = fate.kind === 'made' ? `made ${fate.parents.join(' ')}`.trim() : fate.for ?? 'nothing'
  }
  return told
}

describe('what commits become', () => {
  test.each<[string, readonly Row[], Readonly<Record<string, string>>]>([
    ['a line: those that touch nothing are stood for', [['a', '', '1'], ['b', 'a', '1'], ['c', 'b', '2'], ['d', 'c', '1']],
      { a: 'made', b: 'a', c: 'made a', d: 'made c' }],
    ['nothing before the first definitions; what removes them counts', [['a', '', '-'], ['b', 'a', '-'], ['c', 'b', '1'], ['d', 'c', '-'], ['e', 'd', '-']],
      { a: 'nothing', b: 'nothing', c: 'made', d: 'made c', e: 'd' }],
    ['a merge of two sides that both changed', [['a', '', '1'], ['b', 'a', '2'], ['c', 'a', '3'], ['m', 'b c', '4']], { a: 'made', b: 'made a', c: 'made a', m: 'made b c' }],
    ['a merge stays one though it takes one side whole', [['a', '', '1'], ['b', 'a', '2'], ['c', 'a', '3'], ['m', 'b c', '2']], { a: 'made', b: 'made a', c: 'made a', m: 'made b c' }],
    ['a merge of a side that touched nothing is no merge', [['a', '', '1'], ['b', 'a', '2'], ['c', 'a', '1'], ['m', 'b c', '2']], { a: 'made', b: 'made a', c: 'a', m: 'b' }],
    ['… whichever parent it is', [['a', '', '1'], ['b', 'a', '1'], ['c', 'a', '2'], ['m', 'b c', '2']], { a: 'made', b: 'a', c: 'made a', m: 'c' }],
    ['… unless the merge itself changes something', [['a', '', '1'], ['b', 'a', '2'], ['c', 'a', '1'], ['m', 'b c', '9']], { a: 'made', b: 'made a', c: 'a', m: 'made b' }],
    ['sides that touched nothing, merged', [['a', '', '1'], ['b', 'a', '1'], ['c', 'a', '1'], ['m', 'b c', '1']], { a: 'made', b: 'a', c: 'a', m: 'a' }],
    ['a merge that was wanted though nothing had happened beside it', [['a', '', '1'], ['b', 'a', '2'], ['m', 'a b', '2']], { a: 'made', b: 'made a', m: 'made a b' }],
    ['… but not of a branch that touched nothing', [['a', '', '1'], ['b', 'a', '1'], ['m', 'a b', '1']], { a: 'made', b: 'a', m: 'a' }],
    ['an octopus loses the arms that touched nothing', [['a', '', '1'], ['b', 'a', '2'], ['c', 'a', '1'], ['d', 'a', '3'], ['m', 'b c d', '4']],
      { a: 'made', b: 'made a', c: 'a', d: 'made a', m: 'made b d' }],
    ['several first commits, one of them without definitions', [['a', '', '1'], ['b', '', '2'], ['c', '', '-'], ['m', 'a b c', '3'], ['n', 'c m', '3']],
      { a: 'made', b: 'made', c: 'nothing', m: 'made a b', n: 'm' }],
    ['a change and its reversal on one side', [['a', '', '1'], ['b', 'a', '2'], ['c', 'b', '1'], ['d', 'a', '1'], ['m', 'd c', '1']],
      { a: 'made', b: 'made a', c: 'made b', d: 'a', m: 'c' }],
  ])('%s', async (_, rows, expected) => {
    expect(await fates(rows)).toEqual(expected)
  })

  const history = fc.array(fc.record({ parents: fc.array(fc.nat(), { maxLength: 3 }), definitions: fc.constantFrom('-', '1', '2', '3') }), { minLength: 1, maxLength: 25 })

  test('whoever stands for a commit has its definitions, and no parent of a commit leads to another one needlessly', async () => {
    await fc.assert(fc.asyncProperty(history, async (given) => {
      const rows = given.map(({ parents, definitions }, index): Row => [
        `c${index}`, index === 0 ? '' : [...new Set(parents.map((parent) => `c${parent % index}`))].join(' '), definitions,
      ])
      const told = await fates(rows)
      const definitions = new Map(rows.map(([name, , own]) => [name, own]))
      for (const [name, , own] of rows) {
        const fate = told[name] ?? ''
        if (fate === 'nothing') expect(own).toBe('-')
        else if (!fate.startsWith('made')) expect(definitions.get(fate)).toBe(own)
        else for (const parent of fate.split(' ').slice(1)) expect(told[parent]).toMatch(/^made/)
      }
    }), { seed: SEED, numRuns: 300 })
  })

  test('an earlier run restored half-way gives what a whole one does', async () => {
    await fc.assert(fc.asyncProperty(history, fc.nat(), async (given, cut) => {
      const rows = given.map(({ parents, definitions }, index): Row => [
        `c${index}`, index === 0 ? '' : [...new Set(parents.map((parent) => `c${parent % index}`))].join(' '), definitions,
      ])
      const definitions = new Map(rows.map(([name, , own]) => [name, own]))
      const questions: Questions = {
        same: (commit, other) => Promise.resolve(definitions.get(commit) === definitions.get(other)),
        hasDefinitions: (commit) => Promise.resolve(definitions.get(commit) !== '-'),
      }
      const [whole, resumed] = [new Lineage(), new Lineage()]
      for (const [index, [name, parents]] of rows.entries()) {
        const list = parents.split(' ').filter(Boolean)
        const fate = await whole.add(name, list, questions)
        if (index < cut % (rows.length + 1)) resumed.restore(name, list, whole.standIn(name))
        else expect(await resumed.add(name, list, questions)).toEqual(fate)
        expect(resumed.parentsOf(name)).toEqual(whole.parentsOf(name))
      }
    }), { seed: SEED, numRuns: 300 })
  })
})
