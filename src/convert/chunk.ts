/** A chunk → a build element (conversion design, §2, §3). */
import type { Chunk } from '../ir/definitions.ts'
import type { Comments, Located } from '../ir/origin.ts'
import { element, PHASES, type Dependency, type Element, type ListEdit, type Noted, type Phase, type PublicData } from '../ir/project.ts'
import { chunkPhases, defaultPhases, formOf } from './build-system.ts'
import { BASE_ELEMENT, type ConvertContext } from './context.ts'
import { domainSaid, globOriginsOf } from './glob-origins.ts'
import { integrationOf, sortedGroups } from './integration.ts'
import { noted, saidAt, saidBy, type Said } from './origin.ts'
import { escapePercent, needsPercent } from './percent.ts'
import { reportCommands } from './report-commands.ts'
import { withoutRoot } from './root-commands.ts'
import { gitSource } from './source.ts'
import type { ChunkStaging } from './staging.ts'
import type { DomainGlobs } from './split/domains.ts'

/** The sysroot of bootstrap chunks: their dependencies are staged there, and they are built in a folder just below it (BD §5.5). */
export const BOOTSTRAP_ROOT = '%{bootstrap-root}'

/** Converts one chunk; `domains` are the split rules in which it differs from the project. */
export function convertChunk(chunk: Chunk, staging: ChunkStaging, domains: readonly DomainGlobs[], context: ConvertContext): Element {
  const form = formOf(chunk.buildSystem)
  const phases = phasesOf(chunk, context)
  const bootstrap = chunk.mode === 'bootstrap'
  const variables = new Map<string, Noted>()
  if (chunk.prefix) variables.set('prefix', noted(chunk.prefix))
  if (bootstrap) variables.set('build-root', { ...saidAt(chunk.modeAt), text: context.options.target === 'bst2' ? `${BOOTSTRAP_ROOT}/${buildFolder(chunk)}` : `/${buildFolder(chunk)}` })
  if (chunk.maxJobs?.value === 1) variables.set('notparallel', noted({ ...chunk.maxJobs, value: 'True' }))
  const integration = integrationOf(context.options.integration === 'element' ? sortedGroups([chunk]) : [])
  reportCommands(chunk, context)
  const depends = staging.depends.flatMap((path) => dependency(path, chunk, context))
  const buildDepends = buildDependencies(chunk, staging, context)
  const dependsOrigin = chunk.buildDependsAt ?? context.definitions.strata.get(chunk.stratum)?.buildDependsAt
  return element({
    name: context.names.chunks.get(chunk.path) ?? '', kind: form.kind, origin: chunk.at, ...(chunk.buildSystemAt ? { kindOrigin: chunk.buildSystemAt } : {}),
    ...(chunk.description ? { description: noted(chunk.description) } : {}),
    head: [...headComments(chunk), ...unplacedComments(chunk, [...depends, ...buildDepends], context)], tail: chunk.after,
    includes: form.include === undefined ? [] : [form.include],
    buildDepends, depends, ...(dependsOrigin ? { dependsOrigin } : {}),
    sources: gitSource(chunk, context.urls, context.options.resolvedRefs, context.collector),
    variables, environment: environmentOf(chunk, context),
    ...(phases.size ? { config: { of: 'build' as const, phases } } : {}),
    public: { ...integration, ...splitRulesOf(domains, chunk, context), overlapWhitelist: [] },
  })
}

/** The folder that a bootstrap chunk was built in, `<name>.build`. */
function buildFolder(chunk: Chunk): string {
  return `${chunk.artifactName.replace(/[^A-Za-z0-9._+@-]/g, '_')}.build`
}

/** The phases that the element writes, commands made safe for BuildStream. */
function phasesOf(chunk: Chunk, context: ConvertContext): ReadonlyMap<Phase, ListEdit<Noted>> {
  const { definitions, options, strip } = context
  const edits = new Map([...chunkPhases(chunk, definitions.defaults)].map(([phase, edit]) => [phase, mapEdit(edit, (command) => prepared(command, options.fixRoot, strip?.text))]))
  const system = definitions.defaults.buildSystems.get(chunk.buildSystem)
  const base = system ? defaultPhases(system) : new Map<Phase, readonly Noted[]>()
  const runsNothing = PHASES.every((phase) => {
    const edit = edits.get(phase)
    return edit ? (edit.replace ?? [...(base.get(phase) ?? []), 'more']).length === 0 : (base.get(phase) ?? []).length === 0
  })
  if (!runsNothing) return edits
  context.collector.report('convert/no-commands', { chunk: chunk.name }, chunk.at)
  return new Map([['install', { replace: [{ text: '', comments: { before: [' nothing to run; an element without any command fails'] } }] }]])
}

function prepared(command: Noted, fixRoot: boolean, strip: string | undefined): Noted {
  if (strip !== undefined && command.text === strip) return { ...command, text: '%{strip-binaries}' }
  return { ...command, text: escapePercent(fixRoot ? withoutRoot(command.text) : command.text) }
}

/** A list edit with every member changed. */
export function mapEdit<T>(edit: ListEdit<T>, change: (member: T) => T): ListEdit<T> {
  return {
    ...edit, ...(edit.replace ? { replace: edit.replace.map(change) } : {}),
    ...(edit.prepend ? { prepend: edit.prepend.map(change) } : {}), ...(edit.append ? { append: edit.append.map(change) } : {}),
  }
}

