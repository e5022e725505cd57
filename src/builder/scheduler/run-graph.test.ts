import fc from 'fast-check'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { runGraph, type GraphNode, type GraphRun, type NodeEnd } from './run-graph.ts'

/** A run whose nodes the test finishes by hand. */
class Hand {
  /** What runs, in the order in which it began. */
  readonly running: string[] = []
  readonly begun: string[] = []
  readonly stopped: string[] = []
  readonly ends: Promise<ReadonlyMap<string, NodeEnd>>
  private readonly finishers = new Map<string, (isDone: boolean) => void>()

  constructor(nodes: readonly GraphNode[], settings: Partial<GraphRun> = {}) {
    this.ends = runGraph(nodes, {
      workers: { w: 1 }, onError: 'continue', signal: new AbortController().signal, ...settings,
      run: (id, signal) => new Promise((resolve) => {
        this.begun.push(id)
        this.running.push(id)
        this.finishers.set(id, resolve)
        signal.addEventListener('abort', () => this.stopped.push(id))
      }),
    })
  }

  async finish(id: string, isDone = true): Promise<void> {
    this.running.splice(this.running.indexOf(id), 1)
    this.finishers.get(id)?.(isDone)
    await nextTurn()
  }

  async ended(): Promise<Readonly<Record<string, NodeEnd>>> {
    return Object.fromEntries(await this.ends)
  }
}

/** `a: b c` is the node a, which needs b and c; `a@pool` runs elsewhere. */
const graph = (...lines: readonly string[]): readonly GraphNode[] => lines.map((line) => {
  const [name = '', ...needs] = line.split(/[: ]+/).filter((word) => word !== '')
  const [id = '', pool = 'w'] = name.split('@')
  return { id, pool, needs }
})

const DIAMOND = graph('top: left right', 'left: bottom', 'right: bottom', 'bottom')

test('a diamond runs from the bottom up, nodes given first first', async () => {
  const hand = new Hand(DIAMOND, { workers: { w: 2 } })
  expect(hand.running).toEqual(['bottom'])
  await hand.finish('bottom')
  expect(hand.running).toEqual(['left', 'right'])
  await hand.finish('right')
  expect(hand.running).toEqual(['left'])
  await hand.finish('left')
  await hand.finish('top')
  expect(await hand.ended()).toEqual({ top: 'done', left: 'done', right: 'done', bottom: 'done' })
})

test('one that becomes ready later goes before one that was given later', async () => {
  const hand = new Hand(graph('a', 'b: a', 'c', 'd'))
  for (const id of ['a', 'b', 'c', 'd']) {
    expect(hand.running).toEqual([id])
    await hand.finish(id)
  }
})

test('no pool has more than its workers, and none waits for another', async () => {
  const hand = new Hand(graph('a', 'b', 'c', 'x@v', 'y@v'), { workers: { w: 2, v: 1 } })
  expect(hand.running).toEqual(['a', 'b', 'x'])
  await hand.finish('x')
  expect(hand.running).toEqual(['a', 'b', 'y'])
  await hand.finish('b')
  expect(hand.running).toEqual(['a', 'y', 'c'])
})

test('a failure leaves out what needs it, however far, and nothing else', async () => {
  const hand = new Hand(graph('a', 'b: a', 'c: b d', 'd', 'e: d'))
  await hand.finish('a', false)
  await hand.finish('d')
  await hand.finish('e')
  expect(await hand.ended()).toEqual({ a: 'failed', b: 'left-out', c: 'left-out', d: 'done', e: 'done' })
  expect(hand.begun).toEqual(['a', 'd', 'e'])
})

test('quit lets what runs go on and begins nothing more', async () => {
  const hand = new Hand(graph('a', 'b', 'c', 'd: b'), { workers: { w: 2 }, onError: 'quit' })
  await hand.finish('a', false)
  expect([hand.running, hand.stopped]).toEqual([['b'], []])
  await hand.finish('b')
  expect(await hand.ended()).toEqual({ a: 'failed', b: 'done', c: 'left-out', d: 'left-out' })
})

