/** Words of the command line → options and the others, by a table of options. Knows no command. */
import { nearest } from '../std/nearest.ts'
import type { Flag } from './options.ts'

export type Flags = Readonly<Record<string, Flag>>

/** What an option may be given as. */
export type Given = string | boolean | number | readonly string[] | readonly (readonly [string, string])[]

/** Sorted words. */
export interface SortedWords {
  readonly ok: true
  /** By name; those not given are absent. */
  readonly values: Readonly<Record<string, Given>>
  readonly others: readonly string[]
  /** What stands behind `--`; nothing without one. */
  readonly rest: readonly string[] | undefined
}

/** A mistake on the command line. */
export interface WordsMistake {
  readonly ok: false
  readonly message: string
}

/** Sorts words. Of an option that is no list the last one counts, so that an alias in the shell can be overruled. */
export function sortWords(words: readonly string[], flags: Flags): SortedWords | WordsMistake {
  const sorting = new Sorting(flags)
  let index = 0
  while (index < words.length && sorting.mistake === undefined && words[index] !== '--') index += sorting.take(words, index)
  if (sorting.mistake !== undefined) return { ok: false, message: sorting.mistake }
  return { ok: true, values: sorting.values, others: sorting.others, rest: index < words.length ? words.slice(index + 1) : undefined }
}

class Sorting {
  readonly values: Record<string, Given> = {}
  readonly others: string[] = []
  mistake: string | undefined
  private readonly flags: Flags

  constructor(flags: Flags) {
    this.flags = flags
  }

  /** Takes the word at `index` with what belongs to it; answers with the number of words. */
  take(words: readonly string[], index: number): number {
    const word = words[index] ?? ''
    if (word.startsWith('--')) return this.takeLong(word, words.slice(index + 1, index + 3))
    if (word.startsWith('-') && word !== '-') return this.takeShort(word, words.slice(index + 1, index + 3))
    this.others.push(word)
    return 1
  }

  private takeLong(word: string, next: readonly string[]): number {
    const at = word.indexOf('=')
    const name = word.slice(2, at === -1 ? undefined : at)
    const attached = at === -1 ? [] : [word.slice(at + 1)]
    const positive = name.replace(/^no-/, '')
    const flag = this.flagOf(name)
    if (flag) return this.takeValue(name, flag, attached, next)
    if (positive !== name && this.flagOf(positive)?.type === 'boolean' && at === -1) this.values[positive] = false
    else this.mistake = unknownWord(name, this.flags)
    return 1
  }

  /** `-o x`, `-ox`, `-o=x`, and `-ab` for `-a -b`. */
  private takeShort(word: string, next: readonly string[]): number {
    for (let at = 1; at < word.length; at++) {
      const letter = word.charAt(at)
      const found = Object.entries(this.flags).find(([, { alias }]) => alias === letter)
      if (!found) {
        this.mistake = `unknown argument: ${letter}`
        return 1
      }
      const [name, flag] = found
      const attached = word.slice(at + 1).replace(/^=/, '')
      if (flag.type !== 'boolean') return this.takeValue(name, flag, attached === '' ? [] : [attached], next)
      this.values[name] = true
    }
    return 1
  }

  private takeValue(name: string, flag: Flag, attached: readonly string[], next: readonly string[]): number {
    if (flag.type === 'boolean') {
      if (attached.length) this.mistake = `--${name} takes no value`
      this.values[name] = true
      return 1
    }
    const count = flag.type === 'pair' ? 2 : 1
    const values = [...attached, ...next].slice(0, count)
    const isOption = (value: string): boolean => value.startsWith('-') && value !== '-'
    if (values.length < count || values.slice(attached.length).some(isOption)) this.mistake = `not enough arguments following: ${name}`
    else if (values.includes('')) this.mistake = `--${name} needs a value`
    else this.keep(name, flag, values)
    return 1 + count - attached.length
  }

  private keep(name: string, flag: Flag, [value = '', second = '']: readonly string[]): void {
    const before = this.values[name]
    if (flag.choices && !flag.choices.includes(value)) this.mistake = `--${name} is ${JSON.stringify(value)}; expected ${flag.choices.join(' or ')}`
    else if (flag.type === 'whole' && !/^\d{1,9}$/.test(value)) this.mistake = `--${name} is ${JSON.stringify(value)}; expected a whole number`
    else if (flag.type === 'pair') this.values[name] = [...Array.isArray(before) ? before as readonly (readonly [string, string])[] : [], [value, second]]
    else if (flag.array) this.values[name] = [...Array.isArray(before) ? before as readonly string[] : [], value]
    else this.values[name] = flag.type === 'whole' ? Number(value) : value
  }

  private flagOf(name: string): Flag | undefined {
    return Object.hasOwn(this.flags, name) ? this.flags[name] : undefined
  }
}

function unknownWord(name: string, flags: Flags): string {
  const meant = nearest(name, Object.keys(flags))
  return `unknown argument: ${name}${meant === undefined ? '' : `; did you mean --${meant}?`}`
}
