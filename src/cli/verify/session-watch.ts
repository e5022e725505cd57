/** Listens to the builder while a command uses it: how far it is, and what came of it. Changes nothing of what it does. */
import type { BuildEvent } from '../../builder/events.ts'
import type { Workshop, Workshops, SessionOrder, SessionResult } from '../workshop.ts'

/** What a session came to. */
export interface SessionCounts {
  /** Elements that were looked at, with all that they need. */
  readonly total: number
  readonly fetched: number
  readonly built: number
  readonly failed: number
}

/** Workshops to give to a command, and what is known when it has ended. */
export interface SessionWatch {
  readonly workshops: Workshops
  /** Nothing if no session came about. */
  readonly counts: () => SessionCounts | undefined
}

/** Watches; `progress` takes what a terminal shows meanwhile. */
export function watchSession(workshops: Workshops, progress: (text: string) => void): SessionWatch {
  let result: SessionResult | undefined
  let waiting = 0
  const watched = (workshop: Workshop): Workshop => ({
    ...workshop,
    plan: async (project) => {
      const plan = await workshop.plan(project)
      if (plan.ok) waiting = plan.value.filter(({ state }) => state !== 'cached').length
      return plan
    },
    fetch: async (order) => noted(await workshop.fetch(listening(order))),
    build: async (order) => noted(await workshop.build(listening(order))),
  })
  const noted: <T extends Awaited<ReturnType<Workshop['build']>>>(done: T) => T = (done) => {
    if (done.ok) result = done.value
    return done
  }
  const listening = (order: SessionOrder): SessionOrder => {
    const steps = new Steps(waiting, progress)
    return { ...order, listener: (event) => {
      steps.take(event)
      order.listener(event)
    } }
  }
  return {
    workshops: { ...workshops, open: async (folder) => {
      const opened = await workshops.open(folder)
      return opened.ok ? { ...opened, value: watched(opened.value) } : opened
    } },
    counts: () => result && countsOf(result),
  }
}

/** Turns events into words such as `12/34 strata/gtk3/gtk3.bst`. */
class Steps {
  private readonly running = new Set<string>()
  private readonly done = new Set<string>()

  constructor(private readonly waiting: number, private readonly progress: (text: string) => void) {}

  take(event: BuildEvent): void {
    const { type, task: { element, action } } = event
    if (action === 'main') return
    if (type === 'start') this.running.add(element)
    else if (type === 'success' || type === 'failure' || type === 'skipped') {
      this.running.delete(element)
      if (action === 'build' || type !== 'skipped') this.done.add(element)
    } else return
    this.progress([`${this.done.size}/${Math.max(this.waiting, this.done.size)}`, ...[...this.running].slice(-2)].join(' '))
  }
}

function countsOf({ total, queues = [] }: SessionResult): SessionCounts {
  const queue = (name: string): { readonly processed: number; readonly failed: number } => queues.find(([one]) => one === name)?.[1] ?? { processed: 0, failed: 0 }
  const [fetch, build] = [queue('Fetch'), queue('Build')]
  return { total, fetched: fetch.processed, built: build.processed, failed: fetch.failed + build.failed }
}
