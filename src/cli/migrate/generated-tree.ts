/** What a conversion gives as the files of a commit: blobs by path, with the manifest that `convert` would write. Knows neither git nor disk. */
import { createHash } from 'node:crypto'
import { digestOf, MANIFEST_NAME, printManifest } from '../../files/manifest.ts'
import type { OutputTree } from '../../files/tree.ts'
import { earlierToKeep } from '../keep-earlier.ts'

/** One file. */
export interface GeneratedFile {
  /** Of the blob. */
  readonly id: string
  /** SHA-256 in hex, as the manifest has it. */
  readonly digest: string
  /** Absent where the file was read from a commit: there is a blob of it already. */
  readonly bytes?: Uint8Array
}

/** All files of a project by path, the manifest among them. Empty where nothing has been converted yet. */
export type GeneratedTree = ReadonlyMap<string, GeneratedFile>

/** Turns texts into blobs; what is as it was at the last conversion is not looked at again. */
export class FileEncoder {
  private readonly last = new Map<string, { readonly content: string | Uint8Array; readonly file: GeneratedFile }>()
  private readonly algorithm: 'sha1' | 'sha256'

  /** `idLength` is in hexadecimal digits. */
  constructor(idLength: number) {
    this.algorithm = idLength === 64 ? 'sha256' : 'sha1'
  }

  /** The files of a conversion, without a manifest. */
  encode(tree: OutputTree): GeneratedTree {
    return new Map([...tree].map(([path, content]) => {
      const known = this.last.get(path)
      if (known && known.content === content) return [path, known.file]
      const file = this.fileOf(typeof content === 'string' ? Buffer.from(content) : content)
      const kept = known?.file.id === file.id ? known.file : file
      this.last.set(path, { content, file: kept })
      return [path, kept]
    }))
  }

  /** The files, and the manifest of them. */
  withManifest(files: GeneratedTree): GeneratedTree {
    const manifest = printManifest(new Map([...files].map(([path, { digest }]) => [path, digest])))
    return new Map([...files, [MANIFEST_NAME, this.fileOf(Buffer.from(manifest))]])
  }

  private fileOf(bytes: Uint8Array): GeneratedFile {
    const id = createHash(this.algorithm).update(`blob ${bytes.byteLength}\0`).update(bytes).digest('hex')
    return { id, digest: digestOf(bytes), bytes }
  }
}

/** With errors part of the project is missing; what an earlier commit made of it stays (decision 008). Without the manifest. */
export function withEarlierFiles(files: GeneratedTree, earlier: GeneratedTree): GeneratedTree {
  const stale = [...earlier.keys()].filter((path) => path !== MANIFEST_NAME && !files.has(path))
  return new Map([...files, ...earlierToKeep(files, stale).flatMap((path) => {
    const file = earlier.get(path)
    return file ? [[path, file] as const] : []
  })])
}

/** What differs between two trees. */
export interface GeneratedChange {
  readonly removed: readonly string[]
  readonly written: ReadonlyMap<string, GeneratedFile>
}

/** What makes `after` of `before`. */
export function changeBetween(before: GeneratedTree, after: GeneratedTree): GeneratedChange {
  return {
    removed: [...before.keys()].filter((path) => !after.has(path)),
    written: new Map([...after].filter(([path, file]) => before.get(path) !== file && before.get(path)?.id !== file.id)),
  }
}
