/** The JSON Schemas of the input formats as functions. In the built program they are compiled beforehand (scripts/build.mjs). */
import { Ajv, type ErrorObject } from 'ajv'
import { inputSchemas, type SchemaName } from './schemas.ts'

/** Whether a value fits its schema; if not, `errors` tells why. */
export interface Validator {
  (value: unknown): boolean
  errors?: readonly ErrorObject[] | null
}

const compiled = new Map<SchemaName, Validator>()

/** The validator of a schema. */
export function validatorOf(name: SchemaName): Validator {
  const known = compiled.get(name)
  if (known) return known
  const made: Validator = new Ajv({ allErrors: true, strict: false, allowUnionTypes: true }).compile(inputSchemas[name])
  compiled.set(name, made)
  return made
}
