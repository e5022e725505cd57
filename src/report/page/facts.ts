/** What a page says of a whole conversion: labels and values. */
import { countSeverities } from '../../diagnostics/choose-shown.ts'
import { counted } from '../../diagnostics/render-text.ts'
import type { PageData } from '../../page/data.ts'
import { optionWords } from '../migration.ts'
import type { PageSide } from './side.ts'

/** The facts of one conversion. */
export function sideFacts({ definitions, conversion, options, diagnostics }: PageSide): PageData['facts'] {
  const { counts, systems, refused, project } = conversion
  const found = countSeverities(diagnostics)
  return [
    ['definitions', `format ${definitions.preVersion ? 'before version 0' : `version ${definitions.version}`}, ${counted(definitions.files, 'file')}`],
    ['systems', `${systems.length}${refused.length ? ` of ${systems.length + refused.length}; the others have errors` : ''}`],
    ['strata', `${counts.strata}${counts.replacedStrata ? `, and ${counts.replacedStrata} replaced by base.bst` : ''}`],
    ['chunks', String(counts.chunks)],
    ['elements', String(project.elements.size)],
    ['options', optionWords(options).join(' ')],
    ['found', `${counted(found.error, 'error')}, ${counted(found.warning, 'warning')}, ${counted(found.note, 'note')}`],
  ]
}
