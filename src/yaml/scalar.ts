/** The types that YAML 1.1 gives to plain scalars, as PyYAML's safe loader did (BD §1.7). */
import type { ScalarNode } from './located.ts'

/** A scalar's typed value. Dates stay text: no field of the formats is a date. */
export type ScalarValue = string | number | boolean | null

const BOOLEANS: ReadonlyMap<string, boolean> = new Map(
  (['yes', 'on', 'true', 'no', 'off', 'false'] as const).flatMap((word) => {
    const forms = [word, word.charAt(0).toUpperCase() + word.slice(1), word.toUpperCase()]
    return forms.map((form) => [form, ['yes', 'on', 'true'].includes(word)] as const)
  }),
)
const NULLS = new Set(['', '~', 'null', 'Null', 'NULL'])
const INTEGER = /^[-+]?(?:0b[01_]+|0x[0-9a-fA-F_]+|0[0-7_]*|[1-9][0-9_]*(?::[0-5]?[0-9])*)$/
const FLOAT = /^[-+]?(?:[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?|[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*|\.(?:inf|Inf|INF))$/

/** The value that a YAML 1.1 loader would give a scalar. Quoted and block scalars are text. */
export function scalarValue(node: ScalarNode): ScalarValue {
  if (!node.plain) return node.text
  const text = node.text
  if (NULLS.has(text)) return null
  const truth = BOOLEANS.get(text)
  if (truth !== undefined) return truth
  const first = text.charCodeAt(0)
  if (!(first >= 43 && first <= 57)) return text
  if (INTEGER.test(text)) return integer(text.replaceAll('_', ''))
  if (FLOAT.test(text)) return float(text.replaceAll('_', ''))
  return text
}

function integer(text: string): number {
  const sign = text.startsWith('-') ? -1 : 1
  const digits = text.replace(/^[-+]/, '')
  if (digits.startsWith('0b')) return sign * parseInt(digits.slice(2), 2)
  if (digits.startsWith('0x')) return sign * parseInt(digits.slice(2), 16)
  if (digits.includes(':')) return sign * sexagesimal(digits)
  return sign * parseInt(digits, digits.length > 1 && digits.startsWith('0') ? 8 : 10)
}

function float(text: string): number {
  if (/inf$/i.test(text)) return text.startsWith('-') ? -Infinity : Infinity
  const sign = text.startsWith('-') ? -1 : 1
  const digits = text.replace(/^[-+]/, '')
  return sign * (digits.includes(':') ? sexagesimal(digits) : parseFloat(digits))
}

function sexagesimal(text: string): number {
  return text.split(':').reduce((sum, part) => sum * 60 + parseFloat(part), 0)
}
