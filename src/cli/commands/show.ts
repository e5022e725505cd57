/** `morph2bst show`: elements with their keys and states on stdout, in a format of the user's; or what their keys are made of. */
import { keyChangesText, keyPartsText } from '../../report/build/key-explanation.ts'
import { renderPipeline } from '../../report/build/heading.ts'
import { DEFAULT_FORMAT, showFormat } from '../../report/build/show-format.ts'
import type { PreparedProject } from '../../builder/prepare.ts'
import { elementsOf } from '../element-scope.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import type { Io } from '../io.ts'
import { colourOf, readProject, withStore } from '../open-project.ts'
import type { SHOW_FLAGS, ValuesOf } from '../options.ts'
import { tellFailure, tellRefusal } from '../terminal.ts'
import type { PlannedElement, Workshop, Workshops } from '../workshop.ts'

type Values = ValuesOf<typeof SHOW_FLAGS>

/** Runs the command. */
export async function showCommand(elements: readonly string[], values: Values, io: Io, workshops: Workshops): Promise<number> {
  const format = showFormat(values.format ?? DEFAULT_FORMAT)
  if (!format.ok) {
    tellRefusal({ message: `--format: ${format.message}` }, io)
    return EXIT.usage
  }
  const project = await readProject(elements, values, io, workshops)
  if (typeof project === 'number') return project
  return withStore(values.store, io, workshops, (workshop) => show(project, values, workshop, io))
}

async function show(prepared: PreparedProject, values: Values, workshop: Workshop, io: Io): Promise<ExitCode> {
  const { project } = prepared
  const plan = await workshop.plan(prepared)
  if (!plan.ok) {
    tellFailure(plan.failure, io)
    return EXIT.input
  }
  const shown = chosen(project, values, plan.value)
  if (values['explain-key']) return explain(shown, project.name, values['old-key'], workshop, io)
  const colour = colourOf(values, io.stdoutColour)
  if (shown.length > 0) io.stdout(`${renderPipeline(shown, project, values.format ?? DEFAULT_FORMAT, colour)}\n`)
  return EXIT.done
}

function chosen(project: PreparedProject['project'], { deps, order, 'explain-key': isExplaining }: Values, plan: readonly PlannedElement[]): readonly PlannedElement[] {
  const byName = new Map(plan.map((planned) => [planned.element.name, planned]))
  // A key is explained for the elements that are named; those below them have keys of their own.
  const names = elementsOf(project, deps ?? (isExplaining ? 'none' : 'all'))
  const found = names.flatMap((name) => byName.get(name) ?? [])
  return order === 'alpha' ? found.toSorted((a, b) => (a.element.name < b.element.name ? -1 : 1)) : found
}

async function explain(shown: readonly PlannedElement[], project: string, oldKey: string | undefined, workshop: Workshop, io: Io): Promise<ExitCode> {
  const { explainKeys } = await import('../../builder/key/explain.ts')
  let exitCode: ExitCode = EXIT.done
  for (const { element: { name }, key, inputs } of shown) {
    const old = oldKey === undefined ? undefined : workshop.earlierInputs(project, name, oldKey)
    if (oldKey === undefined || key === undefined) io.stdout(keyPartsText(name, key, inputs))
    else if (old === undefined) {
      tellRefusal({ message: `${name} was never built with the key ${oldKey}, as far as the store knows`, hint: 'its logs are named by the first digits of their keys' }, io)
      exitCode = EXIT.input
    } else io.stdout(keyChangesText(name, oldKey, key, explainKeys(old, inputs)))
  }
  return exitCode
}
