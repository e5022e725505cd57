/** Conditions as trees: the part of Jinja2's expressions that conditions of real projects use, with its precedences. */
import { ExpressionError, tokensOf, type Token } from './tokens.ts'

/** A parsed expression. */
export type Expression =
  | { readonly is: 'value'; readonly value: string | number | boolean | null }
  | { readonly is: 'name'; readonly name: string }
  | { readonly is: 'list'; readonly items: readonly Expression[] }
  | { readonly is: 'not'; readonly of: Expression }
  | { readonly is: 'and' | 'or' | 'concat' | 'add' | 'index'; readonly left: Expression; readonly right: Expression }
  | { readonly is: 'compare'; readonly first: Expression; readonly steps: readonly { readonly operator: string; readonly right: Expression }[] }
  | { readonly is: 'choice'; readonly test: Expression; readonly then: Expression; readonly otherwise: Expression }
  | { readonly is: 'call'; readonly how: 'filter' | 'method' | 'test'; readonly name: string; readonly on: Expression; readonly given: readonly Expression[] }

const CONSTANTS: ReadonlyMap<string, boolean | null> = new Map([
  ['true', true], ['True', true], ['false', false], ['False', false], ['none', null], ['None', null],
])
const COMPARISONS = ['==', '!=', '<', '<=', '>', '>=']

/** The tree of an expression; throws {@link ExpressionError}. */
export function parseExpression(text: string): Expression {
  const parser = new Parser(tokensOf(text))
  const expression = parser.condition()
  parser.expect('the end')
  return expression
}

class Parser {
  private at = 0
  private depth = 0

  constructor(private readonly tokens: readonly Token[]) {}

  /** What may stand after `if` in Jinja2: all but a choice without brackets. */
  condition(): Expression {
    return this.or()
  }

  expression(): Expression {
    if (++this.depth > 100) throw new ExpressionError('it is nested too deeply')
    let then = this.or()
    while (this.word('if')) {
      const test = this.or()
      then = { is: 'choice', test, then, otherwise: this.word('else') ? this.expression() : { is: 'value', value: '' } }
    }
    this.depth--
    return then
  }

  expect(sign: string): void {
    if (this.token.text !== sign || this.token.kind === 'text') throw new ExpressionError(`unexpected "${this.token.text}" where "${sign}" has to be`)
    this.at++
  }

  private get token(): Token {
    return this.tokens[this.at] ?? { kind: 'end', text: 'the end' }
  }

  private word(text: string): boolean {
    return this.accept('name', text)
  }

  private sign(text: string): boolean {
    return this.accept('sign', text)
  }

  private accept(kind: Token['kind'], text: string): boolean {
    const found = this.token.kind === kind && this.token.text === text
    if (found) this.at++
    return found
  }

  private or(): Expression {
    let left = this.and()
    while (this.word('or')) left = { is: 'or', left, right: this.and() }
    return left
  }

  private and(): Expression {
    let left = this.not()
    while (this.word('and')) left = { is: 'and', left, right: this.not() }
    return left
  }

  private not(): Expression {
    let negations = 0
    while (this.word('not')) negations++
    let of = this.comparison()
    for (; negations > 0; negations--) of = { is: 'not', of }
    return of
  }

  private comparison(): Expression {
    const first = this.sum()
    const steps: { readonly operator: string; readonly right: Expression }[] = []
    for (let operator = this.comparator(); operator !== undefined; operator = this.comparator()) steps.push({ operator, right: this.sum() })
    return steps.length ? { is: 'compare', first, steps } : first
  }

  private comparator(): string | undefined {
    const sign = COMPARISONS.find((candidate) => this.sign(candidate))
    if (sign !== undefined) return sign
    if (this.word('in')) return 'in'
    const next = this.tokens[this.at + 1]
    if (this.token.kind !== 'name' || this.token.text !== 'not' || next?.kind !== 'name' || next.text !== 'in') return undefined
    this.at += 2
    return 'not in'
  }

  private sum(): Expression {
    let left = this.concatenation()
    while (this.sign('+')) left = { is: 'add', left, right: this.concatenation() }
    return left
  }

  private concatenation(): Expression {
    let left = this.postfix(this.primary())
    while (this.sign('~')) left = { is: 'concat', left, right: this.postfix(this.primary()) }
    return left
  }

  private postfix(on: Expression): Expression {
    for (;;) {
      if (this.sign('|')) on = { is: 'call', how: 'filter', name: this.name(), on, given: this.sign('(') ? this.items(')') : [] }
      else if (this.sign('.')) {
        const name = this.name()
        this.expect('(')
        on = { is: 'call', how: 'method', name, on, given: this.items(')') }
      } else if (this.sign('[')) {
        on = { is: 'index', left: on, right: this.expression() }
        this.expect(']')
      } else if (this.word('is')) on = this.test(on)
      else return on
    }
  }

  private test(on: Expression): Expression {
    const negated = this.word('not')
    const test: Expression = { is: 'call', how: 'test', name: this.name(), on, given: this.sign('(') ? this.items(')') : [] }
    return negated ? { is: 'not', of: test } : test
  }

  private name(): string {
    if (this.token.kind !== 'name') throw new ExpressionError(`unexpected "${this.token.text}" where a name has to be`)
    const { text } = this.token
    this.at++
    return text
  }

  private primary(): Expression {
    const { kind, text } = this.token
    if (this.sign('(')) {
      const items = this.items(')')
      const [only] = items
      return items.length === 1 && only && this.tokens[this.at - 2]?.text !== ',' ? only : { is: 'list', items }
    }
    if (this.sign('[')) return { is: 'list', items: this.items(']') }
    this.at++
    if (kind === 'text') return { is: 'value', value: text }
    if (kind === 'number') return { is: 'value', value: Number(text) }
    const constant = CONSTANTS.get(text)
    if (kind === 'name') return constant === undefined ? { is: 'name', name: text } : { is: 'value', value: constant }
    throw new ExpressionError(kind === 'end' ? 'it ends too early' : `unexpected "${text}"`)
  }

  private items(end: string): readonly Expression[] {
    const items: Expression[] = []
    while (!this.sign(end)) {
      items.push(this.expression())
      if (!this.sign(',')) {
        this.expect(end)
        break
      }
    }
    return items
  }
}
