/** The definitions files by path key, and how a `morph:` reference finds one (BD §1.2). */
import type { Located } from '../ir/origin.ts'
import { valueOf } from '../yaml/located.ts'
import type { Kind, MorphFile, ReadContext } from './morph-file.ts'
import { pathKey } from './morph-file.ts'

/** All parsed definitions files of a repository. */
export class Library {
  private readonly byKey = new Map<string, MorphFile>()
  private readonly places: ReadonlyMap<MorphFile, number>
  private readonly referenced = new Set<string>()

  /** `files` are in load order. `unusable` holds the keys of files that exist but could not be parsed: whoever refers to one is not told again. */
  constructor(files: readonly MorphFile[], private readonly unusable: ReadonlySet<string>, private readonly context: ReadContext) {
    for (const file of files) this.byKey.set(file.key, file)
    this.places = new Map(files.map((file, place) => [file, place]))
  }

  /** Whether a file stands behind another in YBD's load order, which decides merges (BD §3.2). */
  isBehind(file: MorphFile, other: MorphFile): boolean {
    return (this.places.get(file) ?? 0) > (this.places.get(other) ?? 0)
  }

  /** The files of one kind, in load order. */
  ofKind(kind: Kind): readonly MorphFile[] {
    return [...this.byKey.values()].filter((file) => file.kind === kind)
  }

  /** The file at a path key, whatever its kind. */
  at(key: string): MorphFile | undefined {
    return this.byKey.get(key)
  }

  /** Whether a file of that key exists but could not be read. */
  isUnusable(key: string): boolean {
    return this.unusable.has(key)
  }

  /**
   * The file that a reference names, which must be of `kind`. A missing or wrong one is reported: as an error,
   * or with `lenient` as a warning.
   */
  find(reference: Located<string>, kind: Kind, options: { readonly lenient?: boolean } = {}): MorphFile | undefined {
    const key = pathKey(reference.value)
    const { collector } = this.context
    if (/^\/|(?:^|\/)\.\.(?:\/|$)/.test(reference.value)) {
      collector.report('reader/path-outside', { path: reference.value }, reference.at)
      return undefined
    }
    const file = this.byKey.get(key)
    if (!file) {
      if (this.unusable.has(key)) {
        collector.report('reader/unusable-file', { path: `${key}.morph` }, reference.at)
        return undefined
      }
      const report = { path: reference.value, kind }
      if (options.lenient) collector.report(kind === 'chunk' ? 'reader/dangling-chunk' : 'reader/dangling-system', report, reference.at)
      else collector.report('reader/missing-file', report, reference.at)
      return undefined
    }
    if (file.kind !== kind) {
      collector.report('reader/wrong-kind', { path: reference.value, kind, found: file.kind }, reference.at)
      return undefined
    }
    this.referenced.add(key)
    return file
  }

  /** The path key of the file that {@link find} finds: all that those need who do not read it. */
  keyOf(reference: Located<string>, kind: Kind, options: { readonly lenient?: boolean } = {}): string | undefined {
    return this.find(reference, kind, options)?.key
  }

  /** Whether some reference found the file of this key. */
  isReferenced(key: string): boolean {
    return this.referenced.has(key)
  }

  /** The name a file gives itself, else the last component of its path. */
  nameOf(file: MorphFile): string {
    const name = valueOf(file.root, 'name')
    return name?.kind === 'scalar' && name.text !== '' ? name.text : file.key.slice(file.key.lastIndexOf('/') + 1)
  }
}
