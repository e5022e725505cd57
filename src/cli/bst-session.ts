/** `build --engine bst`: an installed BuildStream 2 builds, then its results are compared with those of our builder. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildWords, checkoutWords } from '../builder/bst-engine/bst-words.ts'
import { compareFolders, type Comparison } from '../builder/bst-engine/compare-folders.ts'
import { bstVersion, runBst, type BstWorld } from '../builder/bst-engine/run-bst.ts'
import { failed, success, type Result } from '../builder/failure.ts'
import type { PreparedProject } from '../builder/prepare.ts'
import { comparisonJson, comparisonText } from '../report/build/comparison.ts'
import { EXIT, type ExitCode } from './exit-code.ts'
import type { Io } from './io.ts'
import { colourOf, readProject, withStore } from './open-project.ts'
import type { BUILD_FLAGS, ValuesOf } from './options.ts'
import { plainListener } from './plain-console.ts'
import { tellFailure } from './terminal.ts'
import type { Workshop, Workshops } from './workshop.ts'

type Values = ValuesOf<typeof BUILD_FLAGS>

/** Runs the session. */
export async function runBstSession(elements: readonly string[], values: Values, io: Io, workshops: Workshops): Promise<ExitCode> {
  const project = await readProject(elements, values, io, workshops)
  if (typeof project === 'number') return project
  const world: BstWorld = { command: values.bst ?? 'bst', root: project.project.root, output: io.stderr, signal: io.stopSignal('interrupt') }
  const built = await buildWithBst(project, values, world, io)
  if (built !== EXIT.done) return built
  return await withStore(values.store, io, workshops, (workshop) => compareAll(project, values, world, workshop, io)) as ExitCode
}

async function buildWithBst(project: PreparedProject, values: Values, world: BstWorld, io: Io): Promise<ExitCode> {
  const version = await bstVersion(world)
  if (!version.ok) {
    tellFailure(version.failure, io)
    return EXIT.input
  }
  const { builders, fetchers, 'max-jobs': maxJobs, 'error-lines': errorLines, 'on-error': onError, 'retry-failed': retryFailed } = values
  const status = await runBst(buildWords({
    targets: project.project.targets, options: values.option ?? [], colour: colourOf(values, io.colour),
    ...builders === undefined ? {} : { builders }, ...fetchers === undefined ? {} : { fetchers }, ...maxJobs === undefined ? {} : { maxJobs },
    ...errorLines === undefined ? {} : { errorLines }, ...onError === undefined ? {} : { onError }, ...retryFailed === undefined ? {} : { retryFailed },
  }), world)
  if (!status.ok) {
    if (world.signal.aborted) return EXIT.stopped
    tellFailure(status.failure, io)
    return EXIT.input
  }
  return status.value === 0 ? EXIT.done : EXIT.buildFailed
}

/** Compares each target that our builder has built, too. */
async function compareAll(project: PreparedProject, values: Values, world: BstWorld, workshop: Workshop, io: Io): Promise<ExitCode> {
  const plan = await workshop.plan(project)
  if (!plan.ok) {
    tellFailure(plan.failure, io)
    return EXIT.input
  }
  const cached = new Set(plan.value.filter(({ state }) => state === 'cached').map(({ element }) => element.name))
  let exitCode: ExitCode = EXIT.done
  for (const element of project.project.targets) {
    if (!cached.has(element)) {
      io.stderr(`${element}: nothing to compare with: run morph2bst build ${element} without --engine bst\n`)
      continue
    }
    const compared = await compareOne(project, element, values, world, workshop, io)
    if (!compared.ok) {
      if (world.signal.aborted) return EXIT.stopped
      tellFailure(compared.failure, io)
      return EXIT.input
    }
    if (values.json) io.stdout(comparisonJson(element, compared.value))
    else io.stderr(comparisonText(element, compared.value))
    if (compared.value.differences.length > 0) exitCode = EXIT.input
  }
  return exitCode
}

async function compareOne(project: PreparedProject, element: string, values: Values, world: BstWorld, workshop: Workshop, io: Io): Promise<Result<Comparison>> {
  const folder = mkdtempSync(join(tmpdir(), 'morph2bst-compare-'))
  const [ours, theirs] = [join(folder, 'morph2bst'), join(folder, 'bst')]
  try {
    const own = await workshop.checkout({
      project, element, deps: 'run', integrate: false, target: { directory: ours, hardlinks: false, force: false }, listener: plainListener(io, values), signal: world.signal,
    })
    if (!own.ok) return own
    let said = ''
    const status = await runBst(checkoutWords(element, theirs, values.option ?? []), { ...world, output: (text) => { said += text } })
    if (!status.ok) return status
    if (status.value !== 0) return failed('host', `${world.command} cannot check out ${element}`, { detail: said })
    return success(compareFolders(ours, theirs))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
