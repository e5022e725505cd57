/** What the user decides about a conversion. */

/** The BuildStream generation to write for. */
export type Target = 'bst2' | 'bst1'
/** What becomes of the bootstrap: a ready base in its place, or the whole chain (conversion design, §6). */
export type BaseMode = 'replace' | 'bootstrap'
/** Where integration commands stand: on each element, or in one sorted list for each system (§4). */
export type IntegrationMode = 'element' | 'system'

/** All choices, with no defaults left open. */
export interface ConvertOptions {
  readonly target: Target
  readonly base: BaseMode
  readonly integration: IntegrationMode
  readonly projectName: string
  /** Source aliases that the user defines or redefines: name → URL prefix. */
  readonly aliases: ReadonlyMap<string, string>
  /** Rewrite commands that need root where that is safe. */
  readonly fixRoot: boolean
  /** Path keys of the systems to convert; nothing stands for everything there is. */
  readonly systems: readonly string[] | undefined
  /** Path keys of the clusters whose deployments to convert, as far as their systems are; nothing stands for all. */
  readonly clusters: readonly string[] | undefined
  /** Commits that remotes gave for refs that are no commits: `repo ref` → commit. */
  readonly resolvedRefs: ReadonlyMap<string, string>
}
