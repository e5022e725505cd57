/** The stage of `verify` that makes the result of the deployment, and gives it to the person as a file. */
import { cpSync, lstatSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { errorCode, errorWords } from '../../files/failure.ts'
import { copySparse } from '../../files/sparse-copy.ts'
import type { ConvertedDeployment } from '../../ir/conversion.ts'
import type { StageFacts } from '../../report/verify.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import type { Engine } from './engine.ts'
import { deploymentOf, type Course } from './course.ts'
import type { Stage, StageOutcome } from './stage.ts'

/** `image`: builds the deployment's element, and checks its result out. */
export function imageStage(course: Course, engine: Engine): Stage {
  return { name: 'image', run: async (world) => {
    const deployment = deploymentOf(course)
    if (!deployment) return nothingToBoot(course, course.deployment && 'why' in course.deployment ? course.deployment.why : 'no cluster deploys it')
    const built = await engine.build([deployment.element], world)
    if (built.how !== 'done') return built
    world.progress(`checking out ${deployment.file}`)
    const facts: StageFacts = { ...built.facts, element: deployment.element }
    const path = join(course.order.images, basename(deployment.file))
    const exitCode = await placing(path, deployment, world.signal, (folder) => engine.checkout(deployment.element, folder, world))
    if (typeof exitCode !== 'number') return { how: 'failed', exitCode: EXIT.input, facts, message: exitCode.message }
    if (exitCode !== EXIT.done) return { how: 'failed', exitCode, facts }
    course.image = path
    return { how: 'done', facts: { ...facts, path, bytes: sizeOf(path) } }
  } }
}

/** That nothing can be started is well, unless the person says what the machine has to say. */
export function nothingToBoot({ order: { values } }: Course, why: string): StageOutcome {
  if (values.expect === undefined && values['fail-on'] === undefined) return { how: 'left-out', why }
  return { how: 'failed', exitCode: EXIT.input, message: `there is nothing to start: ${why}`, hint: 'leave --expect and --fail-on out, or name another system or deployment' }
}

/** Has the artifact checked out beside the place, and puts a copy of its result there when that is whole. */
async function placing(path: string, { file }: ConvertedDeployment, signal: AbortSignal, checkout: (folder: string) => Promise<ExitCode>): Promise<ExitCode | { readonly message: string }> {
  const aside = join(dirname(path), '.aside')
  try {
    // Of a run that was killed.
    rmSync(aside, { recursive: true, force: true })
    mkdirSync(aside, { recursive: true })
    const exitCode = await checkout(join(aside, 'artifact'))
    if (exitCode !== EXIT.done) return exitCode
    const [made, copy] = [join(aside, 'artifact', file), join(aside, 'copy')]
    if (lstatSync(made).isDirectory()) cpSync(made, copy, { recursive: true, verbatimSymlinks: true })
    else if (!await copySparse(made, copy, signal)) return EXIT.stopped
    rmSync(path, { recursive: true, force: true })
    renameSync(copy, path)
    return EXIT.done
  } catch (error) {
    if (errorCode(error) === undefined) throw error
    return { message: `${path} cannot be written: ${errorWords(error)}` }
  } finally {
    rmSync(aside, { recursive: true, force: true })
  }
}

function sizeOf(path: string): number {
  const found = lstatSync(path)
  if (!found.isDirectory()) return found.size
  return readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name)), 0)
}
