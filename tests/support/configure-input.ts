/** What configuration extensions look at, made by hand. */
import { CONFIGURE_EXTENSIONS, unknownExtension } from '../../src/convert/deploy/configure/extensions.ts'
import type { ConfigureInput, ConfigureResult } from '../../src/convert/deploy/configure/extension.ts'
import { Collector } from '../../src/diagnostics/collector.ts'
import type { Diagnostic, Span } from '../../src/diagnostics/diagnostic.ts'
import type { Definitions, InstallManifest, System } from '../../src/ir/definitions.ts'
import { dataOf, runConfigure, type Configured, type Tree } from './configured-tree.ts'

const AT: Span = { file: 'systems/box.morph', start: 1, end: 2 }

/** A deployment to convert an extension for. */
export interface Given {
  readonly variables?: Readonly<Record<string, string>>
  readonly data?: Tree
  readonly manifests?: readonly InstallManifest[]
}

/** What an extension came to. */
export interface Made extends ConfigureResult {
  readonly diagnostics: readonly Diagnostic[]
  /** The commands as text, with their comments. */
  readonly texts: readonly string[]
  /** Runs them on a system. */
  readonly run: (system?: Tree, shell?: readonly string[]) => Configured
}

/** Converts the extension of a name. The place of the n-th variable is n * 10 in `clusters/box.morph`. */
export function convertExtension(name: string, { variables = {}, data = {}, manifests = [] }: Given = {}): Made {
  const collector = new Collector()
  const files = dataOf(data)
  const input: ConfigureInput = {
    definitions: { data: files, manifests: new Map(manifests.map((manifest) => [manifest.path, manifest])) } as unknown as Definitions,
    system: { name: 'box', path: 'systems/box' } as unknown as System, deployment: 'box-image', at: AT, collector,
    variables: new Map(Object.entries(variables).map(([key, value], index) => [key, { value, at: { file: 'clusters/box.morph', start: index * 10, end: index * 10 + 5 } }])),
  }
  const result = (CONFIGURE_EXTENSIONS.get(name) ?? unknownExtension(name)).convert(input)
  return {
    ...result, diagnostics: collector.list(),
    texts: result.commands.map(({ text, comments }) => [...(comments?.before ?? []).map((comment) => `#${comment}`), text].join('\n')),
    run: (system = {}, shell = ['sh']) => runConfigure(result, system, files, shell),
  }
}
