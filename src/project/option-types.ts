/** The types that options have: which keys each takes, and how its value is found (BF §1.5). */
import type { ConfMap, ConfScalar } from '../ir/conf.ts'
import { canonicalArch } from '../std/canonical-arch.ts'
import type { Settings } from './settings.ts'

/** An option's value as conditions see it. */
export type OptionValue = boolean | string | readonly string[]

/** What decides the values beside the project. */
export interface Choices {
  /** Option → value, as given on the command line. */
  readonly options: ReadonlyMap<string, string>
  readonly host: { readonly arch: string; readonly os: string }
  /** Names of all elements; asked for by element masks alone. */
  readonly elementNames: () => readonly string[]
}

/** One type of option. */
export interface OptionType {
  /** Keys beside those that every option takes. */
  readonly keys: readonly string[]
  /** The value, from what was given on the command line or else the declaration; nothing if a diagnostic says why there is none. */
  readonly choose: (name: string, declaration: ConfMap, given: string | undefined) => OptionValue | undefined
}

type Place = ConfScalar['at'] | undefined

/** All types by name. */
export function optionTypes(choices: Choices, settings: Settings): ReadonlyMap<string, OptionType> {
  const checks = new Checks(settings)
  return new Map<string, OptionType>([
    ['bool', { keys: ['default'], choose: (name, declaration, given) => chooseBoolean(name, declaration, given, settings) }],
    ['enum', { keys: ['values', 'default'], choose: (name, declaration, given) => chooseOne(name, declaration, given, checks) }],
    ['flags', { keys: ['values', 'default'], choose: (name, declaration, given) => chooseSome(name, declaration, given, checks.known(name, declaration), checks) }],
    ['arch', { keys: ['values'], choose: (name, declaration, given) => chooseArch(name, declaration, given, choices.host.arch, checks) }],
    ['element-mask', { keys: ['default'], choose: (name, declaration, given) => chooseSome(name, declaration, given, choices.elementNames(), checks) }],
    ['os', { keys: ['values'], choose: (name, declaration, given) => chooseHost(name, declaration, given, systemName(choices.host.os), checks) }],
  ])
}

class Checks {
  constructor(readonly settings: Settings) {}

  /** The values that an option may have; never empty. */
  known(name: string, declaration: ConfMap): readonly string[] | undefined {
    const known = this.settings.texts(declaration, 'values') ?? []
    if (known.length > 0) return known
    this.settings.collector.report('project/missing-key', { key: 'values', where: `option ${name}` }, declaration.at)
    return undefined
  }

  allowed(name: string, value: string, known: readonly string[], at: Place): boolean {
    if (known.includes(value)) return true
    this.settings.collector.report('project/option-value', { option: name, value, known }, at)
    return false
  }
}

function chooseBoolean(name: string, declaration: ConfMap, given: string | undefined, settings: Settings): boolean | undefined {
  if (!declaration.entries.has('default')) settings.required(declaration, 'default', `option ${name}`)
  const fallback = settings.boolean(declaration, 'default')
  if (given === undefined) return fallback
  if (/^(?:[Tt]rue|[Ff]alse)$/.test(given)) return /^[Tt]rue$/.test(given)
  settings.collector.report('project/option-value', { option: name, value: given, known: ['True', 'False'] })
  return undefined
}

function chooseOne(name: string, declaration: ConfMap, given: string | undefined, checks: Checks): string | undefined {
  const known = checks.known(name, declaration)
  const fallback = checks.settings.required(declaration, 'default', `option ${name}`)
  if (!known || !fallback || !checks.allowed(name, fallback.text, known, fallback.at)) return undefined
  if (given === undefined) return fallback.text
  return checks.allowed(name, given, known, undefined) ? given : undefined
}

function chooseSome(name: string, declaration: ConfMap, given: string | undefined, known: readonly string[] | undefined, checks: Checks): readonly string[] | undefined {
  const fallback = checks.settings.scalars(declaration, 'default') ?? []
  if (!known || !fallback.every(({ text, at }) => checks.allowed(name, text, known, at))) return undefined
  if (given === undefined) return fallback.map(({ text }) => text)
  const chosen = given.replace(/\s+/g, '').split(',').sort()
  return chosen.every((value) => checks.allowed(name, value, known, undefined)) ? chosen : undefined
}

/** The first listed spelling of the host's machine, unless another is given. */
function chooseArch(name: string, declaration: ConfMap, given: string | undefined, host: string, checks: Checks): string | undefined {
  const listed = checks.settings.scalars(declaration, 'values') ?? []
  for (const { text, at } of listed) {
    if (canonicalArch(text) === undefined) checks.settings.collector.report('project/bad-value', { what: `a value of option ${name}`, value: text, expected: 'the name of an architecture' }, at)
  }
  const machine = canonicalArch(host) ?? host
  return chooseHost(name, declaration, given, listed.find(({ text }) => canonicalArch(text) === machine)?.text ?? machine, checks)
}

function chooseHost(name: string, declaration: ConfMap, given: string | undefined, host: string, checks: Checks): string | undefined {
  const known = checks.known(name, declaration)
  const value = given ?? host
  return known && checks.allowed(name, value, known, given === undefined ? declaration.at : undefined) ? value : undefined
}

/** `uname -s` spells Linux with a capital letter, and so do conditions. */
function systemName(os: string): string {
  return os.charAt(0).toUpperCase() + os.slice(1)
}
