/** Which systems, strata and chunks a conversion takes: the chosen ones and what they reach, less what has errors. */
import type { Chunk, Definitions, Stratum, System } from '../ir/definitions.ts'

/** What is converted, each in load order. */
export interface Scope {
  readonly systems: readonly System[]
  readonly strata: readonly Stratum[]
  /** Chunks by path key. */
  readonly chunks: ReadonlyMap<string, Chunk>
  /** Systems left out because of errors in what they reach: path keys. */
  readonly refused: readonly string[]
}

/**
 * The scope of `systems` (path keys; nothing for everything, unreferenced strata too). A file in `broken` — one with an
 * error in it, or one that could not be read — takes everything with it that reaches it.
 */
export function scopeOf(definitions: Definitions, systems: readonly string[] | undefined, broken: ReadonlySet<string>): Scope {
  const sound = soundStrata(definitions, broken)
  const wanted = [...definitions.systems.values()].filter((system) => systems === undefined || systems.includes(system.path))
  const isSound = (system: System): boolean => !broken.has('VERSION') && !broken.has('DEFAULTS') && !broken.has(system.at.file) && system.strata.every((part) => sound.has(part.stratum))
  const kept = wanted.filter(isSound)
  const roots = systems === undefined ? [...definitions.strata.keys()].filter((key) => sound.has(key)) : kept.flatMap((system) => system.strata.map((part) => part.stratum))
  const reached = strataClosure(definitions, roots)
  const strata = [...definitions.strata.values()].filter((stratum) => reached.has(stratum.path))
  const chunks = new Map(strata.flatMap((stratum) => stratum.chunks.flatMap(({ value }) => {
    const chunk = definitions.chunks.get(value)
    return chunk ? [[value, chunk] as const] : []
  })))
  return { systems: kept, strata, chunks, refused: wanted.filter((system) => !isSound(system)).map((system) => system.path) }
}

/** Every file that the systems (or all, if nothing is given) reach: their own, their strata's and their chunks'. */
export function filesReached(definitions: Definitions, systems: readonly string[]): ReadonlySet<string> {
  const files = new Set<string>(['VERSION', 'DEFAULTS'])
  const chosen = systems.flatMap((key) => definitions.systems.get(key) ?? [])
  for (const system of chosen) files.add(system.at.file)
  for (const key of strataClosure(definitions, chosen.flatMap((system) => system.strata.map((part) => part.stratum)))) {
    const stratum = definitions.strata.get(key)
    if (!stratum) continue
    files.add(stratum.at.file)
    for (const { value } of stratum.chunks) files.add(`${value}.morph`)
  }
  return files
}

function soundStrata(definitions: Definitions, broken: ReadonlySet<string>): ReadonlySet<string> {
  if (broken.has('VERSION') || broken.has('DEFAULTS')) return new Set()
  const own = [...definitions.strata.values()].filter((stratum) =>
    !broken.has(stratum.at.file) && !stratum.chunks.some(({ value }) => broken.has(`${value}.morph`)))
  const sound = new Set(own.map((stratum) => stratum.path))
  for (let before = -1; before !== sound.size;) {
    before = sound.size
    for (const stratum of own) if (stratum.buildDepends.some(({ value }) => !sound.has(value))) sound.delete(stratum.path)
  }
  return sound
}

/** The strata and all that they build-depend on, transitively. */
export function strataClosure(definitions: Definitions, roots: readonly string[]): ReadonlySet<string> {
  const reached = new Set<string>()
  const queue = [...roots]
  for (let key = queue.pop(); key !== undefined; key = queue.pop()) {
    if (reached.has(key)) continue
    reached.add(key)
    queue.push(...(definitions.strata.get(key)?.buildDepends.map((reference) => reference.value) ?? []))
  }
  return reached
}
