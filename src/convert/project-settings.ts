/** What every element shares → project.conf and its includes (conversion design, §1, §2, §5). */
import type { BuildSystem, Defaults } from '../ir/definitions.ts'
import { commentsOf } from '../ir/origin.ts'
import { PHASES, type IncludeFile, type KindOverride, type ListEdit, type Noted, type Phase, type Project } from '../ir/project.ts'
import { ARCH_OPTION, archOption, machineConditionals } from './architectures.ts'
import { defaultPhases, formOf, stepsOf } from './build-system.ts'
import { BOOTSTRAP_ROOT, defaultsNeedPercent } from './chunk.ts'
import type { ConvertContext } from './context.ts'
import { domainSaid, globOriginsOf } from './glob-origins.ts'
import { saidBy, type Said } from './origin.ts'
import { escapePercent, PERCENT } from './percent.ts'
import { BASE_PATH } from './search-path.ts'
import { splitProject } from './split/domains.ts'

/** The project without its elements. */
export type ProjectSettings = Omit<Project, 'elements' | 'files'>

/** The strip command that most build systems have as their only one; ties go to the first. */
export function commonStrip(defaults: Defaults): Noted | undefined {
  const uses = new Map<string, { readonly command: Noted; count: number }>()
  for (const system of defaults.buildSystems.values()) {
    const [only, ...more] = defaultPhases(system).get('strip') ?? []
    if (!only || more.length > 0) continue
    const known = uses.get(only.text) ?? { command: only, count: 0 }
    known.count++
    uses.set(only.text, known)
  }
  return [...uses.values()].sort((a, b) => b.count - a.count)[0]?.command
}

/** Settings for the build systems in `used`, by name. */
export function projectSettings(context: ConvertContext, used: ReadonlySet<string>, bootstraps: boolean): ProjectSettings {
  const { definitions, options, architectures } = context
  const kinds = new Map<string, KindOverride>([['manual', manualKind(definitions.defaults)]])
  const includes: IncludeFile[] = []
  for (const system of definitions.defaults.buildSystems.values()) {
    const form = formOf(system.name)
    if (system.name === 'manual' || !used.has(system.name)) continue
    const phases = preparedPhases(defaultPhases(system), context)
    if (form.include === undefined) kinds.set(form.kind, kindOverride(phases, system))
    else includes.push({ path: form.include, head: [` Build system "${system.name}" of the definitions`], phases: nonEmpty(phases, system) })
  }
  return {
    name: options.projectName, head: definitions.defaults.comments, aliases: context.urls.aliases(), aliasOrigins: context.urls.origins(),
    options: [archOption(architectures, definitions)],
    variables: variables(context, bootstraps), conditionals: machineConditionals(architectures, definitions),
    environment: environment(context), environmentNocache: ['MAKEFLAGS'],
    ...splitRules(context), splitRulesComments: definitions.defaults.rulesComments, kinds, includes: includes.sort((a, b) => (a.path < b.path ? -1 : 1)),
  }
}

/** Nothing by default, not even stripping; the definitions' comments on `manual` stay with it. */
function manualKind(defaults: Defaults): KindOverride {
  const comments = commentsOf(...[...(defaults.buildSystems.get('manual')?.steps.values() ?? [])].map((list) => list.comments))
  return { variables: new Map(), environment: new Map(), environmentNocache: [], phases: new Map([['strip', { replace: [], ...(comments ? { comments } : {}) }]]) }
}

/** A kind with the definitions' commands in place of its own; strip-commands only where it is not the common command. */
function kindOverride(phases: ReadonlyMap<Phase, readonly Noted[]>, system: BuildSystem): KindOverride {
  const strip = phases.get('strip') ?? []
  const isCommon = strip.length === 1 && strip[0]?.text === '%{strip-binaries}'
  const written = PHASES.filter((phase) => phase !== 'strip' || !isCommon)
  return {
    variables: new Map(), environment: new Map(), environmentNocache: [],
    phases: new Map(written.map((phase) => [phase, { replace: phases.get(phase) ?? [], ...listsOf(system, phase) }])),
  }
}

/** Whose lists the commands of a phase are. */
function listsOf({ steps }: BuildSystem, phase: Phase): Said {
  return saidBy(stepsOf(steps, phase).map(([, list]) => list))
}

function nonEmpty(phases: ReadonlyMap<Phase, readonly Noted[]>, system: BuildSystem): ReadonlyMap<Phase, ListEdit<Noted>> {
  return new Map(PHASES.flatMap((phase) => {
    const commands = phases.get(phase) ?? []
    return commands.length ? [[phase, { replace: commands, ...listsOf(system, phase) }] as const] : []
  }))
}

function preparedPhases(phases: ReadonlyMap<Phase, readonly Noted[]>, context: ConvertContext): ReadonlyMap<Phase, readonly Noted[]> {
  return new Map([...phases].map(([phase, commands]) => [phase, commands.map((command) => ({
    ...(command.comments && command.text !== context.strip?.text ? { comments: command.comments } : {}), ...(command.origin ? { origin: command.origin } : {}), text: phase === 'strip' && command.text === context.strip?.text ? '%{strip-binaries}' : escapePercent(command.text),
  }))]))
}

function variables(context: ConvertContext, bootstraps: boolean): ReadonlyMap<string, Noted> {
  const found = new Map<string, Noted>()
  found.set('cpu', { text: `%{${ARCH_OPTION}}` })
  found.set('abi', { text: '' })
  if (bootstraps && context.options.target === 'bst2') {
    found.set(BOOTSTRAP_ROOT.slice(2, -1), { text: '/bootstrap', comments: { before: [' Where bootstrap elements find what they are built on'] } })
  }
  if (defaultsNeedPercent(context)) found.set(PERCENT, { text: '%' })
  found.set('strip-binaries', context.strip ? { ...context.strip, text: escapePercent(context.strip.text) } : { text: '' })
  return found
}

function environment(context: ConvertContext): ReadonlyMap<string, Noted> {
  return new Map<string, Noted>([
    ...(context.projectPath === BASE_PATH ? [] : [['PATH', { text: context.projectPath }] as const]),
    ['PREFIX', { text: '%{prefix}' }],
    ['DESTDIR', { text: '%{install-root}' }],
    ['MORPH_ARCH', { text: `%{${ARCH_OPTION}}` }],
    ['TARGET', { text: '%{cpu}-baserock-linux-gnu%{abi}' }],
    ['TARGET_STAGE1', { text: '%{cpu}-bootstrap-linux-gnu%{abi}' }],
    ['MAKEFLAGS', { text: '-j%{max-jobs}' }],
  ])
}

function splitRules(context: ConvertContext): Pick<Project, 'splitRules' | 'globOrigins'> {
  const { domains, helpers } = splitProject(context.defaultRules)
  const rules = [{ rules: context.definitions.defaults.chunkRules, chunkName: '' }]
  const globs = (rule: (typeof domains)[number]): readonly string[] => ('replace' in rule ? rule.replace : rule.extend)
  const written = new Map([
    ...domains.map((rule) => [rule.domain, { globs: globs(rule), ...domainSaid(rule, rules) }] as const),
    ...helpers.map((rule) => [rule.domain, { globs: globs(rule), ...domainSaid(rule, rules), comments: { before: [` What the globs of "${rule.domain.replace(/-.*$/, '')}" match beyond the definitions' rule`] } }] as const),
  ])
  return { splitRules: written, globOrigins: globOriginsOf([...domains, ...helpers], rules) }
}
