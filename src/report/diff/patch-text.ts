/** A unified diff for a terminal, in the colours of git: nothing in it steers the terminal. Knows not how diffs are made. */
import { createColors } from 'picocolors'
import { visibleText } from '../../diagnostics/visible-text.ts'
import type { Patch, PatchFile } from '../../ir/difference.ts'

/** The text to show; for `git apply` is `patch.text` alone. Empty where nothing differs. */
export function patchText(patch: Patch, colour: boolean): string {
  return patch.files.map((file) => shownDiff(readable(file), colour)).join('')
}

/** The part of a patch about one file without bytes that nobody can read: that they differ is said as git says it. */
export function readable({ text, binary, from, to }: PatchFile): string {
  const at = binary ? text.indexOf('\nGIT binary patch\n') : -1
  if (at === -1) return text
  const side = (letter: string, path: string | undefined): string => (path === undefined ? '/dev/null' : `${letter}/${path}`)
  return `${text.slice(0, at)}\nBinary files ${side('a', from)} and ${side('b', to)} differ\n`
}

/** Lines of one file of a diff, safe to show. */
function shownDiff(text: string, colour: boolean): string {
  const paint = createColors(colour)
  let inHunks = false
  return linesOf(text).map((line) => {
    const shown = visibleLine(line)
    if (line.startsWith('@@')) {
      inHunks = true
      const end = shown.indexOf('@@', 2) + 2
      return `${paint.cyan(shown.slice(0, end))}${shown.slice(end)}\n`
    }
    if (!inHunks) return `${paint.bold(shown)}\n`
    return `${line.startsWith('+') ? paint.green(shown) : line.startsWith('-') ? paint.red(shown) : shown}\n`
  }).join('')
}

/** A line as it can be shown: tabs stay. */
export function visibleLine(line: string): string {
  return line.split('\t').map(visibleText).join('\t')
}

/** The lines of a text that ends in a line feed, or does not. */
export function linesOf(text: string): readonly string[] {
  return text === '' ? [] : text.replace(/\n$/, '').split('\n')
}
