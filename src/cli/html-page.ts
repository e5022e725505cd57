/** The HTML pages: conversions in memory → one file's text. To be loaded when one is asked for, since it brings the page's program along. */
import { filesReached } from '../convert/scope.ts'
import { lineOrigins } from '../emit/line-origins.ts'
import type { OutputTree } from '../files/tree.ts'
import * as program from '../page/page.bundle'
import { auditPage } from '../report/page/audit-page.ts'
import { diffPage, type DiffPageInput, type DiffPageSide } from '../report/page/diff-page.ts'
import { pageHtml } from '../report/page/html.ts'
import type { PageSide } from '../report/page/side.ts'
import { countingDiagnostics, type Loaded } from './load.ts'

/** The page of an audit. */
export function auditHtml(loaded: Loaded): string {
  return pageHtml(auditPage(sideOf(loaded)), program)
}

/** One side of a difference: what people call it, its files, and the conversion that gave them unless they are what lies in a folder. */
export interface DiffHtmlSide {
  readonly title: string
  readonly tree: OutputTree
  readonly loaded?: Loaded | undefined
}

/** What the page of a difference is made from; `definitionsPatch` where both sides have definitions. */
export interface DiffHtmlInput extends Pick<DiffPageInput, 'difference' | 'patch' | 'definitionsPatch'> {
  readonly before: DiffHtmlSide
  readonly after: DiffHtmlSide
}

/** The page of a difference. */
export function diffHtml({ before, after, ...rest }: DiffHtmlInput): string {
  const side = ({ title, tree, loaded }: DiffHtmlSide): DiffPageSide => ({ title, tree, conversion: loaded && sideOf(loaded) })
  return pageHtml(diffPage({ before: side(before), after: side(after), ...rest }), program)
}

/** A conversion as pages show it. */
function sideOf(loaded: Loaded): PageSide {
  const { definitions, conversion, options, texts, tree } = loaded
  return {
    definitions, conversion, options, texts, tree, diagnostics: countingDiagnostics(loaded).counting,
    lineOrigins: lineOrigins(conversion.project, options.target, texts),
    systems: new Map((options.systems ?? [...definitions.systems.keys()]).map((path) => [path, filesReached(definitions, [path])])),
  }
}
