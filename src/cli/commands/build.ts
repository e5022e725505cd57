/** `morph2bst build`: elements in, artifacts in the store out; by our builder or, with `--engine bst`, by BuildStream. */
import type { ExitCode } from '../exit-code.ts'
import type { Io } from '../io.ts'
import type { BUILD_FLAGS, ValuesOf } from '../options.ts'
import { runSession } from '../session.ts'
import type { Workshops } from '../workshop.ts'

/** Runs the command. */
export async function buildCommand(elements: readonly string[], values: ValuesOf<typeof BUILD_FLAGS>, io: Io, workshops: Workshops): Promise<ExitCode> {
  if (values.engine === 'bst') return (await import('../bst-session.ts')).runBstSession(elements, values, io, workshops)
  return runSession({
    command: 'build', title: 'Build', queues: [['Fetch', 'fetch'], ['Build', 'build']], deps: 'none', work: (workshop, order) => workshop.build(order),
  }, elements, values, io, workshops)
}
