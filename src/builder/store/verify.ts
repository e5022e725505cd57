/**
 * Looks whether a store holds what it says. First everything is looked at, then what is damaged is taken away: artifacts
 * before what they are made of, so that a run that is killed leaves nothing that passes for whole.
 */
import { basename, join, relative } from 'node:path'
import type { Result } from '../failure.ts'
import type { ArtifactName, FoundArtifact } from './artifacts.ts'
import type { Digest } from './digest.ts'
import { codeOf, move, namesIn, onDisk, publishFile } from './disk.ts'
import { remove } from './remove.ts'
import type { Store } from './store.ts'
import { Inspection, type Damage } from './verify-contents.ts'
import { Turns } from './turns.ts'

/** Name of the file in the quarantine that says what was found last. */
const LIST = 'damaged.txt'

/** What was found. */
export interface VerifyReport {
  /** How many of each were looked at. */
  readonly checked: { readonly objects: number; readonly trees: number; readonly layers: number; readonly downloads: number; readonly artifacts: number }
  /** What is not there any more, and why. */
  readonly damaged: readonly Damage[]
  /** Artifacts that are not whole: the next build makes them again. */
  readonly forgotten: readonly ArtifactName[]
  readonly removedIntegratedRoots: number
}

/** Looks at everything but git mirrors, which git checks itself. A failure while others use the store. */
export function verifyStore(store: Store, signal?: AbortSignal): Promise<Result<VerifyReport>> {
  return onDisk(store.folder, () => store.session.alone(() => new Verification(store, new Turns(signal)).run()))
}

/** The report in numbers. */
export function verifyFacts({ checked, damaged, forgotten, removedIntegratedRoots }: VerifyReport): Readonly<Record<string, number>> {
  return { ...checked, damaged: damaged.length, forgottenArtifacts: forgotten.length, removedIntegratedRoots }
}

class Verification {
  private readonly inspection: Inspection
  constructor(private readonly store: Store, turns: Turns) {
    this.inspection = new Inspection(store, turns)
  }

  async run(): Promise<VerifyReport> {
    const { store, inspection } = this
    const objects = await inspection.objects()
    const trees = await inspection.trees()
    const layers = await inspection.layers()
    const downloads = await inspection.downloads()
    const found = [...store.artifacts.all()]
    const broken = found.filter((one) => !inspection.isWhole(one.artifact.tree))
    const strays = [...store.artifacts.strays()].filter((path) => path.endsWith('.json'))
    const damaged = [
      ...objects.damaged, ...trees.damaged, ...layers.damaged, ...downloads.damaged, ...missing(broken, inspection),
      ...strays.map((path) => ({ path: relative(store.folder, path), what: 'is no record of an artifact' })),
    ]
    for (const { name } of broken) store.artifacts.remove(name)
    strays.forEach(remove)
    for (const { path } of layers.damaged) store.layers.remove(basename(path), store.session.folder)
    const removedIntegratedRoots = damaged.length > 0 ? this.removeIntegrated() : 0
    for (const { path } of [...trees.damaged, ...objects.damaged, ...downloads.damaged]) this.quarantine(path)
    if (damaged.length > 0) publishFile(join(store.quarantine, LIST), damaged.map(({ path, what }) => `${path} ${what}\n`).join(''), store.session.folder)
    return {
      checked: { objects: objects.checked, trees: trees.checked, layers: layers.checked, downloads: downloads.checked, artifacts: found.length + strays.length },
      damaged, forgotten: broken.map(({ name }) => name), removedIntegratedRoots,
    }
  }

  /**
   * Nothing says what integrated roots should hold. They are believed as long as all else is as it should be; once something
   * is not, they go, since making them again takes less than finding out.
   */
  private removeIntegrated(): number {
    const names = namesIn(this.store.integrated)
    for (const name of names) {
      const aside = join(this.store.session.newFolder('integrated'), name)
      move(join(this.store.integrated, name), aside)
      remove(aside)
    }
    return names.length
  }

  private quarantine(path: string): void {
    const to = join(this.store.quarantine, path)
    try {
      remove(to)
      move(join(this.store.folder, path), to)
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') throw error
    }
  }
}

/** What whole artifacts would need and is nowhere. */
function missing(broken: readonly FoundArtifact[], inspection: Inspection): readonly Damage[] {
  const trees = new Set(broken.flatMap(({ artifact }): readonly Digest[] => (artifact.tree === undefined ? [] : [artifact.tree])))
  return [...trees].flatMap((tree) => inspection.missingOf(tree))
}
