/** Judges raw definitions against the JSON Schemas of the input formats and turns what ajv says into located diagnostics. */
import type { ErrorObject } from 'ajv'
import type { Collector } from '../diagnostics/collector.ts'
import type { Span } from '../ir/origin.ts'
import { nearest } from '../std/nearest.ts'
import { nodeAt, type MapNode, type YamlNode } from '../yaml/located.ts'
import { scalarValue } from '../yaml/scalar.ts'
import { schemaAt, type SchemaName } from './schemas.ts'
import { validatorOf } from './validators.ts'
import { plainValue } from './values.ts'

export type { SchemaName }

/** Reports everything in `root` that the schema `name` does not allow. Unknown fields are warnings, all else errors. */
export function validate(name: SchemaName, file: string, root: MapNode, collector: Collector): void {
  const check = validatorOf(name)
  if (check(plainValue(root))) return
  for (const error of tellable(name, check.errors ?? [])) reportError(name, error, file, root, collector)
}

/** Of the errors of alternatives, those that say the most: an inner one rather than "matches none of them". */
function tellable(name: SchemaName, errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const alternatives = errors.filter((error) => error.keyword === 'anyOf')
  return errors.filter((error) => {
    if (error.keyword === 'anyOf') return !errors.some((inner) => inner !== error && isInside(inner, error) && inner.keyword !== 'type')
    if (error.keyword === 'type') return !alternatives.some((outer) => outer.instancePath === error.instancePath && isInside(error, outer))
    if (error.keyword === 'required') {
      return !alternatives.some((outer) => outer.instancePath === error.instancePath && isInside(error, outer) && isRequiredChoice(name, outer))
        || error === errors.find((other) => other.keyword === 'required' && other.instancePath === error.instancePath)
    }
    return true
  })
}

function isRequiredChoice(name: SchemaName, error: ErrorObject): boolean {
  const choices = schemaAt(name, error.schemaPath)
  return Array.isArray(choices) && choices.every((branch: unknown) => typeof branch === 'object' && branch !== null && 'required' in branch && !('type' in branch))
}

function isInside(inner: ErrorObject, outer: ErrorObject): boolean {
  return inner.schemaPath.startsWith(outer.schemaPath) || (inner.instancePath.startsWith(outer.instancePath) && inner.instancePath.length > outer.instancePath.length)
}

function reportError(name: SchemaName, error: ErrorObject, file: string, root: MapNode, collector: Collector): void {
  const path = error.instancePath.split('/').slice(1).map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
  const node = nodeAt(root, path)
  const field = fieldName(path)
  if (error.keyword === 'additionalProperties') {
    const unknown = String((error.params as { additionalProperty: unknown }).additionalProperty)
    const known = Object.keys((schemaAt(name, error.schemaPath.replace(/\/[^/]*$/, '')) as { properties?: object } | undefined)?.properties ?? {})
    const place = nodeAt(root, [...path, unknown], { key: true })
    collector.report('reader/unknown-field', { field: unknown, where: field, suggestion: nearest(unknown, known) }, span(file, place))
  } else if (error.keyword === 'required') {
    const missing = String((error.params as { missingProperty: unknown }).missingProperty)
    collector.report('reader/missing-field', { field: missing, of: field === '' ? 'the definition' : field }, spanStart(file, node))
  } else if (error.keyword === 'type' || error.keyword === 'anyOf') {
    if (error.keyword === 'anyOf' && isRequiredChoice(name, error)) return
    collector.report('reader/wrong-type', { field, expected: expectation(name, error), found: kindOf(node) }, span(file, node))
  } else {
    collector.report('reader/bad-value', { field, value: node.kind === 'scalar' ? JSON.stringify(node.text) : kindOf(node), expected: error.message ?? 'another value' }, span(file, node))
  }
}

const TYPE_WORDS: Readonly<Record<string, string>> = {
  array: 'a list', object: 'a mapping', string: 'text', integer: 'a whole number', number: 'a number', boolean: 'true or false',
}

function expectation(name: SchemaName, error: ErrorObject): string {
  const types = error.keyword === 'type' ? [(error.params as { type: unknown }).type].flat() : branchTypes(schemaAt(name, error.schemaPath))
  const words = types.map((type) => TYPE_WORDS[String(type)]).filter((word): word is string => word !== undefined)
  return [...new Set(words)].join(' or ') || 'another value'
}

function branchTypes(schema: unknown): readonly unknown[] {
  return Array.isArray(schema) ? schema.flatMap((branch: { type?: unknown }) => branch.type ?? []) : []
}

function kindOf(node: YamlNode): string {
  if (node.kind === 'list') return 'a list'
  if (node.kind === 'map') return 'a mapping'
  const value = scalarValue(node)
  if (value === null) return 'nothing'
  return typeof value === 'number' ? `the number ${node.text}` : typeof value === 'boolean' ? `the truth value ${node.text}` : `the text ${JSON.stringify(node.text)}`
}

/** `chunks[3].build-depends` from a path of steps. */
function fieldName(path: readonly string[]): string {
  return path.reduce((name, step) => (/^\d+$/.test(step) ? `${name}[${step}]` : name === '' ? step : `${name}.${step}`), '')
}

function span(file: string, node: YamlNode): Span {
  return { file, start: node.start, end: node.end }
}

function spanStart(file: string, node: YamlNode): Span {
  return { file, start: node.start, end: node.kind === 'scalar' ? node.end : node.start }
}
