/** Chunk fields that the user gives in the configuration, over what the definitions say. Knows no file but that of the configuration. */
import { valueOf, type MapNode, type YamlNode } from '../yaml/located.ts'
import type { MorphFile } from './morph-file.ts'

/** Overrides by path key, or by `<stratum path>/<entry name>`. */
export interface Overrides {
  readonly file: MorphFile
  readonly chunks: ReadonlyMap<string, MapNode>
}

/** No configuration. */
export const NO_OVERRIDES: Overrides = {
  file: { path: 'morph2bst.yaml', key: '', kind: 'chunk', root: { kind: 'map', entries: [], start: 0, end: 0 } },
  chunks: new Map(),
}

/** The `chunks:` part of a configuration file. */
export function overridesOf(path: string, root: YamlNode | undefined): Overrides {
  const part = valueOf(root, 'chunks')
  if (root?.kind !== 'map' || part?.kind !== 'map') return NO_OVERRIDES
  return {
    file: { path, key: path, kind: 'chunk', root },
    chunks: new Map(part.entries.flatMap((entry) => entry.value.kind === 'map' ? [[entry.key.text, entry.value] as const] : [])),
  }
}
