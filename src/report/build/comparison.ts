/** What our builder and BuildStream made of one element, compared, as text. Knows no folders. */
import type { Comparison, Difference } from '../../builder/bst-engine/compare-folders.ts'
import { counted } from '../../diagnostics/render-text.ts'
import { visibleText } from '../../diagnostics/visible-text.ts'

/** Differences told of one element. */
const SHOWN = 100

/** One line if all is equal, else a line for each difference; ends in a line feed. `right` is BuildStream's. */
export function comparisonText(element: string, { paths, differences }: Comparison): string {
  if (differences.length === 0) return `${visibleText(element)}: equal (${counted(paths, 'path')})\n`
  const rest = differences.length - SHOWN
  return [
    `${visibleText(element)}: ${differences.length} of ${counted(paths, 'path')} ${differences.length === 1 ? 'differs' : 'differ'}`,
    ...differences.slice(0, SHOWN).map(differenceText),
    ...rest > 0 ? [`  … and ${rest} more`] : [],
  ].join('\n').concat('\n')
}

/** The same for programs. */
export function comparisonJson(element: string, { paths, differences }: Comparison): string {
  return `${JSON.stringify({ type: 'comparison', element, equal: differences.length === 0, paths, differences })}\n`
}

function differenceText({ path, what, left, right }: Difference): string {
  const name = what === 'missing' ? 'only one has it' : what
  return `  ${visibleText(path)}: ${name}: ${visibleText(left)} (morph2bst), ${visibleText(right)} (bst)`
}
