/** The stage of `verify` that starts the image, and takes the machine's word for how its checks went. */
import { bootMachine } from '../../machine/boot.ts'
import { isGood, type MachineEnd } from '../../machine/order.ts'
import { ShownConsole } from '../../machine/shown-console.ts'
import type { StageFacts } from '../../report/verify.ts'
import { exitCodeOf, KVM_DEVICE, machineOf, MACHINES } from '../commands/boot.ts'
import { EXIT } from '../exit-code.ts'
import { conversionOf, deploymentOf, type Course } from './course.ts'
import { nothingToBoot } from './image-stage.ts'
import type { Stage, StageOutcome, StageWorld } from './stage.ts'

/** `boot`: until the machine has said what it has to, or powers itself off. */
export function bootStage(course: Course): Stage {
  return { name: 'boot', run: async (world) => {
    const { system } = conversionOf(course)
    const kind = deploymentOf(course)?.kind
    if (kind !== 'disk') return nothingToBoot(course, `${kind ?? 'nothing'} is no disk that can be started`)
    if (!MACHINES.includes(system.arch)) return nothingToBoot(course, `there is no machine of ${system.arch} here, only of ${MACHINES.join(' and ')}`)
    const end = await start(course, world)
    return outcomeOf(end)
  } }
}

async function start({ image = '', order: { values } }: Course, { io, signal, tell, progress }: StageWorld): Promise<MachineEnd> {
  const shown = new ShownConsole()
  const show = (text: string): void => {
    io.stdout(text)
    const last = text.split('\n').findLast((line) => line.trim() !== '')
    if (last !== undefined) progress(last)
  }
  const end = await bootMachine({ ...machineOf(values), image }, {
    environment: io.environment, signal, kvmDevice: KVM_DEVICE, console: (bytes) => { show(shown.take(bytes)) }, note: tell,
    verdict: ({ line }) => { tell(line) },
  })
  show(shown.close())
  return end
}

/** A machine may do what was awaited and still say that it is not right. */
function outcomeOf(end: MachineEnd): StageOutcome {
  const failedChecks = end.verdicts.filter(({ good }) => !good).map(({ line }) => line)
  const passed = end.verdicts.length - failedChecks.length
  const facts: StageFacts = { ...end.verdicts.length > 0 ? { passed, failedChecks } : {}, remarks: isGood(end) ? [end.message] : [] }
  if (isGood(end)) return failedChecks.length === 0 ? { how: 'done', facts } : { how: 'failed', exitCode: EXIT.machine, facts }
  const { message, hint, detail } = end
  return { how: 'failed', exitCode: exitCodeOf(end.reason), facts, message, ...hint === undefined ? {} : { hint }, ...detail === undefined ? {} : { detail } }
}
