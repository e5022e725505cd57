/** Contents of blobs by id: texts decoded once, small other files kept, large ones read when somebody asks. */
import { MAX_DATA_BYTES, tooLargeData, type FoundData } from '../files/data-files.ts'
import { MAX_TEXT_BYTES, textOfBytes, type NoText } from '../files/read-text.ts'
import type { ObjectReader } from './object-reader.ts'

/** Larger files are read one by one, and only if a deployment copies them. */
const SMALL = 128 * 1024

/** What is kept at most, in characters and bytes. */
const MOST_KEPT = 256 * 1024 * 1024

/** The contents of one repository. */
export class BlobMemory {
  private readonly texts = new Map<string, string | NoText>()
  private readonly bytes = new Map<string, Buffer>()
  private readonly sizes = new Map<string, number>()
  private kept = 0

  constructor(private readonly objects: ObjectReader) {}

  /** Sees to it that {@link text} and {@link data} can answer for these. */
  async load(texts: Iterable<string>, others: Iterable<string>): Promise<void> {
    const wanted = [...new Set(texts)]
    const rest = [...new Set(others)]
    // What is forgotten is not forgotten while it is used: before a tree is loaded, not after.
    if (this.kept > MOST_KEPT) this.forget()
    const unknown = [...wanted.filter((id) => !this.texts.has(id)), ...rest].filter((id) => !this.sizes.has(id))
    const looked = await this.objects.look(unknown)
    unknown.forEach((id, index) => this.sizes.set(id, looked[index]?.size ?? 0))
    await this.loadTexts(wanted.filter((id) => !this.texts.has(id)))
    await this.loadBytes(rest.filter((id) => !this.bytes.has(id) && this.sizeOf(id) <= SMALL))
  }

  /** The text of a loaded blob, or why it has none. */
  text(id: string): string | NoText {
    return this.texts.get(id) ?? { fault: 'too-large' }
  }

  /** The bytes of a loaded blob. */
  content(id: string): Buffer {
    return this.bytes.get(id) ?? this.objects.readSync(id, this.sizeOf(id))
  }

  /** A loaded blob as a file that deployments copy. */
  data(id: string, executable: boolean): FoundData {
    return this.sizeOf(id) > MAX_DATA_BYTES ? tooLargeData(MAX_DATA_BYTES) : { entry: { kind: 'file', executable, bytes: this.content(id) } }
  }

  private sizeOf(id: string): number {
    return this.sizes.get(id) ?? 0
  }

  private async loadTexts(ids: readonly string[]): Promise<void> {
    const fit = ids.filter((id) => this.sizeOf(id) <= MAX_TEXT_BYTES)
    const read = await this.objects.read(fit)
    fit.forEach((id, index) => {
      const bytes = read[index]?.bytes ?? Buffer.alloc(0)
      this.kept += bytes.length
      this.texts.set(id, textOfBytes(bytes))
    })
  }

  private async loadBytes(ids: readonly string[]): Promise<void> {
    const read = await this.objects.read(ids)
    ids.forEach((id, index) => {
      const bytes = read[index]?.bytes ?? Buffer.alloc(0)
      this.kept += bytes.length
      this.bytes.set(id, bytes)
    })
  }

  private forget(): void {
    this.texts.clear()
    this.bytes.clear()
    this.kept = 0
  }
}