test('terminate stops what runs', async () => {
  const hand = new Hand(graph('a', 'b', 'c'), { workers: { w: 2 }, onError: 'terminate' })
  await hand.finish('a', false)
  expect(hand.stopped).toContain('b')
  await hand.finish('b', false)
  expect(await hand.ended()).toEqual({ a: 'failed', b: 'failed', c: 'left-out' })
})

test('one that is done although it was asked to stop is done', async () => {
  const controller = new AbortController()
  const hand = new Hand(graph('a', 'b: a'), { signal: controller.signal })
  controller.abort()
  expect(hand.stopped).toEqual(['a'])
  await hand.finish('a')
  expect(await hand.ended()).toEqual({ a: 'done', b: 'left-out' })
})

test('nothing begins once it is stopped before', async () => {
  const hand = new Hand(graph('a'), { signal: AbortSignal.abort() })
  expect(await hand.ended()).toEqual({ a: 'left-out' })
  expect(hand.begun).toEqual([])
})

test('an empty graph ends at once; one that goes in circles leaves the circle out', async () => {
  expect(await new Hand([]).ended()).toEqual({})
  const hand = new Hand(graph('a: b', 'b: a', 'c'))
  await hand.finish('c')
  expect(await hand.ended()).toEqual({ a: 'left-out', b: 'left-out', c: 'done' })
})

test('a need that is named twice is one', async () => {
  const hand = new Hand(graph('a', 'b: a a'))
  await hand.finish('a')
  await hand.finish('b')
  expect(await hand.ended()).toEqual({ a: 'done', b: 'done' })
})

test('a fault of ours comes through', async () => {
  await expect(runGraph(graph('a'), { workers: { w: 1 }, onError: 'continue', signal: new AbortController().signal, run: () => Promise.reject(new Error('bug')) })).rejects.toThrow('bug')
})

const GRAPHS = fc.array(fc.record({ needs: fc.array(fc.nat(20), { maxLength: 4 }), pool: fc.constantFrom('w', 'v'), fails: fc.nat(5).map((n) => n === 0) }), { minLength: 1, maxLength: 15 })

test('whatever the order of ends, nodes run after what they need, within capacity, and each exactly once', async () => {
  await fc.assert(fc.asyncProperty(GRAPHS, fc.nat(), fc.integer({ min: 1, max: 3 }), async (rows, seed, workers) => {
    const nodes = rows.map(({ needs, pool }, index): GraphNode => ({ id: String(index), pool, needs: [...new Set(needs.filter((need) => need < index).map(String))] }))
    const hand = new Hand(nodes, { workers: { w: workers, v: 1 } })
    const done = new Set<string>()
    for (let turn = seed; hand.running.length > 0; turn = (turn * 7 + 5) % 1009) {
      for (const [pool, most] of [['w', workers], ['v', 1]] as const) expect(hand.running.filter((id) => nodes[Number(id)]!.pool === pool).length).toBeLessThanOrEqual(most)
      for (const id of hand.running) for (const need of nodes[Number(id)]!.needs) expect(done).toContain(need)
      const id = hand.running[turn % hand.running.length]!
      if (!rows[Number(id)]!.fails) done.add(id)
      await hand.finish(id, !rows[Number(id)]!.fails)
    }
    const ends = await hand.ended()
    const expected = new Map<string, NodeEnd>()
    for (const { id, needs } of nodes) expected.set(id, needs.some((need) => expected.get(need) !== 'done') ? 'left-out' : rows[Number(id)]!.fails ? 'failed' : 'done')
    expect(ends).toEqual(Object.fromEntries(expected))
    expect(new Set(hand.begun).size).toBe(hand.begun.length)
  }), { numRuns: 100 })
})
