/** `morph2bst shell`: a command in the sandbox of an element. */
import { EXIT } from '../exit-code.ts'
import type { Io } from '../io.ts'
import { oneElement, readProject, withStore } from '../open-project.ts'
import type { SHELL_FLAGS, ValuesOf } from '../options.ts'
import { plainListener } from '../plain-console.ts'
import { tellFailure } from '../terminal.ts'
import type { Workshops } from '../workshop.ts'

/** Runs the command; ends as the command in the sandbox does. */
export async function shellCommand(given: string, command: readonly string[], values: ValuesOf<typeof SHELL_FLAGS>, io: Io, workshops: Workshops): Promise<number> {
  const project = await readProject([given], values, io, workshops)
  if (typeof project === 'number') return project
  const element = oneElement(project, given, io)
  if (typeof element === 'number') return element
  return withStore(values.store, io, workshops, async (workshop) => {
    // Ctrl-C is for what runs in the shell.
    const signal = io.stopSignal('terminate')
    const status = await workshop.shell({ project, element, build: values.build ?? false, command, listener: plainListener(io, values), signal })
    if (status.ok) return status.value
    tellFailure(status.failure, io)
    return EXIT.input
  })
}
