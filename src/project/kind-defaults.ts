/** What all elements of a kind start from: built-in < project.conf < the kind's own < `elements: KIND:` (BF §1.7). */
import { confAt, confText, emptyConf, type ConfMap, type ConfNode } from '../ir/conf.ts'
import type { KindDeclaration } from '../ir/kind-declaration.ts'
import { compose } from './compose.ts'
import type { ConfFiles } from './conf-file.ts'
import { SharedTrees } from './expand.ts'
import { definitionsOf, reportProtected, type ProjectConf } from './project-conf.ts'
import type { Settings } from './settings.ts'
import { SharedVariables, type Splitter } from './variables.ts'

/** The composed defaults of a kind, and what has been expanded of them for all its elements. */
export interface KindDefaults {
  readonly declaration: KindDeclaration
  /** Unexpanded. */
  readonly variables: ConfMap
  readonly environment: ConfMap
  readonly environmentNocache: readonly string[]
  readonly config: ConfMap
  readonly splitRules: ConfMap
  readonly sandbox: ConfMap
  /** `max-jobs` where `notparallel` does not hold. */
  readonly maxJobs: string
  readonly shared: SharedVariables
  readonly trees: SharedTrees
}

/** Composes defaults, once for each kind. */
export class KindDefaultsTable {
  private readonly known = new Map<string, KindDefaults>()

  constructor(private readonly conf: ProjectConf, private readonly files: ConfFiles, private readonly splitter: Splitter, private readonly settings: Settings) {}

  of(declaration: KindDeclaration): KindDefaults {
    const known = this.known.get(declaration.kind)
    if (known) return known
    const defaults = this.compose(declaration)
    this.known.set(declaration.kind, defaults)
    return defaults
  }

  private compose(declaration: KindDeclaration): KindDefaults {
    const { conf, settings } = this
    const own = this.files.parse(`<built-in>/${declaration.kind}.yaml`, declaration.defaults)
    const ownRoot = own === 'refused' ? emptyConf(conf.variables.at) : own.root
    const over = settings.map(conf.elements, declaration.kind) ?? emptyConf(conf.variables.at)
    const root = compose(over, ownRoot, settings.collector)
    const on = (base: ConfMap, key: string): ConfMap => compose(settings.map(root, key) ?? emptyConf(base.at), base, settings.collector)
    const splitRules = this.splitRules(ownRoot, over)
    const variables = on(conf.variables, 'variables')
    reportProtected(settings.map(root, 'variables') ?? emptyConf(root.at), settings)
    const environment = on(conf.environment, 'environment')
    const config = settings.map(root, 'config') ?? emptyConf(root.at)
    const sandbox = on(conf.sandbox, 'sandbox')
    const shared = new SharedVariables(withMaxJobs(definitionsOf(variables, settings)), this.splitter)
    const trees = new SharedTrees(shared)
    for (const tree of [environment, config, splitRules, sandbox]) trees.prepare(tree)
    const environmentNocache = [...conf.environmentNocache, ...(settings.texts(root, 'environment-nocache') ?? [])]
    const maxJobs = confText(conf.variables, 'max-jobs') ?? '1'
    return { maxJobs, declaration, variables, environment, environmentNocache, config, splitRules, sandbox, shared, trees }
  }

  private splitRules(...layers: readonly ConfMap[]): ConfMap {
    return layers.reduce((below, layer) => {
      const rules = confAt(layer, 'public', 'bst', 'split-rules')
      return isMap(rules) ? compose(rules, below, this.settings.collector) : below
    }, this.conf.splitRules)
  }
}

/** `notparallel` leaves one job (BF §3.4). */
function withMaxJobs(definitions: SharedVariables['definitions']): SharedVariables['definitions'] {
  const alone = definitions.get('notparallel')
  return alone && isTrue(alone.text) ? new Map([...definitions, ['max-jobs', { ...alone, text: '1' }]]) : definitions
}

/** Whether the text of a truth value means true; texts that are no truth value do not. */
export function isTrue(text: string | undefined): boolean {
  return text === 'True' || text === 'true' || text === '1'
}

function isMap(node: ConfNode | undefined): node is ConfMap {
  return node?.kind === 'map'
}
