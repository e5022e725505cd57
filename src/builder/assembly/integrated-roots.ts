/** Roots after integration, kept: elements with the same dependencies need not run the same commands again. */
import { chmodSync, existsSync, lstatSync, lutimesSync, readdirSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import type { LoadedSandbox } from '../../ir/loaded-project.ts'
import { digestOf } from '../store/digest.ts'
import { codeOf, move, STAGED_TIME } from '../store/disk.ts'
import { modeOf } from '../store/objects.ts'
import type { Store } from '../store/store.ts'
import type { IntegrationCommand } from './integration.ts'
import type { Layout } from './layout.ts'
import type { Integrated, Roots } from './roots.ts'

/** A root to integrate. */
export interface IntegrationOrder {
  readonly layout: Layout
  readonly commands: readonly IntegrationCommand[]
  /** Places where empty folders are while the commands run. */
  readonly emptyFolders: readonly string[]
  readonly sandbox: LoadedSandbox
  /** Runs the commands in `folder`, over layers or file by file. */
  readonly make: (folder: string, overlays: boolean) => Promise<Roots>
}

/** The kept roots of a store. */
export class IntegratedRoots {
  private readonly making = new Map<string, Promise<Integrated>>()

  constructor(private readonly store: Store, private readonly overlays: () => Promise<boolean>) {}

  /** The root of an order: a kept one, or made now. Two that need the same one wait for one making. */
  async provide(order: IntegrationOrder): Promise<Integrated> {
    const key = keyOf(order)
    const kept = join(this.store.integrated, key)
    if (!await this.overlays()) return this.makeFiles(order)
    if (existsSync(kept)) return { kind: 'layer', folder: kept }
    let making = this.making.get(key)
    if (!making) {
      making = this.makeLayer(order, kept)
      this.making.set(key, making)
    }
    return making
  }

  private async makeFiles(order: IntegrationOrder): Promise<Integrated> {
    const { root } = await order.make(this.store.session.newFolder('integrate'), false)
    const folder = root.kind === 'folder' ? root.folder : ''
    normalise(folder)
    return { kind: 'root', folder }
  }

  private async makeLayer(order: IntegrationOrder, kept: string): Promise<Integrated> {
    const { root } = await order.make(this.store.session.newFolder('integrate'), true)
    const upper = root.kind === 'overlay' ? root.upper ?? '' : ''
    normalise(upper)
    keepLayer(upper, kept)
    return { kind: 'layer', folder: kept }
  }
}

/** Another run may have kept the same one meanwhile; either will do. */
function keepLayer(upper: string, kept: string): void {
  try {
    move(upper, kept)
  } catch (error) {
    if (codeOf(error) !== 'ENOTEMPTY' && codeOf(error) !== 'EEXIST') throw error
  }
}

function keyOf({ layout, commands, emptyFolders, sandbox }: IntegrationOrder): string {
  return digestOf(JSON.stringify([
    1, layout.root.layers.map(({ digest }) => digest), layout.places.map(({ at, layers }) => [at, layers.map(({ digest }) => digest)]),
    commands.map(({ command, environment }) => [command, [...environment]]), emptyFolders, sandbox,
  ]))
}

/** The modes and times of staged files (BF §4.2, §6); what marks a removed file is left alone. */
function normalise(folder: string): void {
  for (const found of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, found.name)
    if (found.isDirectory()) {
      chmodSync(path, 0o755)
      normalise(path)
    } else if (found.isFile()) {
      chmodSync(path, modeOf((lstatSync(path).mode & 0o100) !== 0))
      utimesSync(path, STAGED_TIME, STAGED_TIME)
    } else if (found.isSymbolicLink()) lutimesSync(path, STAGED_TIME, STAGED_TIME)
  }
  utimesSync(folder, STAGED_TIME, STAGED_TIME)
}
