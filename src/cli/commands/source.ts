/** `morph2bst source fetch` and `source track`: the sources of elements onto this machine, or newer versions into their files. */
import type { ExitCode } from '../exit-code.ts'
import type { Io } from '../io.ts'
import type { SOURCE_FLAGS, ValuesOf } from '../options.ts'
import { runSession } from '../session.ts'
import type { Workshops } from '../workshop.ts'

type Values = ValuesOf<typeof SOURCE_FLAGS>

/** Runs `source fetch`. */
export function fetchCommand(elements: readonly string[], values: Values, io: Io, workshops: Workshops): Promise<ExitCode> {
  return runSession({
    command: 'source fetch', title: 'Fetch', queues: [['Fetch', 'fetch']], deps: values.deps ?? 'none', work: (workshop, order) => workshop.fetch(order),
  }, elements, values, io, workshops)
}

/** Runs `source track`. */
export function trackCommand(elements: readonly string[], values: Values, io: Io, workshops: Workshops): Promise<ExitCode> {
  return runSession({
    command: 'source track', title: 'Track', queues: [['Track', 'track']], deps: values.deps ?? 'none', work: (workshop, order) => workshop.track(order),
  }, elements, values, io, workshops)
}
