/** `options:` of project.conf and the values chosen for them (BF §1.5). */
import { nearest } from '../std/nearest.ts'
import type { ConfMap, ConfScalar } from '../ir/conf.ts'
import { words } from './compose.ts'
import { optionTypes, type Choices, type OptionType, type OptionValue } from './option-types.ts'
import type { Settings } from './settings.ts'

/** What the options of a project came to. */
export interface Options {
  /** Typed, as conditions see them. */
  readonly values: ReadonlyMap<string, OptionValue>
  /** As texts; sorted by name. */
  readonly texts: ReadonlyMap<string, string>
  /** Variables that options set. */
  readonly exported: ReadonlyMap<string, ConfScalar>
}

/** Reads the declarations and settles each option. */
export function readOptions(declared: ConfMap | undefined, choices: Choices, settings: Settings): Options {
  const values = new Map<string, OptionValue>()
  const texts: [string, string][] = []
  const exported = new Map<string, ConfScalar>()
  const types = optionTypes(choices, settings)
  for (const [name, { value: declaration, keyAt }] of declared?.entries ?? []) {
    checkName('option', name, keyAt, false, settings)
    if (declaration.kind !== 'map') {
      settings.collector.report('project/wrong-type', { what: `option ${name}`, expected: 'a mapping', found: words(declaration) }, declaration.at)
      continue
    }
    const type = typeOf(declaration, name, types, settings)
    if (!type) continue
    const value = type.choose(name, declaration, choices.options.get(name))
    if (value === undefined) continue
    values.set(name, value)
    texts.push([name, textOf(value)])
    const variable = settings.scalar(declaration, 'variable')
    if (variable) {
      checkName('variable', variable.text, variable.at, true, settings)
      exported.set(variable.text, { kind: 'scalar', text: textOf(value), at: variable.at })
    }
  }
  reportUnknown(choices.options, declared, settings)
  return { values, texts: new Map(texts.sort(([a], [b]) => (a < b ? -1 : 1))), exported }
}

/** Reports a name that BuildStream would not take. */
export function checkName(what: string, name: string, at: ConfScalar['at'], dashes: boolean, settings: Settings): void {
  if ((dashes ? /^[A-Za-z_-][A-Za-z0-9_-]*$/ : /^[A-Za-z_][A-Za-z0-9_]*$/).test(name)) return
  settings.collector.report('project/bad-name', { what, name, letters: `letters, digits${dashes ? ', "_" and "-"' : ' and "_"'}, not beginning with a digit` }, at)
}

function typeOf(declaration: ConfMap, name: string, types: ReadonlyMap<string, OptionType>, settings: Settings): OptionType | undefined {
  const where = `option ${name}`
  settings.required(declaration, 'description', where)
  const named = settings.required(declaration, 'type', where)
  if (!named) return undefined
  const type = types.get(named.text)
  if (!type) settings.collector.report('project/bad-value', { what: 'type', value: named.text, expected: `one of ${[...types.keys()].join(', ')}` }, named.at)
  else settings.checkKeys(declaration, ['type', 'description', 'variable', ...type.keys], where)
  return type
}

function textOf(value: OptionValue): string {
  if (typeof value === 'boolean') return value ? '1' : '0'
  return typeof value === 'string' ? value : value.join(',')
}

function reportUnknown(given: ReadonlyMap<string, string>, declared: ConfMap | undefined, settings: Settings): void {
  const known = [...(declared?.entries.keys() ?? [])]
  for (const name of given.keys()) {
    if (!known.includes(name)) settings.collector.report('project/unknown-option', { option: name, suggestion: nearest(name, known) })
  }
}
