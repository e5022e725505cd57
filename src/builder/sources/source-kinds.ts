/** The source kinds that the builder knows. A new one is a file and a row. */
import { git } from './git.ts'
import { local } from './local.ts'
import { remote } from './remote.ts'
import { tar } from './tar.ts'
import type { SourceKind } from './source-kind.ts'

/** By name. */
export const SOURCE_KINDS: ReadonlyMap<string, SourceKind> = new Map([git, local, remote, tar].map((kind) => [kind.kind, kind]))
