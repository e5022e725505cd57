/** What the symbols of `show --format` stand for (BF §11.1). Knows no store: key and state are given. */
import type { ElementState } from '../../builder/events.ts'
import { confText } from '../../ir/conf.ts'
import type { LoadedElement, LoadedProject, LoadedSource } from '../../ir/loaded-project.ts'
import { visibleText } from '../../diagnostics/visible-text.ts'
import { dumpConf, dumpNames, dumpTexts } from './dump-conf.ts'
import type { BuildPaint, Tint } from './paint.ts'
import type { Symbols } from './show-format.ts'

/** An element with what the builder knows of it. */
export interface ShownElement {
  readonly element: LoadedElement
  /** 64 hexadecimal digits; nothing while a source has no exact version. */
  readonly key?: string | undefined
  readonly state: ElementState
}

/** The symbols of an element. */
export function elementSymbols({ element, key, state }: ShownElement, project: Pick<LoadedProject, 'aliases'>, paint: BuildPaint): Symbols {
  const names = (follows: (edge: LoadedElement['dependencies'][number]) => boolean) => () => dumpNames(element.dependencies.filter(follows).map(({ name }) => name))
  return {
    'name': { text: () => visibleText(element.name), tint: (text) => paint.bold(paint.blue(text)) },
    'kind': { text: () => element.kind, tint: paint.cyan },
    'description': { text: () => visibleText(element.description.trimEnd().replaceAll('\n', ' ')), tint: paint.yellow },
    'key': { text: () => key?.slice(0, 8) ?? '?'.repeat(8), tint: paint.yellow },
    'full-key': { text: () => key ?? '?'.repeat(64), tint: paint.yellow },
    'state': { text: () => state, tint: stateTint(state, paint) },
    'config': { text: () => dumpConf(element.config) },
    'vars': { text: () => dumpTexts(element.variables) },
    'env': { text: () => dumpTexts(element.environment) },
    'public': { text: () => dumpConf(element.public) },
    'deps': { text: names(() => true) },
    'build-deps': { text: names(({ build }) => build) },
    'runtime-deps': { text: names(({ runtime }) => runtime) },
    'source-info': { text: () => sourceInfo(element.sources, project.aliases) },
    'workspaced': { text: () => '' },
    'workspace-dirs': { text: () => '' },
  }
}

function stateTint(state: ElementState, paint: BuildPaint): Tint {
  switch (state) {
    case 'cached': return paint.magenta
    case 'failed': case 'fetch needed': case 'no reference': return paint.red
    case 'buildable': return paint.green
    case 'waiting': return paint.blue
  }
}

/** Kind → what the version of such a source is. */
const VERSION_TYPES: Readonly<Record<string, string>> = { git: 'commit', git_repo: 'commit', git_tag: 'commit', tar: 'sha256', zip: 'sha256', remote: 'sha256' }

function sourceInfo(sources: readonly LoadedSource[], aliases: ReadonlyMap<string, string>): string {
  if (sources.length === 0) return '[]'
  return sources.map(({ kind, config }) => {
    const type = VERSION_TYPES[kind]
    const ref = confText(config, 'ref')
    const facts: readonly (readonly [string, string | undefined])[] = [
      ['kind', kind], ['url', expanded(confText(config, 'url') ?? confText(config, 'path'), aliases)],
      ['medium', kind === 'local' ? 'local' : type === 'commit' ? 'git' : type && 'remote-file'],
      ...ref === undefined ? [] : [['version-type', type], ['version', ref]] as const,
    ]
    const known = new Map(facts.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])))
    return dumpTexts(known).trimEnd().split('\n').map((line, index) => (index === 0 ? `- ${line}` : `  ${line}`)).join('\n')
  }).join('\n')
}

function expanded(url: string | undefined, aliases: ReadonlyMap<string, string>): string | undefined {
  const colon = url?.indexOf(':') ?? -1
  const start = url === undefined || colon === -1 ? undefined : aliases.get(url.slice(0, colon))
  return start === undefined ? url : start + (url ?? '').slice(colon + 1)
}
