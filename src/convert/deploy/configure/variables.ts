/** What extensions ask of the variables of a deployment. */
import type { Located } from '../../../ir/origin.ts'
import type { ConfigureInput } from './extension.ts'

/** One variable. */
export interface Variable extends Located<string> {
  readonly name: string
}

/** A variable that is set to something; nothing for an empty one, as for shells. */
export function filled({ variables }: ConfigureInput, name: string): Variable | undefined {
  const found = variables.get(name)
  return found && found.value !== '' ? { ...found, name } : undefined
}

/** The variables whose names begin so, in document order. */
export function family({ variables }: ConfigureInput, beginning: string): readonly Variable[] {
  return [...variables].filter(([name]) => name.startsWith(beginning)).map(([name, variable]) => ({ ...variable, name }))
}

/** In the order of the values' code points, which is that of their UTF-8. */
export function byValue(variables: readonly Variable[]): readonly Variable[] {
  return [...variables].sort((a, b) => Buffer.compare(Buffer.from(a.value), Buffer.from(b.value)))
}

/** Says that a variable has a value that its extension refused, which left nothing to do. `wanted` says what it took. */
export function refuse({ collector }: ConfigureInput, extension: string, { name, value, at }: Variable, wanted: string): void {
  collector.report('deploy/variable-value', { extension, name, value, wanted }, at)
}

/** `True` and `yes` are true, `False`, `no` and an empty value are not, for extensions that look closely; nothing for anything else (BD §9.3). */
export function pythonTruth(value: string): boolean | undefined {
  if (value === 'True' || value === 'yes') return true
  return value === '' || value === 'False' || value === 'no' ? false : undefined
}
