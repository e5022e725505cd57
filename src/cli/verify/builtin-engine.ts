/** Our builder as `verify` uses it: by the commands that people use. */
import type { StageFacts } from '../../report/verify.ts'
import { buildCommand } from '../commands/build.ts'
import { checkoutCommand } from '../commands/checkout.ts'
import { fetchCommand } from '../commands/source.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import { readProject, withStore } from '../open-project.ts'
import { projectValues, type Course } from './course.ts'
import type { Engine } from './engine.ts'
import { watchSession, type SessionCounts } from './session-watch.ts'
import { byExitCode, type StageOutcome, type StageWorld } from './stage.ts'

/** The engine for a run. */
export function builtinEngine(course: Course): Engine {
  const { workshops, values: { builders, 'keep-going': keepGoing } } = course.order
  const onError = keepGoing ? { 'on-error': 'continue' } as const : {}
  return {
    fetch: async (elements, { io, progress }) => {
      const watch = watchSession(workshops, progress)
      const exitCode = await fetchCommand(elements, { ...projectValues(course), ...onError, deps: 'all' }, io, watch.workshops)
      const counts = watch.counts()
      return byExitCode(exitCode, counts ? { fetched: counts.fetched, ...counts.failed > 0 ? { failed: counts.failed } : {} } : {})
    },
    build: async (elements, { io, progress }) => {
      const watch = watchSession(workshops, progress)
      // Who runs it again has changed something that no key knows of, such as the machine.
      const values = { ...projectValues(course), ...onError, 'retry-failed': true, ...builders === undefined ? {} : { builders } }
      const exitCode = await buildCommand(elements, values, io, watch.workshops)
      const counts = watch.counts()
      return byExitCode(exitCode, counts ? buildFacts(counts, exitCode === EXIT.done) : {})
    },
    measure: (element, facts, world) => measure(element, facts, course, world),
    checkout: async (element, folder, { io }) => await checkoutCommand(element, { ...projectValues(course), directory: folder, deps: 'none', integrate: false, hardlinks: true }, io, workshops) as ExitCode,
  }
}

function buildFacts({ total, built, failed }: SessionCounts, isGood: boolean): StageFacts {
  return { built, ...isGood ? { cached: total - built } : { failed } }
}

async function measure(element: string, facts: StageFacts, course: Course, { io, signal }: StageWorld): Promise<StageOutcome> {
  const { workshops } = course.order
  const values = projectValues(course)
  const project = await readProject([element], values, io, workshops)
  if (typeof project === 'number') return { how: 'failed', exitCode: project, facts }
  let known = facts
  const exitCode = await withStore(values.store, io, workshops, async (workshop) => {
    const size = await workshop.measure(project, element, signal)
    if (size.ok) known = { ...facts, ...size.value }
    else io.stderr(`${size.failure.message}\n`)
    return size.ok ? EXIT.done : EXIT.input
  })
  return byExitCode(exitCode as ExitCode, known)
}
