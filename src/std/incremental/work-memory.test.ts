import { shareEqual } from './share-equal.ts'
import { WorkMemory } from './work-memory.ts'

interface World {
  readonly heights: ReadonlyMap<string, number>
  readonly names: { readonly first: string; readonly second: string }
  readonly notes: string[]
  readonly tell: (text: string) => number
}

function world(given: Partial<World> = {}): World {
  const notes: string[] = []
  return { heights: new Map([['a', 1], ['b', 2]]), names: { first: 'x', second: 'y' }, notes, tell: (text) => notes.push(text), ...given }
}

/** Takes the result of some work once for each world, and tells how often the work was done. */
function doneIn(worlds: readonly World[], work: (world: World) => unknown): { readonly times: number; readonly results: readonly unknown[] } {
  const memory = new WorkMemory(new Set(['names']))
  let times = 0
  const counted = (given: World): unknown => {
    times++
    return work(given)
  }
  const results = worlds.map((given) => {
    memory.begin()
    return memory.take('work', counted, [], [given])
  })
  return { times, results }
}

describe('work is done again', () => {
  test.each<[string, Partial<World>, (world: World) => unknown, number]>([
    ['never where nothing that it asked for has changed', { heights: new Map([['a', 1], ['b', 7]]) }, ({ heights }) => heights.get('a'), 1],
    ['where the value of a key has changed', { heights: new Map([['a', 5]]) }, ({ heights }) => heights.get('a'), 2],
    ['where a key has come that was not there', { heights: new Map([['c', 5]]) }, ({ heights }) => heights.get('c'), 2],
    ['where a key has gone that was looked for', { heights: new Map() }, ({ heights }) => heights.has('a'), 2],
    ['where a map that was gone through is another', {}, ({ heights }) => [...heights.keys()].length, 2],
    ['where the size of another map was asked for', {}, ({ heights }) => heights.size, 2],
    ['where a property of something within has changed', { names: { first: 'z', second: 'y' } }, ({ names }) => names.first, 2],
    ['never where another property of it has', { names: { first: 'x', second: 'z' } }, ({ names }) => names.first, 1],
    ['where the properties of another object were listed', {}, ({ names }) => ({ ...names }), 2],
    ['where a method gives another answer', { tell: () => 9 }, ({ tell }) => tell('x'), 2],
  ])('%s', (_, change, work, times) => {
    expect(doneIn([world(), world(change)], work).times).toBe(times)
  })

  test('where something was asked for after it had ended, always', () => {
    const later: (() => unknown)[] = []
    const memory = new WorkMemory(new Set())
    const work = (given: World): number => later.push(() => given.heights.get('a'))
    const [first, second] = [world(), world()]
    expect(memory.take('work', work, [], [first])).toBe(1)
    later[0]?.()
    expect(memory.take('work', work, [], [second])).toBe(2)
  })

  test('where the input is another object, and not where it is the earlier one again', () => {
    const memory = new WorkMemory(new Set())
    const [one, other] = [{ n: 1 }, { n: 2 }]
    const work = jest.fn(({ n }: { readonly n: number }) => n)
    expect([one, other, one, { n: 1 }].map((input) => memory.take('work', work, [input], []))).toEqual([1, 2, 1, 1])
    expect(work).toHaveBeenCalledTimes(3)
  })
})

test('what work does to its surroundings is done each time, once, and in the same order', () => {
  const worlds = [world(), world(), world({ heights: new Map([['a', 3]]) })]
  const { times } = doneIn(worlds, ({ tell, heights }) => {
    tell('begin')
    if (heights.get('a') === 3) tell('high')
    return tell('end')
  })
  expect(times).toBe(2)
  expect(worlds.map(({ notes }) => notes)).toEqual([['begin', 'end'], ['begin', 'end'], ['begin', 'high', 'end']])
})

test('results of branches that take turns are kept, and what no round needs any more is forgotten', () => {
  const memory = new WorkMemory(new Set())
  const work = jest.fn((text: string) => text)
  for (let round = 0; round < 10; round++) {
    memory.begin()
    memory.take('work', work, [round % 2 ? 'left' : 'right'], [])
    if (round === 0) memory.take('other work', work, ['x'], [])
  }
  expect(work).toHaveBeenCalledTimes(3)
  for (let round = 0; round < 100; round++) memory.begin()
  memory.take('other work', work, ['x'], [])
  expect(work).toHaveBeenCalledTimes(4)
})

test('work within work counts as asked by both', () => {
  const memory = new WorkMemory(new Set())
  const inner = ({ heights }: World): number => heights.get('a') ?? 0
  const outer = ({ heights }: World): number => memory.take('inner', inner, [], [{ ...world(), heights }]) * 10
  expect([1, 1, 4].map((a) => memory.take('outer', outer, [], [world({ heights: new Map([['a', a]]) })]))).toEqual([10, 10, 40])
})

test('equal parts of a value are the earlier objects, wherever the rest has changed', () => {
  const known = { list: [{ n: 1 }, { n: 2 }], map: new Map([['k', { n: 3 }]]), bytes: Buffer.from('x') }
  const fresh = { list: [{ n: 1 }, { n: 9 }], map: new Map([['k', { n: 3 }]]), bytes: Buffer.from('x') }
  const shared = shareEqual(known, fresh)
  expect(shared).toEqual(fresh)
  expect(shared.list[0]).toBe(known.list[0])
  expect([shared.map, shared.bytes]).toEqual([known.map, known.bytes])
  expect(shared.map).toBe(known.map)
  expect(Object.keys(shareEqual({ a: 1, b: 2 }, { b: 2, a: 1 }))).toEqual(['b', 'a'])
})