/** The dependency on a chunk, with the comments of the item that names it. */
function dependency(path: string, chunk: Chunk, context: ConvertContext): readonly Dependency[] {
  const name = context.names.chunks.get(path)
  const reference = chunk.buildDepends.find(({ value }) => value === path)
  return name === undefined ? [] : [{ element: name, ...saidAt((reference ?? broughtBy(path, chunk, context))?.at), ...(reference?.comments ? { comments: reference.comments } : {}) }]
}

/** What names a chunk that comes along with others: an item of the nearest one. */
function broughtBy(path: string, chunk: Chunk, { definitions }: ConvertContext): Located<string> | undefined {
  const queue = [chunk]
  const seen = new Set(queue)
  for (let next = queue.shift(); next; next = queue.shift()) {
    const reference = next.buildDepends.find(({ value }) => value === path)
    if (reference) return reference
    for (const { value } of next.buildDepends) {
      const sibling = definitions.chunks.get(value)
      if (!sibling || seen.has(sibling)) continue
      seen.add(sibling)
      queue.push(sibling)
    }
  }
  return definitions.strata.get(chunk.stratum)?.buildDepends.find(({ value }) => definitions.strata.get(value)?.chunks.some((entry) => entry.value === path))
}

/** Comments of items of \`build-depends\` that have no item in the element, because others bring the chunk along. */
function unplacedComments(chunk: Chunk, written: readonly Dependency[], context: ConvertContext): readonly string[] {
  const names = new Set(written.map((dependency) => dependency.element))
  return chunk.buildDepends.filter(({ value }) => !names.has(context.names.chunks.get(value) ?? '')).flatMap(({ comments }) => linesOf(comments))
}

function buildDependencies(chunk: Chunk, staging: ChunkStaging, context: ConvertContext): readonly Dependency[] {
  const siblings = staging.buildDepends.flatMap((path) => dependency(path, chunk, context))
  if (chunk.mode === 'bootstrap') {
    const apart = context.options.target === 'bst2'
    return [{ element: BASE_ELEMENT, ...saidAt(chunk.modeAt) }, ...siblings.map((sibling) => (apart ? { ...sibling, location: BOOTSTRAP_ROOT } : sibling))]
  }
  const stratum = context.names.buildDeps.get(chunk.stratum)
  const own = [...(stratum === undefined ? [] : [{ element: stratum, ...belowStratum(chunk, context) }]), ...siblings]
  const isBare = context.options.base === 'replace' ? !context.onBase.has(chunk.stratum) : own.length === 0 && staging.depends.length === 0
  if (!isBare) return own
  context.collector.report('convert/no-shell', { chunk: chunk.name }, chunk.at)
  return [{ element: BASE_ELEMENT }, ...own]
}

/** All that the stratum is built on is said in one list. */
function belowStratum(chunk: Chunk, context: ConvertContext): Said {
  const stratum = context.definitions.strata.get(chunk.stratum)
  return stratum ? saidBy(stratum.buildDepends) : {}
}

function environmentOf(chunk: Chunk, context: ConvertContext): ReadonlyMap<string, Noted> {
  const environment = new Map<string, Noted>()
  const path = context.paths.path(chunk, chunk.mode === 'bootstrap' && context.options.target === 'bst2' ? BOOTSTRAP_ROOT : '')
  if (path !== context.projectPath) environment.set('PATH', { text: path, ...saidBy(context.paths.prefixes(chunk)) })
  if (chunk.maxJobs && chunk.maxJobs.value !== 1) {
    environment.set('MAKEFLAGS', noted({ ...chunk.maxJobs, value: `-j${chunk.maxJobs.value}` }))
    context.collector.report('convert/max-jobs', { chunk: chunk.name, jobs: chunk.maxJobs.value }, chunk.maxJobs.at)
  }
  return environment
}

/** The split rules in which an element differs from the project. */
function splitRulesOf(domains: readonly DomainGlobs[], chunk: Chunk, { definitions }: ConvertContext): Pick<PublicData, 'splitRules' | 'globOrigins'> {
  if (domains.length === 0) return { splitRules: new Map() }
  const rules = [{ rules: chunk.products, chunkName: chunk.artifactName }, { rules: definitions.defaults.chunkRules, chunkName: '' }]
  return {
    splitRules: new Map(domains.map((rule) => [rule.domain, { ...('replace' in rule ? { replace: rule.replace } : { append: rule.extend }), ...domainSaid(rule, rules) }])),
    globOrigins: globOriginsOf(domains, rules),
  }
}

/** Fields whose comments have a line of their own elsewhere in the element. */
const PLACED = new Set(['description', 'repo', 'ref', 'unpetrify-ref', 'prefix', 'max-jobs', 'entry', 'file'])

/** Comments for the top of the element: of the entry, of the file, and of fields that have no line. */
function headComments(chunk: Chunk): readonly string[] {
  const isPlaced = (key: string): boolean => key.endsWith('-commands') || (PLACED.has(key) && (key !== 'unpetrify-ref' || chunk.ref !== undefined))
  return [
    ...linesOf(chunk.comments.get('file')), ...linesOf(chunk.comments.get('entry')),
    ...[...chunk.comments].filter(([key]) => !isPlaced(key)).flatMap(([, comments]) => linesOf(comments)),
  ]
}

function linesOf(comments: Comments | undefined): readonly string[] {
  return [...(comments?.before ?? []), ...(comments?.trailing === undefined ? [] : [comments.trailing])]
}

/** Whether some text of the defaults needs the percent variable for the whole project. */
export function defaultsNeedPercent(context: ConvertContext): boolean {
  return [...context.definitions.defaults.buildSystems.values()].some((system) =>
    [...system.steps.values()].some((list) => list.commands.some((command) => needsPercent(command.value))))
}
