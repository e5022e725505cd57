/** `build-depends`, `runtime-depends` and `depends` of an element, in all their forms (BF §2.2). */
import type { Span } from '../diagnostics/diagnostic.ts'
import type { ConfMap, ConfNode, ConfScalar } from '../ir/conf.ts'
import type { KindDeclaration } from '../ir/kind-declaration.ts'
import type { LoadedDependency } from '../ir/loaded-project.ts'
import { words } from './compose.ts'
import { elementName } from './element-name.ts'
import type { Settings } from './settings.ts'

type Type = 'build' | 'runtime' | 'all'
type Writable<T> = { -readonly [K in keyof T]: T[K] }

/** The dependencies in the order of their declaration, each element once; `config` is not yet expanded (BF §5.1 step 1). */
export function readDependencies(element: ConfMap, settings: Settings): readonly LoadedDependency[] {
  const merged = new Map<string, Writable<LoadedDependency>>()
  for (const [key, type] of [['build-depends', 'build'], ['runtime-depends', 'runtime'], ['depends', undefined]] as const) {
    for (const item of settings.list(element, key)?.items ?? []) {
      for (const dependency of readItem(item, key, type, settings)) merge(merged, dependency)
    }
  }
  return [...merged.values()]
}

function merge(merged: Map<string, Writable<LoadedDependency>>, dependency: LoadedDependency): void {
  const first = merged.get(dependency.name)
  if (!first) {
    merged.set(dependency.name, dependency)
    return
  }
  first.build ||= dependency.build
  first.runtime ||= dependency.runtime
  first.strict ||= dependency.strict
  first.config = [...first.config, ...dependency.config]
}

function readItem(item: ConfNode, key: string, type: Type | undefined, settings: Settings): readonly LoadedDependency[] {
  if (item.kind === 'scalar') return named([item], type ?? 'all', false, [], settings)
  if (item.kind === 'list') {
    settings.collector.report('project/wrong-type', { what: `an item of ${key}`, expected: 'a name or a mapping', found: words(item) }, item.at)
    return []
  }
  settings.checkKeys(item, ['filename', 'junction', 'strict', 'config', ...(type ? [] : ['type'])], `a dependency in ${key}`)
  const own = type ?? readType(item, settings)
  const junction = item.entries.get('junction')
  if (junction) settings.collector.report('project/junction', { what: 'a dependency' }, junction.keyAt)
  const config = settings.map(item, 'config')
  if (config && own === 'runtime') settings.collector.report('project/dependency', { problem: '"config" goes with build dependencies only' }, config.at)
  const strict = readStrict(item, own, settings)
  return junction ? [] : named(filenames(item, key, settings), own, strict, config && own !== 'runtime' ? [config] : [], settings)
}

function readType(item: ConfMap, settings: Settings): Type {
  const given = settings.scalar(item, 'type')
  if (!given || given.text === 'all' || given.text === 'build' || given.text === 'runtime') return (given?.text ?? 'all') as Type
  settings.collector.report('project/bad-value', { what: 'type', value: given.text, expected: 'build, runtime or all' }, given.at)
  return 'all'
}

function readStrict(item: ConfMap, type: Type, settings: Settings): boolean {
  const strict = settings.boolean(item, 'strict')
  const at = item.entries.get('strict')?.value.at
  if (strict === false) settings.collector.report('project/dependency', { problem: '"strict" can only be True' }, at)
  if (strict && type === 'runtime') settings.collector.report('project/dependency', { problem: '"strict" goes with build dependencies only' }, at)
  return strict === true
}

function filenames(item: ConfMap, key: string, settings: Settings): readonly ConfScalar[] {
  const given = item.entries.get('filename')?.value
  if (given?.kind === 'list') return settings.scalars(item, 'filename') ?? []
  const single = settings.required(item, 'filename', `a dependency in ${key}`)
  return single ? [single] : []
}

function named(names: readonly ConfScalar[], type: Type, strict: boolean, config: readonly ConfMap[], settings: Settings): readonly LoadedDependency[] {
  return names.flatMap(({ text, at }) => {
    const name = elementName(text, at, settings)
    return name === undefined ? [] : { name, at, build: type !== 'runtime', runtime: type !== 'build', strict, config }
  })
}

/** Reports dependencies that the element's kind cannot have (BF §5.5-5.8). */
export function checkDependencies(dependencies: readonly LoadedDependency[], declaration: KindDeclaration, at: Span, settings: Settings): void {
  const { kind } = declaration
  const report = (rule: string, where: Span): void => settings.collector.report('project/dependency-rule', { kind, rule }, where)
  const builds = dependencies.filter(({ build }) => build)
  const both = dependencies.filter(({ build, runtime }) => build && runtime)
  switch (declaration.dependencies) {
    case 'any': break
    case 'build': dependencies.filter(({ runtime }) => runtime).forEach((dependency) => report('takes build dependencies only', dependency.at)); break
    case 'both': dependencies.filter((one) => !both.includes(one)).forEach((one) => report('takes only dependencies that are both build and runtime ones', one.at)); break
    case 'one-build':
      if (builds.length !== 1) report('takes exactly one build dependency', builds[1]?.at ?? at)
      else if (both[0]) report('cannot have its build dependency as a runtime dependency too', both[0].at)
  }
  const keys = declaration.dependencyConfigKeys
  for (const config of dependencies.flatMap((dependency) => dependency.config)) {
    if (keys.length === 0) report('takes no "config" with dependencies', config.at)
    else settings.checkKeys(config, keys, `config of a dependency of a "${kind}" element`)
  }
}
