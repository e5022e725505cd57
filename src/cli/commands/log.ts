/** `morph2bst log`: what the last build of an element said, as it said it. */
import { EXIT } from '../exit-code.ts'
import type { Io } from '../io.ts'
import { oneElement, readProject, withStore } from '../open-project.ts'
import type { LOG_FLAGS, ValuesOf } from '../options.ts'
import { tellRefusal } from '../terminal.ts'
import type { Workshops } from '../workshop.ts'

/** Runs the command. */
export async function logCommand(given: string, values: ValuesOf<typeof LOG_FLAGS>, io: Io, workshops: Workshops): Promise<number> {
  const project = await readProject([given], values, io, workshops)
  if (typeof project === 'number') return project
  const element = oneElement(project, given, io)
  if (typeof element === 'number') return element
  return withStore(values.store, io, workshops, (workshop) => {
    const text = workshop.lastLog(project.project.name, element)
    if (text === undefined) tellRefusal({ message: `there is no log of ${element}`, hint: `run morph2bst build ${element}` }, io)
    else io.stdout(text)
    return Promise.resolve(text === undefined ? EXIT.input : EXIT.done)
  })
}
