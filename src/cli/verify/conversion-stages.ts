/** The stages of `verify` that read definitions and write the project. */
import { countSeverities } from '../../diagnostics/choose-shown.ts'
import type { Definitions } from '../../ir/definitions.ts'
import type { StageFacts } from '../../report/verify.ts'
import { nearest } from '../../std/nearest.ts'
import { auditLoaded } from '../commands/audit.ts'
import { convertLoaded } from '../commands/convert.ts'
import type { Reach } from '../choose-systems.ts'
import { EXIT } from '../exit-code.ts'
import { countingDiagnostics, load, type Loaded } from '../load.ts'
import type { CONVERT_FLAGS, ValuesOf } from '../options.ts'
import { chooseDeployment, pathKey } from './choose-deployment.ts'
import { conversionOf, type Course } from './course.ts'
import { byExitCode, type Stage, type StageOutcome } from './stage.ts'

/** `audit`: reads and converts in memory, and finds the system and its deployment. */
export function auditStage(course: Course): Stage {
  return { name: 'audit', run: async ({ io, progress }) => {
    const { order } = course
    progress('reading the definitions')
    const loaded = await load(order.definitions, convertValues(course), io.cwd, { reach: reachOf(course) })
    if ('exitCode' in loaded) return { how: 'failed', ...loaded }
    course.loaded = loaded
    const unknown = unknownSystem(order.system, loaded.definitions)
    if (unknown !== undefined) return { how: 'failed', exitCode: EXIT.usage, message: unknown }
    const exitCode = auditLoaded(loaded, {}, io)
    const facts = countsOf(loaded)
    if (exitCode !== EXIT.done) return { how: 'failed', exitCode, facts }
    const system = loaded.conversion.systems.find(({ path }) => path === order.system)
    if (!system) return { how: 'failed', exitCode: EXIT.input, facts, message: `${order.system} was left out of the conversion` }
    course.system = system
    return chooseInto(course, loaded, facts)
  } }
}

/** `convert`: writes the project. */
export function convertStage(course: Course): Stage {
  return { name: 'convert', run: ({ io }) => {
    const { loaded } = conversionOf(course)
    const exitCode = convertLoaded(loaded, course.order.definitions, convertValues(course), io)
    return Promise.resolve(byExitCode(exitCode, { elements: loaded.conversion.project.elements.size }))
  } }
}

/** Options of `convert` as `verify` has them: for one system, into the folder of the run. */
function convertValues({ order: { system, project, values } }: Course): ValuesOf<typeof CONVERT_FLAGS> {
  const { base, integration, alias, config, strict, 'project-name': name, 'fix-root': fixRoot, 'resolve-refs': resolveRefs } = values
  return {
    output: project, system: [system], target: 'bst2',
    ...base === undefined ? {} : { base }, ...integration === undefined ? {} : { integration }, ...alias === undefined ? {} : { alias },
    ...config === undefined ? {} : { config }, ...strict === undefined ? {} : { strict }, ...name === undefined ? {} : { 'project-name': name },
    ...fixRoot === undefined ? {} : { 'fix-root': fixRoot }, ...resolveRefs === undefined ? {} : { 'resolve-refs': resolveRefs },
  }
}

/** What goes into the system when it is deployed is wanted too. */
function reachOf({ order: { values: { cluster } } }: Course): Reach {
  return { withParts: true, ...cluster === undefined ? {} : { clusters: [pathKey(cluster)] } }
}

function unknownSystem(system: string, { systems, clusters }: Definitions): string | undefined {
  if (systems.has(system)) return undefined
  const cluster = clusters.get(system)
  if (cluster) return `${system} is a cluster; name one of its systems: ${cluster.systems.flatMap((entry) => entry.system?.value ?? []).join(', ')}`
  const known = [...systems.keys()]
  const meant = known.find((key) => key.endsWith(`/${system}`)) ?? nearest(system, known)
  return `there is no system ${system}${meant === undefined ? '' : `; did you mean ${meant}?`}`
}

function countsOf(loaded: Loaded): StageFacts {
  const { error, warning } = countSeverities(countingDiagnostics(loaded).counting)
  return { errors: error, warnings: warning }
}

/** A deployment that the person named and that is not there is a mistake; that there is none at all is how the definitions are. */
function chooseInto(course: Course, { definitions, conversion }: Loaded, facts: StageFacts): StageOutcome {
  const { system, values: { cluster, deployment: name } } = course.order
  const chosen = chooseDeployment(
    { system, ...cluster === undefined ? {} : { cluster: pathKey(cluster) }, ...name === undefined ? {} : { name } }, definitions, conversion.deployments)
  if ('mistake' in chosen) return { how: 'failed', exitCode: EXIT.usage, facts, message: chosen.mistake, ...chosen.hint === undefined ? {} : { hint: chosen.hint } }
  course.deployment = 'deployment' in chosen ? chosen.deployment : { why: chosen.none }
  const remark = 'deployment' in chosen ? [`deployment ${chosen.deployment.name} of ${chosen.deployment.cluster}`] : []
  return { how: 'done', facts: { ...facts, remarks: remark } }
}
