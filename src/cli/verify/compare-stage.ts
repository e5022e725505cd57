/** The stage of `verify` that has both builders build, and compares what they made of the system and of its image. */
import { buildCommand } from '../commands/build.ts'
import { EXIT } from '../exit-code.ts'
import { projectValues, targetsOf, type Course } from './course.ts'
import { builtinEngine } from './builtin-engine.ts'
import { byExitCode, type Stage, type StageWorld } from './stage.ts'

/** Differences that are told at once; the log has all. */
const TOLD = 10

interface ComparisonLine {
  readonly type?: string
  readonly element: string
  readonly paths: number
  readonly differences: readonly { readonly path: string; readonly what: string; readonly left: string; readonly right: string }[]
}

/** `compare`: what has not been built by one of the two is built first. */
export function compareStage(course: Course): Stage {
  return { name: 'compare', isApart: true, mayFail: course.order.values['keep-going'] ?? false, run: async (world) => {
    const targets = targetsOf(course)
    if (course.order.values.engine === 'bst') {
      const ours = await builtinEngine(course).build(targets, world)
      if (ours.how !== 'done') return ours
    }
    const { bst } = course.order.values
    world.progress('BuildStream builds')
    const lines: ComparisonLine[] = []
    const exitCode = await buildCommand(targets, {
      ...projectValues(course), engine: 'bst', json: true, ...bst === undefined ? {} : { bst },
    }, { ...world.io, stdout: (text) => { lines.push(...compared(text)) } }, course.order.workshops)
    const differences = tellDifferences(lines, world)
    if (exitCode === EXIT.done && lines.length < targets.length) return { how: 'failed', exitCode: EXIT.input, message: 'not everything could be compared' }
    return byExitCode(exitCode, lines.length === 0 ? {} : { paths: lines.reduce((sum, { paths }) => sum + paths, 0), differences })
  } }
}

/** The results among what is printed for programs. */
function compared(text: string): readonly ComparisonLine[] {
  return text.split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as ComparisonLine).filter(({ type }) => type === 'comparison')
}

/** Their number. */
function tellDifferences(lines: readonly ComparisonLine[], { io, tell }: StageWorld): number {
  const all = lines.flatMap(({ element, differences }) => differences.map(({ path, what, left, right }) => `${element}: ${path}: ${what}: ${left} (morph2bst), ${right} (bst)`))
  for (const line of all) io.stdout(`${line}\n`)
  for (const line of all.slice(0, TOLD)) tell(line)
  if (all.length > TOLD) tell(`… and ${all.length - TOLD} more`)
  return all.length
}
