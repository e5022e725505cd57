/** The options of the project that make it the one of a system's architecture. */
import { ARCH_OPTION } from '../../convert/architectures.ts'
import type { ConvertedSystem } from '../../ir/conversion.ts'
import type { Loaded } from '../load.ts'

/** Pairs of name and value, as `--option` takes them. */
export function projectOptions({ loaded, system }: { readonly loaded: Loaded; readonly system: ConvertedSystem }): readonly (readonly [string, string])[] {
  return loaded.conversion.project.options.some(({ name }) => name === ARCH_OPTION) ? [[ARCH_OPTION, system.arch]] : []
}
