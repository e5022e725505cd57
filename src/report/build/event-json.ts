/** A build for programs: one JSON object for each thing that happens; the fields are told in docs/scaling.md. Knows no stream. */
import type { BuildEvent } from '../../builder/events.ts'
import type { Failure } from '../../builder/failure.ts'
import type { Session } from './heading.ts'
import type { SessionEnd } from './summary.ts'

/** `session`: what is about to be done. */
export function sessionJson(command: string, { version, startMs, project, elements }: Session): string {
  return line({
    type: 'session', time: timeText(startMs), command, version, project: project.name, root: project.root, targets: project.targets,
    options: Object.fromEntries(project.options),
    elements: elements.map(({ element, key, state }) => ({ name: element.name, kind: element.kind, key: key ?? null, state })),
  })
}

/** An event: its own fields, with those of its task beside them. */
export function eventJson(event: BuildEvent, nowMs: number): string {
  const { type, task, ...rest } = event
  return line({ type, time: timeText(nowMs), action: task.action, element: task.element, key: task.key ?? null, ...rest })
}

/** `summary`: what came of it. */
export function summaryJson(command: string, { total, session, queues, failures }: SessionEnd, exitCode: number, nowMs: number): string {
  return line({
    type: 'summary', time: timeText(nowMs), command, exitCode, total, session,
    queues: Object.fromEntries(queues.map(([name, count]) => [name.toLowerCase(), count])),
    failed: [...new Set(failures.map(({ task }) => task.element))].sort(),
  })
}

/** `summary` of a session that came to nothing: why. */
export function failureJson(command: string, failure: Failure, exitCode: number, nowMs: number): string {
  return line({ type: 'summary', time: timeText(nowMs), command, exitCode, failure })
}

function line(fact: Readonly<Record<string, unknown>>): string {
  return `${JSON.stringify(fact)}\n`
}

function timeText(ms: number): string {
  return new Date(ms).toISOString()
}
