/** One conversion as pages show it: what they are made from. Values only. */
import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { SourceTexts } from '../../diagnostics/source-text.ts'
import type { Conversion } from '../../ir/conversion.ts'
import type { ConvertOptions } from '../../ir/convert-options.ts'
import type { Definitions } from '../../ir/definitions.ts'
import type { LineOrigin } from '../../ir/line-origin.ts'
import type { FileContent } from '../../ir/project.ts'

/** All that a page shows of one conversion. */
export interface PageSide {
  readonly definitions: Definitions
  readonly conversion: Conversion
  readonly options: ConvertOptions
  readonly texts: SourceTexts
  /** The project's files by path. */
  readonly tree: ReadonlyMap<string, FileContent>
  /** Path of a project file → what its lines say. */
  readonly lineOrigins: ReadonlyMap<string, readonly LineOrigin[]>
  /** Path keys of the systems looked at, in load order, each with the files that it reaches. */
  readonly systems: ReadonlyMap<string, ReadonlySet<string>>
  /** Those of files that the systems reach, in their order. */
  readonly diagnostics: readonly Diagnostic[]
}
