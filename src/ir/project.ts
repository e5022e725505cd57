/** A BuildStream project as typed values: what conversion makes and emitters write. Knows no file syntax and no Baserock. */
import type { Comments, Origin, Span } from './origin.ts'

/*
 * `origin`, wherever it stands, is what of the definitions says the thing; nothing where the tool itself does. It decides
 * nothing of what is written: see `line-origin.ts`.
 */

/** A value with comments; plain strings have none. */
export interface Noted {
  readonly text: string
  readonly origin?: Origin
  /** Of single lines of a text that has several, where that is not `origin`. */
  readonly lineOrigins?: readonly (Origin | undefined)[]
  readonly comments?: Comments
}

/** A list that replaces, or adds to, the list below it: `(=)`, `(<)`, `(>)` (BF §2.4). */
export interface ListEdit<T> {
  readonly replace?: readonly T[]
  readonly prepend?: readonly T[]
  readonly append?: readonly T[]
  /** Of the key, and of members that have none. */
  readonly origin?: Origin
  /** Comments of the key, and after the last item. */
  readonly comments?: Comments
  readonly after?: readonly string[]
}

/** The four phases of a build element, in order. */
export const PHASES = ['configure', 'build', 'install', 'strip'] as const
export type Phase = (typeof PHASES)[number]

/** `config` of the kinds that run phases of commands. */
export interface BuildConfig {
  readonly of: 'build'
  readonly phases: ReadonlyMap<Phase, ListEdit<Noted>>
}

/** `config` of compose and filter (BF §5.5, §5.6). Unset members have the kind's default. */
export interface SelectConfig {
  readonly of: 'select'
  readonly include?: readonly string[]
  readonly exclude?: readonly string[]
  readonly includeOrphans?: boolean
  readonly integrate?: boolean
  /** Of the choice as a whole. */
  readonly origin?: Origin
  readonly passIntegration?: boolean
}

/** `config` of import (BF §5.9). */
export interface ImportConfig {
  readonly of: 'import'
  readonly source?: string
  readonly target?: string
}

/** `config` of script (BF §5.8). */
export interface ScriptConfig {
  readonly of: 'script'
  readonly rootReadOnly?: boolean
  /** Nothing where an include gives them. */
  readonly commands: readonly Noted[]
  /** What is staged where, as BuildStream 1 wants it said; BuildStream 2 has it at the dependencies. */
  readonly layout?: readonly { readonly element: string; readonly destination: string; readonly origin?: Origin }[]
}

export type ElementConfig = BuildConfig | SelectConfig | ImportConfig | ScriptConfig

/** What a file holds: text, or bytes that are none. */
export type FileContent = string | Uint8Array

/** A dependency by element name; `location` stages it elsewhere than `/` (BF §2.2). */
export interface Dependency {
  readonly element: string
  readonly location?: string
  readonly origin?: Origin
  readonly comments?: Comments
}

/** A git or local source (BF §7). */
export interface GitSource {
  readonly kind: 'git'
  readonly url: Noted
  readonly track?: Noted
  readonly ref?: Noted
  readonly submodules: readonly { readonly path: string; readonly url: string; readonly origin?: Origin }[]
}
export interface LocalSource {
  readonly kind: 'local'
  readonly path: string
  readonly origin?: Origin
}
export type Source = GitSource | LocalSource

/** Named variables of any level, in the order to write them. */
export type Variables = ReadonlyMap<string, Noted>

/** A condition on a project option, and what holds then (BF §2.5). */
export interface Conditional {
  readonly expression: string
  readonly variables?: ReadonlyMap<string, string>
  /** An assertion: loading stops with this text. */
  readonly refuse?: string
  readonly origin?: Origin
}

/** Globs → what of the definitions says them, by domain. */
export type GlobOrigins = ReadonlyMap<string, ReadonlyMap<string, Origin>>

/** The public `bst` domain of an element. */
export interface PublicData {
  readonly integrationCommands: readonly Noted[]
  /** Of these as a whole. */
  readonly integrationOrigin?: Origin
  readonly splitRules: ReadonlyMap<string, ListEdit<string>>
  /** Of the globs of {@link splitRules}, by domain, as far as one rule's patterns say them. */
  readonly globOrigins?: GlobOrigins
  readonly overlapWhitelist: readonly string[]
}

/** One element. */
export interface Element {
  /** File name below the element path, with `.bst`. */
  readonly name: string
  readonly kind: string
  readonly description?: Noted
  /** Comments at the top of the file, and at its end. */
  readonly head: readonly string[]
  readonly tail: readonly string[]
  readonly includes: readonly string[]
  readonly conditionals: readonly Conditional[]
  readonly depends: readonly Dependency[]
  readonly buildDepends: readonly Dependency[]
  readonly runtimeDepends: readonly Dependency[]
  readonly sources: readonly Source[]
  readonly variables: Variables
  readonly environment: Variables
  readonly environmentNocache: readonly string[]
  readonly config?: ElementConfig
  readonly public: PublicData
  /** The definition that it was made from. */
  readonly origin?: Span
  /** What decides on the kind and the includes; where nothing is given here, `origin` does. */
  readonly kindOrigin?: Origin
  /** What says that there are dependencies, besides what says each. */
  readonly dependsOrigin?: Origin
}

/** An `enum` option of the project. */
export interface EnumOption {
  readonly name: string
  readonly description: string
  readonly values: readonly string[]
  readonly default: string
  /** Of the values. */
  readonly origins?: ReadonlyMap<string, Origin>
}

/** What the project says of one element kind (BF §1.7). */
export interface KindOverride {
  readonly variables: Variables
  readonly environment: Variables
  readonly environmentNocache: readonly string[]
  readonly phases: ReadonlyMap<Phase, ListEdit<Noted>>
}

/** A file of shared element data: what elements take in by `(@)`. */
export interface IncludeFile {
  readonly path: string
  readonly head: readonly string[]
  readonly phases: ReadonlyMap<Phase, ListEdit<Noted>>
}

/** A whole project. */
export interface Project {
  readonly name: string
  readonly head: readonly string[]
  readonly aliases: ReadonlyMap<string, string>
  /** Of the aliases that are not known beforehand. */
  readonly aliasOrigins?: ReadonlyMap<string, Origin>
  readonly options: readonly EnumOption[]
  readonly variables: Variables
  readonly conditionals: readonly Conditional[]
  readonly environment: Variables
  readonly environmentNocache: readonly string[]
  /** Comments on the split rules as a whole. */
  readonly splitRulesComments: readonly string[]
  readonly splitRules: ReadonlyMap<string, { readonly globs: readonly string[]; readonly comments?: Comments; readonly origin?: Origin }>
  readonly globOrigins?: GlobOrigins
  readonly kinds: ReadonlyMap<string, KindOverride>
  readonly includes: readonly IncludeFile[]
  /** By name. */
  readonly elements: ReadonlyMap<string, Element>
  /** Other files by path. */
  readonly files: ReadonlyMap<string, FileContent>
}

/** No public data. */
export const NO_PUBLIC: PublicData = { integrationCommands: [], splitRules: new Map(), overlapWhitelist: [] }

/** An element with everything empty but what is given. */
export function element(given: Partial<Element> & Pick<Element, 'name' | 'kind'>): Element {
  return {
    head: [], tail: [], includes: [], conditionals: [], depends: [], buildDepends: [], runtimeDepends: [], sources: [],
    variables: new Map(), environment: new Map(), environmentNocache: [], public: NO_PUBLIC, ...given,
  }
}
