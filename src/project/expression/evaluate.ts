/** Whether a condition holds under the options chosen. Only options have names in it; an unknown name is an error (BF §2.5). */
import { nearest } from '../../std/nearest.ts'
import { compare, contains, equal, FILTERS, METHODS, TESTS, truth, words, type Value } from './functions.ts'
import { parseExpression, type Expression } from './parse.ts'
import { ExpressionError } from './tokens.ts'

/** Whether the condition holds, or why that cannot be told. */
export type Verdict = { readonly holds: boolean } | { readonly problem: string }

/** Judges an expression. */
export function evaluate(expression: string, names: ReadonlyMap<string, Value>): Verdict {
  try {
    return { holds: truth(valueOf(parseExpression(expression), names)) }
  } catch (error) {
    if (error instanceof ExpressionError) return { problem: error.message }
    throw error
  }
}

function valueOf(expression: Expression, names: ReadonlyMap<string, Value>): Value {
  const value = (part: Expression): Value => valueOf(part, names)
  switch (expression.is) {
    case 'value': return expression.value
    case 'name': return named(expression.name, names)
    case 'list': return expression.items.map(value)
    case 'not': return !truth(value(expression.of))
    case 'and': {
      const left = value(expression.left)
      return truth(left) ? value(expression.right) : left
    }
    case 'or': {
      const left = value(expression.left)
      return truth(left) ? left : value(expression.right)
    }
    case 'choice': return truth(value(expression.test)) ? value(expression.then) : value(expression.otherwise)
    case 'concat': return words(value(expression.left)) + words(value(expression.right))
    case 'add': return sum(value(expression.left), value(expression.right))
    case 'index': return item(value(expression.left), value(expression.right))
    case 'compare': return comparison(expression, value)
    case 'call': return call(expression, names)
  }
}

function named(name: string, names: ReadonlyMap<string, Value>): Value {
  const value = names.get(name)
  if (value !== undefined) return value
  const suggestion = nearest(name, [...names.keys()])
  throw new ExpressionError(`there is no option "${name}"${suggestion === undefined ? '' : `; did you mean "${suggestion}"?`}`)
}

/** Chained as in Python: `a < b < c` is `a < b and b < c`. */
function comparison(expression: Extract<Expression, { is: 'compare' }>, value: (part: Expression) => Value): boolean {
  let left = value(expression.first)
  return expression.steps.every(({ operator, right }) => {
    const next = value(right)
    const holds = compared(operator, left, next)
    left = next
    return holds
  })
}

function compared(operator: string, left: Value, right: Value): boolean {
  switch (operator) {
    case '==': return equal(left, right)
    case '!=': return !equal(left, right)
    case 'in': return contains(right, left)
    case 'not in': return !contains(right, left)
    case '<': return compare(left, right) < 0
    case '<=': return compare(left, right) <= 0
    case '>': return compare(left, right) > 0
    default: return compare(left, right) >= 0
  }
}

function call(expression: Extract<Expression, { is: 'call' }>, names: ReadonlyMap<string, Value>): Value {
  const { how, name, on } = expression
  if (how === 'test' && on.is === 'name' && /^(?:un)?defined$/.test(name)) return names.has(on.name) === (name === 'defined')
  const known = { filter: FILTERS, method: METHODS, test: TESTS }[how].get(name)
  if (!known) throw new ExpressionError(`the ${how} "${name}" is not known`)
  return known(valueOf(on, names), expression.given.map((part) => valueOf(part, names)))
}

function sum(left: Value, right: Value): Value {
  if (typeof left === 'string' && typeof right === 'string') return left + right
  if (typeof left === 'number' && typeof right === 'number') return left + right
  if (Array.isArray(left) && Array.isArray(right)) return [...left as readonly Value[], ...right as readonly Value[]]
  throw new ExpressionError('"+" goes with two texts, two numbers or two lists')
}

function item(whole: Value, index: Value): Value {
  const found = typeof index === 'number' && (typeof whole === 'string' || Array.isArray(whole)) ? (whole as string | readonly Value[]).at(index) : undefined
  if (found === undefined) throw new ExpressionError('there is no such item')
  return found
}
