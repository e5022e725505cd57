/** Words of the command line → options and the others, by a table of options. Knows no command. */
import { Parser } from 'yargs/helpers'
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
  /** Words among the others that stand behind an option whose value may be left out, and that could be its value. */
  readonly perhaps: readonly { readonly name: string; readonly index: number }[]
}

/** A mistake on the command line. */
export interface WordsMistake {
  readonly ok: false
  readonly message: string
}

/** Sorts words, as yargs does. Of an option that is no list the last one counts, so that an alias in the shell can be overruled. */
export function sortWords(words: readonly string[], flags: Flags): SortedWords | WordsMistake {
  const { argv, error } = Parser.detailed(beforeRest(words).map((word) => (isBare(word, flags) ? `${word}=` : word)).concat(words.slice(beforeRest(words).length)), { ...shapesOf(flags), configuration: CONFIGURATION })
  const unknown = Object.keys(argv).find((name) => name !== '_' && name !== '--' && !Object.hasOwn(flags, name))
  if (unknown !== undefined) return { ok: false, message: unknownWord(unknown, flags) }
  if (error) return { ok: false, message: inOurWords(error.message, flags) }
  const values: Record<string, Given> = {}
  for (const [name, flag] of Object.entries(flags)) {
    const given = ([argv[name]] as readonly (string | boolean | undefined | readonly string[])[]).flat()
      .filter((value): value is string | boolean => value !== undefined && !(flag.type === 'optional' && value === false))
    if (given.length === 0) continue
    const mistake = mistakeIn(name, flag, given, words)
    if (mistake !== undefined) return { ok: false, message: mistake }
    values[name] = valueOf(flag, given)
  }
  return { ok: true, values, others: argv._.map(String), rest: argv['--']?.map(String), perhaps: perhapsValues(words, flags) }
}

function beforeRest(words: readonly string[]): readonly string[] {
  const end = words.indexOf('--')
  return end === -1 ? words : words.slice(0, end)
}

/** An option that is given without a value. */
function isBare(word: string, flags: Flags): boolean {
  return word.startsWith('--') && flags[word.slice(2)]?.type === 'optional'
}

function perhapsValues(words: readonly string[], flags: Flags): SortedWords['perhaps'] {
  return beforeRest(words).flatMap((word, at) => {
    const next = words[at + 1]
    if (!isBare(word, flags) || next === undefined || next.startsWith('-') || next === '') return []
    const before = sortWords(words.slice(0, at + 1), flags)
    return before.ok ? [{ name: word.slice(2), index: before.others.length }] : []
  })
}

/** What yargs says, of options by their long names. */
function inOurWords(message: string, flags: Flags): string {
  const [, before = message, letter] = /^(.*: )(.)$/.exec(message) ?? []
  const name = letter === undefined ? '' : Object.keys(flags).find((long) => flags[long]?.alias === letter) ?? letter
  return `${before}${name}`.replace(/^[A-Z]/, (first) => first.toLowerCase())
}

const CONFIGURATION = {
  'camel-case-expansion': false, 'dot-notation': false, 'greedy-arrays': false, 'parse-numbers': false, 'parse-positional-numbers': false,
  'populate--': true, 'strip-aliased': true,
}

/** A table of options as yargs takes it. */
function shapesOf(flags: Flags): { readonly boolean: string[]; readonly string: string[]; readonly alias: Record<string, string>; readonly narg: Record<string, number> } {
  const names = Object.entries(flags)
  const valued = names.filter(([, { type }]) => type !== 'boolean')
  return {
    boolean: names.filter(([, { type }]) => type === 'boolean').map(([name]) => name), string: valued.map(([name]) => name),
    alias: Object.fromEntries(names.flatMap(([name, { alias }]) => (alias === undefined ? [] : [[name, alias]]))),
    narg: Object.fromEntries(valued.map(([name, { type }]) => [name, type === 'pair' ? 2 : 1])),
  }
}

/** What is wrong with the values of an option. */
function mistakeIn(name: string, flag: Flag, given: readonly (string | boolean)[], words: readonly string[]): string | undefined {
  if (flag.type === 'boolean') return words.some((word) => word.startsWith(`--${name}=`)) ? `--${name} takes no value` : undefined
  if (flag.type === 'optional') return words.includes(`--${name}=`) ? `--${name}= needs a value; without one it is --${name}` : undefined
  if (given.includes('')) return `--${name} needs a value`
  const wrong = given.find((value) => (flag.choices ? !flag.choices.includes(String(value)) : flag.type === 'whole' && !/^\d{1,9}$/.test(String(value))))
  if (wrong === undefined) return undefined
  return `--${name} is ${JSON.stringify(wrong)}; expected ${flag.choices ? flag.choices.join(' or ') : 'a whole number'}`
}

function valueOf(flag: Flag, given: readonly (string | boolean)[]): Given {
  const last = given.at(-1) ?? ''
  if (flag.type === 'boolean') return last
  if (flag.type === 'optional') return last === '' ? true : last
  const texts = given.map(String)
  if (flag.type === 'pair') return texts.flatMap((text, index) => (index % 2 === 0 ? [[text, texts[index + 1] ?? ''] as const] : []))
  if (flag.array) return texts
  return flag.type === 'whole' ? Number(last) : last
}

function unknownWord(name: string, flags: Flags): string {
  const meant = nearest(name, Object.keys(flags))
  return `unknown argument: ${name}${meant === undefined ? '' : `; did you mean --${meant}?`}`
}
