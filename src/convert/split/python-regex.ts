/** Reads the regular expressions of split rules (Python 2 `re` on bytes). Does not know what a path is. */
import { charRange, type CharSet, charsIn, complementOf, unionOfSets } from '../../std/automaton/char-set.ts'
import { EMPTY, type Expression, NOTHING, oneOf } from '../../std/automaton/expression.ts'
import { type Anchored, repeated, withoutAnchors } from './regex-anchors.ts'

/** Why a regular expression cannot be read, and at which character. */
export interface RegexFailure {
  readonly reason: string
  readonly offset: number
}

const WORD = unionOfSets([charRange('a', 'z'), charRange('A', 'Z'), charRange('0', '9'), charsIn('_')])
const DIGIT = charRange('0', '9')
const SPACE = charsIn(' \t\n\r\f\v')
const CLASSES: Readonly<Record<string, CharSet>> = {
  d: DIGIT, w: WORD, s: SPACE, D: complementOf(DIGIT), W: complementOf(WORD), S: complementOf(SPACE),
}
const CONTROLS: Readonly<Record<string, string>> = { a: '\x07', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' }
const ANY = complementOf(charsIn('\n'))
const EXTENSIONS: readonly (readonly [string, string])[] = [
  ['(?=', 'lookahead'], ['(?!', 'negative lookahead'], ['(?<=', 'lookbehind'], ['(?<!', 'negative lookbehind'],
  ['(?P=', 'a backreference'], ['(?(', 'a conditional group'],
]

/**
 * The texts that `^(?:pattern)$` matches, or why there is no such language. Syntax: Python 2.7 sre_parse.py; what
 * regular languages cannot say (lookaround, backreferences) and inline flags are failures. Newlines are left to the caller:
 * `$` is taken to match at the very end only.
 */
export function readPythonRegex(pattern: string): Expression | RegexFailure {
  const reader = new Reader(pattern)
  const parsed = reader.readAll()
  return reader.failure ?? withoutAnchors(parsed)
}

/** Whether reading failed. */
export function isRegexFailure(result: Expression | RegexFailure): result is RegexFailure {
  return 'reason' in result
}

/** Reads from left to right; after a failure it stands at the end, so that every loop runs out. */
class Reader {
  failure: RegexFailure | undefined
  private at = 0

  constructor(private readonly text: string) {}

  readAll(): Anchored {
    const all = this.readChoice()
    return this.at < this.text.length ? this.fail('unbalanced parenthesis') : all
  }

  private fail(reason: string, offset = this.at): Expression {
    this.failure ??= { reason, offset }
    this.at = this.text.length
    return NOTHING
  }

  private take(text: string): boolean {
    const found = this.text.startsWith(text, this.at)
    if (found) this.at += text.length
    return found
  }

  private takeMatch(expected: RegExp): string | undefined {
    const [found] = expected.exec(this.text.slice(this.at)) ?? []
    this.at += found?.length ?? 0
    return found
  }

  private takeChar(): string {
    const char = String.fromCodePoint(this.text.codePointAt(this.at) ?? 0)
    this.at += char.length
    return char
  }

  private readChoice(): Anchored {
    const parts = [this.readSequence()]
    while (this.take('|')) parts.push(this.readSequence())
    return parts.length === 1 && parts[0] ? parts[0] : { kind: 'either', parts }
  }

  private readSequence(): Anchored {
    const parts: Anchored[] = []
    while (this.at < this.text.length && !this.text.startsWith('|', this.at) && !this.text.startsWith(')', this.at)) {
      parts.push(this.readRepeated())
    }
    return { kind: 'row', parts }
  }

  private readRepeated(): Anchored {
    const start = this.at
    const item = this.readItem()
    const after = this.at
    const times = this.readTimes()
    if (!times) return item
    if (item.kind === 'edge' || after === start) return this.fail('nothing to repeat', start)
    if (times.most !== undefined && times.most < times.least) return this.fail('bad repeat interval', after)
    this.take('?')
    const second = this.at
    if (this.readTimes()) return this.fail('multiple repeat', second)
    return repeated(item, times.least, times.most) ?? this.fail('repeated too often to be spelt out', after)
  }

  private readTimes(): { readonly least: number; readonly most?: number } | undefined {
    if (this.take('*')) return { least: 0 }
    if (this.take('+')) return { least: 1 }
    if (this.take('?')) return { least: 0, most: 1 }
    const [, least, comma, most] = /^\{(\d*)(,?)(\d*)\}$/.exec(this.takeMatch(/^\{(?:\d+|\d*,\d*)\}/) ?? '') ?? []
    if (comma === undefined) return undefined
    if (comma === '') return { least: Number(least), most: Number(least) }
    return { least: Number(least), ...(most ? { most: Number(most) } : {}) }
  }

  private readItem(): Anchored {
    if (this.take('(')) return this.readGroup()
    if (this.take('[')) return this.readClass()
    if (this.take('.')) return oneOf(ANY)
    if (this.take('^') || this.take('\\A')) return { kind: 'edge', side: 'start' }
    if (this.take('$') || this.take('\\Z')) return { kind: 'edge', side: 'end' }
    if (/^\\[bB]/.test(this.text.slice(this.at))) return this.fail('a word boundary is not supported')
    if (/^[*+?]/.test(this.text.slice(this.at))) return this.fail('nothing to repeat')
    return oneOf(this.text.startsWith('\\', this.at) ? this.readEscape(false) : charsIn(this.takeChar()))
  }

  private readGroup(): Anchored {
    const start = this.at - 1
    if (this.takeMatch(/^\?#[^)]*\)/) !== undefined) return EMPTY
    const extension = EXTENSIONS.find(([opening]) => this.text.startsWith(opening, start))
    if (extension) return this.fail(`${extension[1]} is not supported`, start)
    if (this.takeMatch(/^\?[aiLmsux-]+[):]/) !== undefined) return this.fail('inline flags are not supported', start)
    const known = this.take('?:') || this.takeMatch(/^\?P<[A-Za-z_]\w*>/) !== undefined
    if (!known && this.text.startsWith('?', this.at)) return this.fail('unknown extension', start)
    const body = this.readChoice()
    if (!this.take(')')) return this.fail('missing )', start)
    return { kind: 'row', parts: [body] }
  }

  private readEscape(inClass: boolean): CharSet {
    const start = this.at++
    const octal = this.takeMatch(inClass ? /^[0-7]{1,3}/ : /^(?:0[0-7]{0,2}|[0-3][0-7]{2})/)
    if (octal !== undefined) return charsIn(String.fromCodePoint(parseInt(octal, 8) & 0xff))
    const hexadecimal = this.takeMatch(/^x[0-9a-fA-F]{2}/)
    if (hexadecimal !== undefined) return charsIn(String.fromCodePoint(parseInt(hexadecimal.slice(1), 16)))
    const refused = this.at >= this.text.length ? 'a backslash ends the expression'
      : /^\d/.test(this.text.slice(this.at)) ? 'a backreference is not supported'
        : this.text.startsWith('x', this.at) ? 'a bad \\x escape' : undefined
    if (refused !== undefined) {
      this.fail(refused, start)
      return []
    }
    const char = this.takeChar()
    return CLASSES[char] ?? charsIn(inClass && char === 'b' ? '\b' : CONTROLS[char] ?? char)
  }

  private readClass(): Expression {
    const start = this.at - 1
    const negated = this.take('^')
    const sets: CharSet[] = []
    do {
      if (this.at >= this.text.length) return this.fail('missing ]', start)
      sets.push(this.readClassPart())
    } while (!this.take(']'))
    const set = unionOfSets(sets)
    return oneOf(negated ? complementOf(set) : set)
  }

  private readClassPart(): CharSet {
    const start = this.at
    const low = this.readClassChar()
    if (!/^-[^\]]/s.test(this.text.slice(this.at))) return low
    this.at++
    const high = this.readClassChar()
    const [from, to] = [onlyChar(low), onlyChar(high)]
    if (from !== undefined && to !== undefined && charRange(from, to).length > 0) return charRange(from, to)
    this.fail('bad character range', start)
    return []
  }

  private readClassChar(): CharSet {
    return this.text.startsWith('\\', this.at) ? this.readEscape(true) : charsIn(this.takeChar())
  }
}

function onlyChar(set: CharSet): string | undefined {
  const [range, more] = set
  return range && !more && range[0] === range[1] ? String.fromCodePoint(range[0]) : undefined
}
