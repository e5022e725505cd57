/** What was built, by element and cache key. A record is there only when everything it names is. */
import { readFileSync, rmSync, statSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import type { Failure } from '../failure.ts'
import { asDigest, type Digest } from './digest.ts'
import { codeOf, namesIn, publishFile } from './disk.ts'

/** An element of a project at one cache key. */
export interface ArtifactName {
  readonly project: string
  readonly element: string
  /** 64 hexadecimal digits. */
  readonly key: string
}

/** What came of building it. */
export interface Artifact {
  /** The tree that was made; nothing for kinds that make none (stack), or when it failed. */
  readonly tree?: Digest
  /** Why it failed; a failure is remembered like a success (BF §4.3). */
  readonly failure?: Failure
  /** Path of the log below the folder of logs. */
  readonly log?: string
}

/** An artifact that was found, with where its record is. */
export interface FoundArtifact {
  readonly name: ArtifactName
  readonly artifact: Artifact
  /** When it was last built or used, in milliseconds since 1970. */
  readonly usedMs: number
}

const FORMAT = 1

/** `sub/app+x.bst` → `sub-app_x`: the name that logs, checkouts and records have (BF §1.3). */
export function normalName(element: string): string {
  return element.replaceAll('/', '-').replace(/\.[^.]*$/, '').replace(/[^A-Za-z0-9._-]/g, '_')
}

/** The folder of artifact records. */
export class Artifacts {
  constructor(private readonly folder: string, private readonly work: string) {}

  /** The record of an artifact, if there is one that can be read. */
  read(name: ArtifactName): Artifact | undefined {
    try {
      return parseRecord(readFileSync(this.path(name), 'utf8'))?.artifact
    } catch (error) {
      if (codeOf(error) === undefined) throw error
      return undefined
    }
  }

  /**
   * Makes the artifact known; all that it names has to be in the store before. `inputs`: what the key was made of, for
   * explaining why another one differs.
   */
  publish(name: ArtifactName, artifact: Artifact, inputs: unknown): void {
    publishFile(this.inputsPath(name), `${JSON.stringify(inputs)}\n`, this.work)
    publishFile(this.path(name), `${JSON.stringify({ artifact: FORMAT, name, ...artifact })}\n`, this.work)
  }

  /** What the key of an artifact was made of, as plain JSON. */
  inputs(name: ArtifactName): unknown {
    try {
      return JSON.parse(readFileSync(this.inputsPath(name), 'utf8')) as unknown
    } catch (error) {
      if (codeOf(error) === undefined && !(error instanceof SyntaxError)) throw error
      return undefined
    }
  }

  /** Says that an artifact was of use, so that collecting garbage takes others first. */
  touch(name: ArtifactName): void {
    const now = Date.now() / 1000
    try {
      utimesSync(this.path(name), now, now)
    } catch (error) {
      if (codeOf(error) === undefined) throw error
    }
  }

  /** Forgets an artifact. */
  remove(name: ArtifactName): void {
    rmSync(this.path(name), { force: true })
    rmSync(this.inputsPath(name), { force: true })
  }

  /** The records of an element, whatever their keys, newest first. */
  ofElement(project: string, element: string): readonly FoundArtifact[] {
    return [...this.inFolder(join(this.folder, project, normalName(element)))]
      .filter(({ name }) => name.element === element).sort((a, b) => b.usedMs - a.usedMs || (a.name.key < b.name.key ? -1 : 1))
  }

  /** Every record. */
  * all(): Generator<FoundArtifact> {
    for (const project of namesIn(this.folder)) {
      for (const element of namesIn(join(this.folder, project))) yield* this.inFolder(join(this.folder, project, element))
    }
  }

  /** Files that say nothing: records that cannot be read or stand at a wrong place, and inputs of no record. Absolute paths. */
  * strays(): Generator<string> {
    for (const project of namesIn(this.folder)) {
      for (const element of namesIn(join(this.folder, project))) {
        const folder = join(this.folder, project, element)
        const known = new Set([...this.inFolder(folder)].flatMap(({ name }) => [`${name.key}.json`, `${name.key}.inputs`]))
        yield* namesIn(folder).filter((file) => !known.has(file)).map((file) => join(folder, file))
      }
    }
  }

  private* inFolder(folder: string): Generator<FoundArtifact> {
    for (const file of namesIn(folder)) {
      if (!file.endsWith('.json')) continue
      try {
        const path = join(folder, file)
        const record = parseRecord(readFileSync(path, 'utf8'))
        if (record && this.path(record.name) === path) yield { ...record, usedMs: statSync(path).mtimeMs }
      } catch (error) {
        if (codeOf(error) !== 'ENOENT') throw error
      }
    }
  }

  /** Where the record of an artifact is. */
  path({ project, element, key }: ArtifactName): string {
    return join(this.folder, project, normalName(element), `${key}.json`)
  }

  private inputsPath({ project, element, key }: ArtifactName): string {
    return join(this.folder, project, normalName(element), `${key}.inputs`)
  }
}

function parseRecord(text: string): Pick<FoundArtifact, 'name' | 'artifact'> | undefined {
  try {
    const record = JSON.parse(text) as Artifact & { readonly artifact?: unknown; readonly name?: Partial<ArtifactName> } | null
    if (record?.artifact !== FORMAT) return undefined
    const { failure, log } = record
    const { project, element, key } = record.name ?? {}
    const tree = asDigest(record.tree)
    // Without its tree a record would pass for that of an element that makes none.
    if (project === undefined || element === undefined || key === undefined || (record.tree !== undefined && tree === undefined)) return undefined
    const name = { project, element, key }
    return { name, artifact: { ...(tree === undefined ? {} : { tree }), ...(failure === undefined ? {} : { failure }), ...(log === undefined ? {} : { log }) } }
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

