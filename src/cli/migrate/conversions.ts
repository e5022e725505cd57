/**
 * Commits → what a conversion of their definitions gives, each kind of definitions converted once. Knows no history: the answer for
 * a commit is a function of its definitions and of the options alone.
 */
import { Collector } from '../../diagnostics/collector.ts'
import { countSeverities } from '../../diagnostics/choose-shown.ts'
import { renderText } from '../../diagnostics/render-text.ts'
import type { Severity } from '../../diagnostics/diagnostic.ts'
import type { DefinitionFiles } from '../../files/read-tree.ts'
import type { TreeReader } from '../../git/tree-reader.ts'
import { ConversionMemory } from '../../ir/conversion-memory.ts'
import { NO_DATA } from '../../ir/definitions.ts'
import { withMigrationReport } from '../commands/convert.ts'
import { countingDiagnostics, loadFiles } from '../load.ts'
import type { MIGRATE_FLAGS, ValuesOf } from '../options.ts'
import type { Refusal } from '../refusal.ts'
import type { FileEncoder, GeneratedTree } from './generated-tree.ts'
import type { Questions } from './lineage.ts'
import { Recent } from './recent.ts'
import { givesTheSame, recorded, type DataTrace } from './recorded-data.ts'

/** What definitions become. */
export interface Converted {
  /** Without a manifest; nothing where no part of the definitions could be converted. */
  readonly files: GeneratedTree | undefined
  readonly counts: Readonly<Record<Severity, number>>
  /** The errors, as text for a person. */
  readonly errors: string
}

/** How definitions are converted. */
export interface HowToConvert {
  /** The folder as the user named it, as an absolute path. */
  readonly root: string
  readonly values: ValuesOf<typeof MIGRATE_FLAGS>
  readonly cwd: string
}

/** Errors told of one commit. */
const MOST_ERRORS = 100
/** Readings and results kept; branches of a history seldom lie further apart. */
const MOST_READINGS = 24
const MOST_RESULTS = 64

/** A refusal of a conversion, carried to whoever runs the command. */
export class ConversionRefused extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.message)
  }
}

/** The definitions of a tree. */
interface Reading extends DefinitionFiles {
  readonly collector: Collector
  /** Equal for equal texts of definitions. */
  readonly texts: string
}

/** A conversion that was done: for these texts, and for whoever has this data. */
interface Done {
  readonly trace: DataTrace
  readonly number: number
}

const NO_FILES: DefinitionFiles = { files: new Map(), others: [], data: NO_DATA }

export class Conversions implements Questions {
  private readonly memory = new ConversionMemory()
  private readonly trees = new Map<string, string>()
  private readonly readings = new Recent<string, Reading>(MOST_READINGS)
  private readonly numbers = new Map<string, number>()
  private readonly done = new Map<string, Done[]>()
  private readonly results = new Recent<number, Converted>(MOST_RESULTS)
  private count = 0

  constructor(private readonly reader: TreeReader, private readonly how: HowToConvert, readonly encoder: FileEncoder) {}

  /** What the definitions of a commit become. */
  async of(commit: string): Promise<Converted> {
    const reading = await this.readingOf(commit)
    const known = this.doneLike(reading)
    const result = known && this.results.get(known.number)
    return result ?? this.convert(reading, known?.number)
  }

  async hasDefinitions(commit: string): Promise<boolean> {
    return (await this.readingOf(commit)).files.size > 0
  }

  async same(commit: string, other: string): Promise<boolean> {
    if (await this.treeOf(commit) === await this.treeOf(other)) return true
    const [one, two] = [await this.readingOf(commit), await this.readingOf(other)]
    if (one.texts !== two.texts) return false
    // Which data counts is known behind a conversion only.
    if (!this.doneLike(two)) await this.convert(two, undefined)
    const trace = this.doneLike(two)?.trace
    return trace !== undefined && givesTheSame(one.data, trace)
  }

  private async treeOf(commit: string): Promise<string> {
    let tree = this.trees.get(commit)
    if (tree === undefined) this.trees.set(commit, tree = await this.reader.treeOf(commit) ?? '')
    return tree
  }

  private async readingOf(commit: string): Promise<Reading> {
    const tree = await this.treeOf(commit)
    const known = this.readings.get(tree)
    if (known) return known
    const collector = new Collector()
    const found = tree === '' ? NO_FILES : await this.reader.definitionsAt(commit, collector)
    const texts = [...found.files].map(([path, text]) => `${this.numberOf(path)} ${this.numberOf(text)}`)
    // What was said of files that have no text is as good as a text.
    const remarks = collector.list().map((remark) => this.numberOf(JSON.stringify(remark)))
    const reading = { ...found, collector, texts: [...texts, '', ...remarks].join('\n') }
    this.readings.set(tree, reading)
    return reading
  }

  private numberOf(text: string): number {
    let number = this.numbers.get(text)
    if (number === undefined) this.numbers.set(text, number = this.numbers.size)
    return number
  }

  private doneLike({ texts, data }: Reading): Done | undefined {
    return this.done.get(texts)?.find(({ trace }) => givesTheSame(data, trace))
  }

  private async convert(reading: Reading, again: number | undefined): Promise<Converted> {
    const { root, values, cwd } = this.how
    const data = recorded(reading.data)
    // What is reported again, where a result was forgotten, is there already.
    const loaded = await loadFiles({ root, files: reading.files, data }, values, cwd, reading.collector, { memory: this.memory })
    if ('exitCode' in loaded) throw new ConversionRefused(loaded)
    const { counting } = countingDiagnostics(loaded)
    const counts = countSeverities(counting)
    const isNothing = loaded.configBroken || (counts.error > 0 && loaded.conversion.project.elements.size === 0)
    const errors = counting.filter(({ severity }) => severity === 'error')
    const result: Converted = {
      files: isNothing ? undefined : this.encoder.encode(withMigrationReport(loaded)), counts,
      errors: renderText(errors, loaded.texts, { colour: false, severities: new Set(['error']), total: MOST_ERRORS, perCode: MOST_ERRORS, restIn: 'convert the commit to see them' }),
    }
    const number = again ?? this.count++
    if (again === undefined) this.done.set(reading.texts, [...this.done.get(reading.texts) ?? [], { trace: data.trace(), number }])
    this.results.set(number, result)
    return result
  }
}
