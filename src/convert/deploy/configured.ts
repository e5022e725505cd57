/** A system → the tree that its configuration extensions leave, with what is deployed into it (BD §9.2, §9.3). */
import type { ClusterSystem, Deployment, System } from '../../ir/definitions.ts'
import type { Located, Span } from '../../ir/origin.ts'
import { element, type Dependency, type Element, type FileContent, type Noted } from '../../ir/project.ts'
import { IMAGE_TOOLS, type ConvertContext } from '../context.ts'
import { saidAt, saidBy } from '../origin.ts'
import type { ConfigureResult } from './configure/extension.ts'
import { CONFIGURE_EXTENSIONS, unknownExtension } from './configure/extensions.ts'
import { DEFINITIONS_PLACE, type DefinitionFiles } from './definition-files.ts'
import type { Reporter } from './faults.ts'
import type { OwnershipRow } from './ownership.ts'
import { isNamed } from './reads.ts'

/** Where the files made for one deployment are staged. */
const DEPLOYMENT_PLACE = '/deployment'

/** What becomes of a system before it is written. */
export interface Configured {
  /** The element that holds the tree: the system's own where nothing was to do. */
  readonly element: string
  readonly elements: readonly Element[]
  readonly files: ReadonlyMap<string, FileContent>
  readonly ownership: readonly OwnershipRow[]
  /** Names, or beginnings of names, of the variables that were read. */
  readonly reads: readonly string[]
}

/** What is put into the tree first: elements of deployments of subsystems, and what they say of owners. */
export interface Parts {
  readonly elements: readonly { readonly element: string; readonly at: Span }[]
  readonly ownership: readonly OwnershipRow[]
}

/** Configures one deployment of a system. `name` is the element of the deployment. */
export function configure(
  system: System, entry: ClusterSystem, deployment: Deployment, variables: ReadonlyMap<string, Located<string>>,
  parts: Parts, name: string, files: DefinitionFiles, collector: Reporter, context: ConvertContext,
): Configured {
  const results = system.extensions.map(({ value, at }) => runExtension(value, { system, deployment, variables, at, collector, context }))
  const commands = results.flatMap((result) => result.commands)
  const made = new Map(results.flatMap((result) => [...result.files]))
  const ownership = [...parts.ownership, ...results.flatMap((result) => result.ownership)]
  const reads = system.extensions.flatMap(({ value }) => CONFIGURE_EXTENSIONS.get(baseName(value))?.reads ?? [])
  const systemElement = context.names.systems.get(system.path) ?? ''
  if (commands.length === 0 && parts.elements.length === 0) return { element: systemElement, elements: [], files: new Map(), ownership, reads }
  const configured = context.names.below(name, 'configured')
  const ownFiles = made.size ? ownFilesElement(name, deployment, context) : undefined
  const inTree = (of: string, at: Span): Dependency => ({ element: of, location: '%{install-root}', ...saidAt(at) })
  return {
    element: configured,
    elements: [
      element({
        name: configured, kind: 'script', origin: entry.at, description: { text: `${system.name} as ${deployment.name} has it`, ...saidAt(deployment.at) },
        includes: [...new Set(results.flatMap((result) => result.includes))],
        buildDepends: [
          { element: IMAGE_TOOLS }, inTree(systemElement, entry.at), ...parts.elements.map((part) => inTree(part.element, part.at)),
          ...definitionFiles(results, files),
          ...(ownFiles ? [{ element: ownFiles.name, location: DEPLOYMENT_PLACE }] : []),
        ],
        config: { of: 'script', commands: commands.length ? commands : [NOTHING_TO_DO] },
      }),
      ...(ownFiles ? [ownFiles] : []),
    ],
    files: new Map([...made].map(([path, content]) => [`${ownFolder(name)}/${path.replace(/^\/+/, '')}`, content])),
    ownership, reads,
  }
}

/** Files of the definitions are there for the extensions that take them. */
function definitionFiles(results: readonly Result[], files: DefinitionFiles): readonly Dependency[] {
  const uses = results.flatMap((result) => files.elementsFor(result.uses).map((of) => ({ of, at: result.at })))
  return [...new Set(uses.map(({ of }) => of))].map((element) => ({ element, location: DEFINITIONS_PLACE, ...saidBy(uses.filter(({ of }) => of === element)) }))
}

/** Only deployments of subsystems are put in; an element that runs nothing cannot be built. */
const NOTHING_TO_DO: Noted = { text: ':' }

interface Run {
  readonly system: System
  readonly deployment: Deployment
  readonly variables: ReadonlyMap<string, Located<string>>
  readonly at: Located<string>['at']
  readonly collector: Reporter
  readonly context: ConvertContext
}

/** What comes of an extension that is named there. */
interface Result extends ConfigureResult {
  readonly at: Span
}

/** Commands are said by the extension's name and the variables that it reads. */
function runExtension(named: string, { system, deployment, variables, at, collector, context }: Run): Result {
  const input = { definitions: context.definitions, system, deployment: deployment.name, variables, at, collector }
  const extension = CONFIGURE_EXTENSIONS.get(baseName(named)) ?? unknownExtension(baseName(named))
  const result = extension.convert(input)
  const read = [...variables].filter(([name]) => isNamed(name, extension.reads)).map(([, variable]) => variable)
  return { ...result, at, commands: result.commands.map((command) => ({ ...command, ...saidBy([{ at }, ...read]) })) }
}

function baseName(named: string): string {
  return named.replace(/^.*\//, '')
}

function ownFolder(name: string): string {
  return `files/${name.replace(/\.bst$/, '')}`
}

function ownFilesElement(name: string, deployment: Deployment, context: ConvertContext): Element {
  return element({
    name: context.names.below(name, 'files'), kind: 'import', description: { text: `Files made for ${deployment.name}` },
    sources: [{ kind: 'local', path: ownFolder(name) }],
  })
}
