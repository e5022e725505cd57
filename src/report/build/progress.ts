/** How far a session is, from what has happened: tasks that run, counts of each queue, failures. Knows no clock and no terminal. */
import type { BuildEvent, QueueCount, Task } from '../../builder/events.ts'
import type { FailureEvent } from './render-event.ts'

/** A task that runs, since when. */
export interface RunningTask {
  readonly task: Task
  readonly sinceMs: number
}

/** Takes events as they come. */
export class Progress {
  private readonly tasks = new Map<string, RunningTask>()
  private readonly counts = new Map<string, QueueCount>()
  private readonly failed: FailureEvent[] = []

  /** Notes an event that happened at `nowMs`. */
  take(event: BuildEvent, nowMs: number): void {
    const id = `${event.task.action}:${event.task.element}`
    switch (event.type) {
      case 'start': this.tasks.set(id, { task: event.task, sinceMs: nowMs }); return
      case 'success': this.end(id, event, 'processed'); return
      case 'skipped': this.end(id, event, 'skipped'); return
      case 'failure': this.failed.push(event); this.end(id, event, 'failed'); return
      case 'step-start': case 'step-end': case 'warning': case 'info': return
    }
  }

  /** Whether the task of an event has begun and not ended. */
  isRunning({ task }: BuildEvent): boolean {
    return this.tasks.has(`${task.action}:${task.element}`)
  }

  /** In the order in which they began. */
  running(): readonly RunningTask[] {
    return [...this.tasks.values()]
  }

  /** What has come of an action so far. */
  queue(action: Task['action']): QueueCount {
    return this.counts.get(action) ?? { processed: 0, skipped: 0, failed: 0 }
  }

  failures(): readonly FailureEvent[] {
    return this.failed
  }

  private end(id: string, { task }: BuildEvent, how: keyof QueueCount): void {
    this.tasks.delete(id)
    const before = this.queue(task.action)
    this.counts.set(task.action, { ...before, [how]: before[how] + 1 })
  }
}
