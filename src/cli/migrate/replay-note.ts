/** The note on a converted commit: what it was made from, how, and what could not be converted. */
import { counted } from '../../diagnostics/render-text.ts'
import type { Converted } from './conversions.ts'
import { optionWords } from './replay-options.ts'
import type { ReplayOptions } from './replay-state.ts'

/** The text. Ends in a line feed. */
export function noteOn(commit: string, { files, counts, errors }: Converted, options: ReplayOptions): string {
  const words = optionWords(options)
  const outcome = !files ? 'nothing; the files are those of the commit before' : counts.error > 0 ? 'in part; files of earlier commits stay for what is left out' : 'all'
  const lines = [
    `Converted-from: ${commit}`, `Converted-by: morph2bst ${options.version ?? ''}`, ...(words === '' ? [] : [`Options: ${words}`]), `Converted: ${outcome}`,
    `Found: ${counted(counts.error, 'error')}, ${counted(counts.warning, 'warning')}, ${counted(counts.note, 'note')}`,
  ]
  return `${lines.join('\n')}\n${errors === '' ? '' : `\n${errors}`}`
}
