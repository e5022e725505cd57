/** Reading the settings of a source, with what is wrong with them reported at its place. Knows no kind. */
import { confAt, type ConfMap } from '../../ir/conf.ts'
import type { LoadedSource } from '../../ir/loaded-project.ts'
import type { Span } from '../../ir/origin.ts'
import type { DecodeContext } from './source-kind.ts'

const BOOLEANS: ReadonlyMap<string, boolean> = new Map([['True', true], ['true', true], ['1', true], ['False', false], ['false', false], ['0', false]])

/** The settings of one source, or of a map within them; {@link faulty} says whether any of them could not be used. */
export class Settings {
  private spoilt = false

  constructor(readonly source: LoadedSource, readonly context: DecodeContext, private readonly map: ConfMap = source.config, private readonly parent?: Settings) {}

  /** Whether something was reported that forbids using the source. */
  get faulty(): boolean {
    return this.spoilt
  }

  /** Says that the source cannot be used. */
  spoil(): void {
    this.spoilt = true
    this.parent?.spoil()
  }

  /** A text that may be absent. */
  text(key: string): string | undefined {
    const node = confAt(this.map, key)
    if (node === undefined || node.kind === 'scalar') return node?.text
    this.wrong(key, 'a text', `a ${node.kind}`)
    return undefined
  }

  /** A text that has to be there, and not empty. */
  needed(key: string): string | undefined {
    const text = this.text(key)
    if (text !== undefined && text !== '') return text
    if (!this.faulty) this.context.collector.report('source/missing-setting', { kind: this.source.kind, key }, this.at(key))
    this.spoil()
    return undefined
  }

  /** One of BuildStream's spellings of a boolean (BF §2.3). */
  boolean(key: string, otherwise: boolean): boolean {
    const text = this.text(key)
    if (text === undefined) return otherwise
    const value = BOOLEANS.get(text)
    if (value === undefined) this.wrong(key, 'True or False', `"${text}"`)
    return value ?? otherwise
  }

  /** The SHA-256 digest of a file; nothing while there is none. */
  digest(key: string): string | undefined {
    const text = this.text(key)
    if (text === undefined || /^[0-9a-f]{64}$/.test(text)) return text
    this.wrong(key, 'a SHA-256 digest of 64 digits', `"${text}"`)
    return undefined
  }

  /** The maps below a map of maps, by name. */
  maps(key: string): ReadonlyMap<string, Settings> {
    const found = new Map<string, Settings>()
    const node = confAt(this.map, key)
    if (node !== undefined && node.kind !== 'map') this.wrong(key, 'a map', `a ${node.kind}`)
    for (const [name, { value }] of node?.kind === 'map' ? node.entries : []) {
      if (value.kind === 'map') found.set(name, new Settings(this.source, this.context, value, this))
      else this.wrong(key, 'a map of maps', 'something else')
    }
    return found
  }

  /** The place of a setting, or of the source where it has no such setting. */
  at(key: string): Span {
    return confAt(this.map, key)?.at ?? this.source.at
  }

  /** Reports a setting that has a value of another sort. */
  wrong(key: string, expected: string, found: string): void {
    this.spoil()
    this.context.collector.report('source/wrong-setting', { key, expected, found }, this.at(key))
  }
}
