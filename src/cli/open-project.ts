/** What commands on projects begin with: the project read and its diagnostics told, the store opened. */
import type { PreparedProject } from '../builder/prepare.ts'
import { Collector } from '../diagnostics/collector.ts'
import { SourceTexts } from '../diagnostics/source-text.ts'
import { EXIT, type ExitCode } from './exit-code.ts'
import type { Io } from './io.ts'
import type { LOG_FLAGS, ValuesOf } from './options.ts'
import { projectFolder, storeFolder } from './project-folder.ts'
import { tell, tellFailure, tellRefusal } from './terminal.ts'
import type { Workshop, Workshops } from './workshop.ts'

/** What every such command takes. */
export type ProjectValues = ValuesOf<typeof LOG_FLAGS>

/** Diagnostics shown at most, in all and of one code. */
const SHOWN = { total: 100, perCode: 10 }

/** Reads the project; what is wrong with it is told. Nothing if it cannot be used: then the exit code says why. */
export async function readProject(
  targets: readonly string[], values: ProjectValues & { readonly json?: boolean }, io: Io, workshops: Workshops,
): Promise<PreparedProject | ExitCode> {
  const found = projectFolder(values.project, io)
  if ('message' in found) {
    tellRefusal(found, io)
    return found.exitCode
  }
  const collector = new Collector()
  const options = new Map(values.option ?? [])
  const { project, texts } = await workshops.readProject({ root: found.root, targets, options, maxJobs: values['max-jobs'] }, collector)
  tell(collector.list(), new SourceTexts(texts), { json: values.json ?? false, severities: ['error', 'warning'], ...SHOWN, restIn: 'mend these first' }, { ...io, colour: colourOf(values, io.colour) })
  return project && collector.counts().error === 0 ? project : EXIT.input
}

/** Whether there are colours, where the terminal would have them. */
export function colourOf(values: ProjectValues, terminal: boolean): boolean {
  return values.color ?? terminal
}

/** The one element that is asked for; an exit code if a glob or a default stands for several. */
export function oneElement({ project: { targets } }: PreparedProject, given: string, io: Io): string | ExitCode {
  const [element, ...others] = targets
  if (element !== undefined && others.length === 0) return element
  tellRefusal({ message: `${given} stands for ${targets.length} elements`, hint: 'name one' }, io)
  return EXIT.usage
}

/** Opens the store for as long as `work` takes; an exit code if it cannot be opened. */
export async function withStore(given: string | undefined, io: Io, workshops: Workshops, work: (workshop: Workshop) => Promise<number>): Promise<number> {
  const place = storeFolder(given, io)
  if ('message' in place) {
    tellRefusal(place, io)
    return place.exitCode
  }
  const opened = await workshops.open(place.folder)
  if (!opened.ok) {
    tellFailure(opened.failure, io)
    return EXIT.input
  }
  try {
    return await work(opened.value)
  } finally {
    opened.value.close()
  }
}
