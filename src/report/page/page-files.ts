/** The files of a page: texts, and which lines of the project say what of the definitions. */
import { counted } from '../../diagnostics/render-text.ts'
import type { FileContent } from '../../ir/project.ts'
import type { PageData, PageFile } from '../../page/data.ts'
import { lineRange } from './line-range.ts'
import { fileKey, type PageNumbers } from './numbers.ts'
import { ownFileOf, shownOf } from './reached.ts'
import type { PageSide } from './side.ts'

/** Paths of the definitions' files that a side's page shows, sorted: what its systems reach, deployments, and whatever something is said of. */
export function definitionPaths(side: PageSide): readonly string[] {
  const { definitions, texts, options } = side
  const { systems, strata, chunks, clusters } = shownOf(side)
  const paths = new Set([
    'VERSION', 'DEFAULTS', ...[...systems, ...strata, ...clusters].map(({ at }) => at.file), ...chunks.map(ownFileOf),
    ...(options.systems === undefined ? definitions.unreferencedChunks.map((key) => `${key}.morph`) : []),
    ...side.diagnostics.flatMap(({ at }) => at?.file ?? []),
    ...[...side.lineOrigins.values()].flatMap((origins) => origins.map(({ origin }) => origin.file)),
  ])
  return [...paths].filter((path) => texts.text(path) !== undefined).sort()
}

/** One file of the definitions. */
export function definitionFile(path: string, side: PageSide): PageFile {
  return { side: 'definitions', path, ...textFact(side.texts.text(path)) }
}

/** One file of the project. */
export function projectFile(path: string, side: PageSide, numbers: PageNumbers): PageFile {
  const map = lineMap(path, side, numbers)
  return { side: 'project', path, ...textFact(side.tree.get(path)), ...(map.length ? { map } : {}) }
}

/** More characters than these are not shown: nobody reads them in a page, and the page has to open. */
export const MOST_TEXT = 1_000_000

/** A text, if it is one, and not too long. */
export function textFact(content: FileContent | undefined): { readonly text?: string } {
  return typeof content === 'string' && content.length <= MOST_TEXT ? { text: content } : {}
}

/** What a page says of the texts that it leaves out; nothing where it has all. */
export function leftOutFacts(trees: readonly ReadonlyMap<string, FileContent>[]): PageData['facts'] {
  const long = new Set(trees.flatMap((tree) => [...tree].flatMap(([path, content]) => (typeof content === 'string' && content.length > MOST_TEXT ? [path] : []))))
  return long.size ? [['not shown', `${counted(long.size, 'text')} of more than ${MOST_TEXT.toLocaleString('en')} characters`]] : []
}

/** Which lines of a project file say what; rows in a file that the page does not show are left out. */
function lineMap(path: string, { lineOrigins, texts }: PageSide, { files }: PageNumbers): NonNullable<PageFile['map']> {
  return (lineOrigins.get(path) ?? []).flatMap(({ from, to, origin }) => {
    const file = files.get(fileKey('definitions', origin.file))
    if (file === undefined) return []
    const [first, last] = lineRange(origin, texts)
    return [[from, to, file, first, last] as const]
  })
}
