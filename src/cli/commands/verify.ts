/** `morph2bst verify`: all of it for one system, from its definitions to a machine that runs it. */
import { join, resolve } from 'node:path'
import { EXIT, type ExitCode } from '../exit-code.ts'
import type { Io } from '../io.ts'
import { colourOf } from '../open-project.ts'
import type { Refusal } from '../refusal.ts'
import { tellRefusal } from '../terminal.ts'
import { SYSROOTS } from '../verify/base-stage.ts'
import { pathKey } from '../verify/choose-deployment.ts'
import type { Course, VerifyOrder, VerifyValues } from '../verify/course.ts'
import { runStages, type StagesEnd } from '../verify/run-stages.ts'
import { stagesOf } from '../verify/stages.ts'
import { VerifyConsole } from '../verify/verify-console.ts'
import { verifyFolder } from '../verify/verify-folder.ts'
import type { Workshops } from '../workshop.ts'

/** Runs the command. */
export async function verifyCommand(definitions: string, values: VerifyValues, io: Io, workshops: Workshops): Promise<ExitCode> {
  const order = orderOf(definitions, values, io, workshops)
  if ('exitCode' in order) {
    tellRefusal(order, io)
    return order.exitCode
  }
  return (await verify(order, io)).exitCode
}

/** What came of a run. */
export interface Verified extends StagesEnd {
  /** The image, if there is one. */
  readonly image: string | undefined
}

/** Runs what is asked for, and tells it. For callers that look at more than the exit code. */
export async function verify(order: VerifyOrder, io: Io): Promise<Verified> {
  const { values, folder } = order
  const startMs = io.now()
  const told = new VerifyConsole(io, { json: values.json ?? false, colour: colourOf(values, io.colour) })
  const course: Course = { order }
  try {
    const end = await runStages({ stages: stagesOf(course), until: values.until ?? 'boot', logs: join(folder, 'logs'), signal: io.stopSignal('interrupt') }, told, io)
    told.close({ stages: end.reports, folder, elapsedMs: io.now() - startMs, exitCode: end.exitCode })
    return { ...end, image: course.image }
  } finally {
    told.end()
  }
}

/** What the words ask for, or what is wrong with them. */
export function orderOf(definitions: string, values: VerifyValues, io: Pick<Io, 'cwd' | 'environment'>, workshops: Workshops): VerifyOrder | Refusal {
  const mistake = mistakeIn(values)
  if (mistake !== undefined || values.system === undefined) return { message: mistake ?? 'verify needs --system PATH', exitCode: EXIT.usage }
  const system = pathKey(values.system)
  const sysroots = sysrootsOf(values.sysroot ?? [], io.cwd)
  if ('exitCode' in sysroots) return sysroots
  const place = verifyFolder(values.output, definitions, system, io)
  if ('exitCode' in place) return place
  const { folder } = place
  return { definitions, system, values, sysroots, folder, project: join(folder, 'project'), images: join(folder, 'images'), workshops }
}

function mistakeIn({ until, compare, timeout, memory }: VerifyValues): string | undefined {
  if (until === 'compare' && !compare) return '--until compare is for --compare'
  return timeout === 0 ? '--timeout is 0' : memory === 0 ? '--memory is 0' : undefined
}

/** `base=DIR`, or `DIR` alone for the base. */
function sysrootsOf(words: readonly string[], cwd: string): ReadonlyMap<string, string> | Refusal {
  const known = Object.keys(SYSROOTS)
  const found = words.map((word) => /^(?:([a-z-]+)=)?(.+)$/.exec(word))
  const wrong = words.find((_, index) => !known.includes(found[index]?.[1] ?? 'base'))
  if (wrong !== undefined) return { message: `--sysroot ${wrong}: expected DIR, or NAME=DIR with one of ${known.join(', ')}`, exitCode: EXIT.usage }
  return new Map(found.map((match) => [match?.[1] ?? 'base', resolve(cwd, match?.[2] ?? '')]))
}
