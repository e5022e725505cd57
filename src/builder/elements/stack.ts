/** Kind `stack`: a name for several elements; it makes nothing itself (BF §5.7). */
import type { ElementKind } from './element-kind.ts'

/** The kind. */
export const stackKind: ElementKind = {
  declaration: { kind: 'stack', core: true, defaults: '', configKeys: [], sources: 'none', dependencies: 'both', dependencyConfigKeys: [] },
  version: 1, runsCommands: false,
  prepare: () => ({ key: null, assemble: () => Promise.resolve(undefined) }),
}
