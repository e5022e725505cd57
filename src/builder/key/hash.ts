/** Inputs of an element's result → its cache key. */
import { digestOf } from '../store/digest.ts'
import type { KeyInputs } from './describe.ts'

/** 64 hexadecimal digits. The inputs are in a fixed order, whoever wrote them, so equal ones give equal texts. */
export function hashKey(inputs: KeyInputs): string {
  return digestOf(JSON.stringify(inputs))
}

/** A key that stands for an element together with all that it needs at run time, in staging order. */
export function closureKey(name: string, key: string, runtime: readonly (readonly [string, string])[]): string {
  return runtime.length === 0 ? key : digestOf(JSON.stringify([name, key, runtime]))
}
