/**
 * Runs a graph of nodes with a limited number of workers. Does not know what a node is: it asks somebody to run it and is
 * told how it ended.
 *
 *     waiting ──(all it needs are done)──► ready ──(a worker is free)──► running ──► done
 *        │                                   │                              └──────► failed
 *        └──(something it needs is not)──────┴──(the run is stopped)──► left out
 */
import { setMaxListeners } from 'node:events'

/** A node of the graph. */
export interface GraphNode {
  readonly id: string
  /** Nodes that have to be done before; they are in the graph too. */
  readonly needs: readonly string[]
  /** The workers that can run it. */
  readonly pool: string
}

/** How a node ended: `left-out` was never begun. */
export type NodeEnd = 'done' | 'failed' | 'left-out'

/** How the graph is to be run. */
export interface GraphRun {
  /** Workers of each pool; at least 1. */
  readonly workers: Readonly<Record<string, number>>
  /** What a failure means for the rest: go on with what does not need it, begin nothing more, or stop what runs too. */
  readonly onError: 'continue' | 'quit' | 'terminate'
  /** Runs a node; `signal` asks it to stop. Answers whether it is done. Never rejects but for our own faults. */
  readonly run: (id: string, signal: AbortSignal) => Promise<boolean>
  readonly signal: AbortSignal
}

type NodeState = 'waiting' | 'ready' | 'running' | NodeEnd

/** Runs the graph to its end; of nodes that are ready the ones given first go first. */
export async function runGraph(nodes: readonly GraphNode[], run: GraphRun): Promise<ReadonlyMap<string, NodeEnd>> {
  return new GraphRunner(nodes, run).whole()
}

class GraphRunner {
  private readonly states = new Map<string, NodeState>()
  private readonly missing = new Map<string, number>()
  private readonly dependents = new Map<string, GraphNode[]>()
  private readonly ready = new Map<string, GraphNode[]>()
  private readonly free: Map<string, number>
  private readonly stopping = new AbortController()
  private begins = true
  private running = 0
  private finish: () => void = () => undefined
  private refuse: (fault: unknown) => void = () => undefined

  constructor(private readonly nodes: readonly GraphNode[], private readonly order: GraphRun) {
    // Each running node listens; Node takes more than ten for a mistake.
    setMaxListeners(0, this.stopping.signal)
    this.free = new Map(Object.entries(order.workers))
    const position = new Map(nodes.map((node, index) => [node.id, index]))
    this.compare = (a, b) => (position.get(a.id) ?? 0) - (position.get(b.id) ?? 0)
    for (const node of nodes) {
      this.states.set(node.id, 'waiting')
      this.missing.set(node.id, node.needs.length)
      for (const need of node.needs) this.dependents.set(need, [...this.dependents.get(need) ?? [], node])
    }
  }

  private readonly compare: (a: GraphNode, b: GraphNode) => number

  async whole(): Promise<ReadonlyMap<string, NodeEnd>> {
    const stop = (): void => { this.stop() }
    this.order.signal.addEventListener('abort', stop, { once: true })
    if (this.order.signal.aborted) stop()
    await new Promise<void>((resolve, reject) => {
      this.finish = resolve
      this.refuse = reject
      for (const node of this.nodes) if (node.needs.length === 0) this.change(node, 'ready')
      this.begin()
    })
    this.order.signal.removeEventListener('abort', stop)
    return new Map(this.nodes.map(({ id }) => [id, endOf(this.states.get(id))]))
  }

  private stop(): void {
    this.begins = false
    this.stopping.abort()
  }

  /** Begins what can begin; when nothing runs any more, the run is over. */
  private begin(): void {
    for (const [pool, queue] of this.ready) {
      while (this.begins && queue.length > 0 && (this.free.get(pool) ?? 0) > 0) {
        const node = queue.shift()
        if (node) this.change(node, 'running')
      }
    }
    if (this.running === 0) this.finish()
  }

  /** The only place where a node's state changes. */
  private change(node: GraphNode, state: NodeState): void {
    this.states.set(node.id, state)
    switch (state) {
      case 'waiting': return
      case 'ready': {
        const queue = this.ready.get(node.pool) ?? []
        this.ready.set(node.pool, queue)
        const at = queue.findIndex((other) => this.compare(node, other) < 0)
        queue.splice(at === -1 ? queue.length : at, 0, node)
        return
      }
      case 'running': {
        this.running++
        this.free.set(node.pool, (this.free.get(node.pool) ?? 0) - 1)
        this.order.run(node.id, this.stopping.signal).then((isDone) => { this.ended(node, isDone) }, this.refuse)
        return
      }
      case 'done': {
        for (const dependent of this.dependents.get(node.id) ?? []) {
          const missing = (this.missing.get(dependent.id) ?? 0) - 1
          this.missing.set(dependent.id, missing)
          if (missing === 0 && this.states.get(dependent.id) === 'waiting') this.change(dependent, 'ready')
        }
        return
      }
      case 'failed': case 'left-out': {
        for (const dependent of this.dependents.get(node.id) ?? []) if (this.states.get(dependent.id) === 'waiting') this.change(dependent, 'left-out')
      }
    }
  }

  private ended(node: GraphNode, isDone: boolean): void {
    this.running--
    this.free.set(node.pool, (this.free.get(node.pool) ?? 0) + 1)
    if (!isDone && this.order.onError !== 'continue') this.begins = false
    if (!isDone && this.order.onError === 'terminate') this.stop()
    this.change(node, isDone ? 'done' : 'failed')
    this.begin()
  }
}

function endOf(state: NodeState | undefined): NodeEnd {
  return state === 'done' || state === 'failed' ? state : 'left-out'
}
