/** The architectures of a project: one option, and the machine names that follow from it (BD §4.5; conversion design, §2). */
import { machineOf } from '../ir/architecture.ts'
import type { Definitions } from '../ir/definitions.ts'
import type { Conditional, EnumOption } from '../ir/project.ts'
import { saidBy, type Said } from './origin.ts'

/** The option that says what to build for; also the name of the variable that holds it. */
export const ARCH_OPTION = 'morph_arch'

/** The architectures that the systems name, sorted; x86_64 where there are none. */
export function architecturesOf(definitions: Definitions): readonly string[] {
  const named = [...new Set([...definitions.systems.values()].map((system) => system.arch.value))].filter((arch) => arch !== '').sort()
  return named.length ? named : ['x86_64']
}

/** The option; its default is x86_64 if that is among its values. */
export function archOption(architectures: readonly string[], definitions: Definitions): EnumOption {
  return {
    name: ARCH_OPTION, description: 'Architecture to build for, by its Baserock name', values: architectures, origins: new Map(architectures.flatMap((arch) => {
      const { origin } = systemsFor(arch, definitions)
      return origin ? [[arch, origin] as const] : []
    })),
    default: architectures.includes('x86_64') ? 'x86_64' : architectures[0] ?? 'x86_64',
  }
}

/** Where systems name an architecture. */
function systemsFor(arch: string, { systems }: Definitions): Said {
  return saidBy([...systems.values()].flatMap((system) => (system.arch.value === arch ? [system.arch] : [])))
}

/** Variables `cpu` and `abi` for architectures whose cpu is not their name or that have an abi part. */
export function machineConditionals(architectures: readonly string[], definitions: Definitions): readonly Conditional[] {
  return architectures.flatMap((arch) => {
    const { cpu, abi } = machineOf(arch)
    const variables = new Map([...(cpu === arch ? [] : [['cpu', cpu] as const]), ...(abi === '' ? [] : [['abi', abi] as const])])
    return variables.size ? [{ expression: `${ARCH_OPTION} == "${arch}"`, variables, ...systemsFor(arch, definitions) }] : []
  })
}
