/** What a project says, as plain values: a second statement of what emitters write, made without their code. */
import type { Element, ListEdit, Noted, Phase, Project } from '../../src/ir/project.ts'

export type Plain = string | readonly Plain[] | { readonly [key: string]: Plain }

/**
 * Both ends stripped as BuildStream strips every scalar; of the many characters that Python takes for blanks, these can
 * stand in a project.
 */
export function stripped(value: Plain): Plain {
  if (typeof value === 'string') return value.replace(/^[\s\u001c-\u001f\u0085\ufeff]+|[\s\u001c-\u001f\u0085\ufeff]+$/g, '')
  if (Array.isArray(value)) return (value as readonly Plain[]).map(stripped)
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, stripped(inner)]))
}

/** A map of what is there: empty lists and maps are not written. */
function only(entries: Readonly<Record<string, Plain | undefined>>): { readonly [key: string]: Plain } {
  return Object.fromEntries(Object.entries(entries).filter((entry): entry is [string, Plain] => {
    const value = entry[1]
    return value !== undefined && (typeof value === 'string' || Object.keys(value).length > 0)
  }))
}

const words = (noted: readonly Noted[] | undefined): readonly string[] | undefined => noted?.map(({ text }) => text)
const wordMap = (map: ReadonlyMap<string, Noted>): Plain => Object.fromEntries([...map].map(([key, { text }]) => [key, text]))

function phasesPlain(phases: ReadonlyMap<Phase, ListEdit<Noted>>): Plain {
  return Object.fromEntries([...phases].map(([phase, edit]) =>
    [`${phase}-commands`, edit.replace ? words(edit.replace)! : only({ '(<)': words(edit.prepend), '(>)': words(edit.append) })]))
}

/** An element as a parser should give it. */
export function elementPlain(element: Element): Plain {
  const located = new Map(element.buildDepends.flatMap(({ element: name, location }) => (location === undefined ? [] : [[location, name] as const])))
  return only({
    kind: element.kind, description: element.description?.text, depends: element.depends.map((dependency) => dependency.element),
    'build-depends': [...located.keys()].map((location) => {
      const names = element.buildDepends.map((dependency) => dependency.element)
      return { filename: names.length === 1 ? names[0]! : names, config: { location } }
    }),
    sources: element.sources.map((source) => source.kind === 'git' ? only({
      kind: 'git', url: source.url.text, ref: source.ref?.text, submodules: Object.fromEntries(source.submodules.map(({ path, url }) => [path, { url }])),
    }) : { kind: 'local', path: source.path }),
    variables: wordMap(element.variables), environment: wordMap(element.environment),
    config: element.config?.of === 'build' ? phasesPlain(element.config.phases) : undefined,
    public: only({ bst: only({
      'integration-commands': words(element.public.integrationCommands), 'overlap-whitelist': element.public.overlapWhitelist,
      'split-rules': Object.fromEntries([...element.public.splitRules].map(([domain, edit]) => [domain, edit.replace ?? []])),
    }) }),
  })
}

/** project.conf as a parser should give it, without what the dialect adds. */
export function projectPlain(project: Project): Plain {
  const [option] = project.options
  return { variables: wordMap(project.variables), 'split-rules': Object.fromEntries([...project.splitRules].map(([domain, rule]) => [domain, rule.globs])), ...only({
    name: project.name, 'element-path': 'elements', aliases: Object.fromEntries(project.aliases),
    options: { [option!.name]: { type: 'enum', description: option!.description, variable: option!.name, values: option!.values, default: option!.default } },
    environment: wordMap(project.environment), elements: Object.fromEntries([...project.kinds].flatMap(([kind, override]) => {
      const value = only({ variables: wordMap(override.variables), config: phasesPlain(override.phases) })
      return [[kind, value]]
    })),
  }) }
}
