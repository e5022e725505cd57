/** What the result of an element depends on, written out once: the key is its hash, and what changed is read from it (BF §9). */
import { confJson } from '../../ir/conf.ts'
import type { LoadedElement } from '../../ir/loaded-project.ts'

/** Raised when every key has to change, because equal inputs give other results than before. */
const KEY_FORMAT = 1

/** What of an element is known besides its own settings. */
export interface KeyParts {
  /** Of its kind. */
  readonly kindVersion: number
  readonly kindKey: unknown
  readonly runsCommands: boolean
  /** Of each source, with the directory it goes to. */
  readonly sources: readonly { readonly directory: string; readonly kind: string; readonly identity: unknown }[]
  /** Direct build dependencies in staging order: name, and the key that stands for all that comes with it. */
  readonly dependencies: readonly (readonly [string, string])[]
  /** Direct dependencies that ask for being rebuilt whatever the mode. */
  readonly strict: readonly string[]
  /** Tokens of the project, sorted. */
  readonly fatalWarnings: readonly string[]
}

/** The inputs of an element's result, in a fixed order. Plain JSON. */
export interface KeyInputs {
  readonly format: number
  readonly kind: string
  readonly kindVersion: number
  /** The kind's own: commands for most. */
  readonly config: unknown
  /** Only of kinds that run commands, and without the names that are left out. */
  readonly environment: Readonly<Record<string, string>>
  readonly public: unknown
  /** User and group in the sandbox, machine and system. */
  readonly sandbox: unknown
  readonly sources: KeyParts['sources']
  readonly fatalWarnings: readonly string[]
  readonly strict: readonly string[]
  readonly dependencies: readonly (readonly [string, string])[]
}

/** Writes the inputs out. */
export function describeKey(element: LoadedElement, parts: KeyParts): KeyInputs {
  const left = new Set(element.environmentNocache)
  const environment = parts.runsCommands ? [...element.environment].filter(([name]) => !left.has(name)).sort(([a], [b]) => (a < b ? -1 : 1)) : []
  const { buildUid, buildGid, buildArch, buildOs } = element.sandbox
  return {
    format: KEY_FORMAT, kind: element.kind, kindVersion: parts.kindVersion, config: parts.kindKey, environment: Object.fromEntries(environment),
    public: confJson(element.public), sandbox: parts.runsCommands ? { buildUid, buildGid, buildArch, buildOs } : { buildArch, buildOs },
    sources: parts.sources, fatalWarnings: parts.fatalWarnings, strict: parts.strict, dependencies: parts.dependencies,
  }
}
