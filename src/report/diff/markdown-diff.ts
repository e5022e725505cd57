/** The unified diff as a part of a comment that may be folded out, cut where room ends. Knows no topics. */
import { counted } from '../../diagnostics/render-text.ts'
import type { Patch, PatchFile } from '../../ir/difference.ts'
import { code, details } from '../markdown.ts'
import { linesOf, readable, visibleLine } from './patch-text.ts'

/** Text between fences that nothing in it ends. */
export function fenced(text: string, language: string): string {
  const fence = fenceFor(text)
  return `${fence}${language}\n${text}${text === '' || text.endsWith('\n') ? '' : '\n'}${fence}`
}

function fenceFor(text: string): string {
  const runs = text.match(/`{3,}/g) ?? []
  return '`'.repeat(runs.reduce((longest, { length }) => Math.max(longest, length + 1), 3))
}

/**
 * The diff folded away, in at most `room` characters. Where not all of it fits, small files come before large ones, then hunks of
 * the next larger file; a sentence says what is left out. Empty where not even that fits.
 */
export function foldedDiff(patch: Patch, room: number): string {
  const files = patch.files.map((file) => ({ file, text: linesOf(readable(file)).map((line) => `${visibleLine(line)}\n`).join('') }))
  const all = folded(patch, files.map(({ text }) => text).join(''), '')
  if (all.length <= room) return all
  // The longest sentence there may be, and the fence that suits all of the text.
  const frame = folded(patch, fenceFor(all), longestWords(patch.files)).length
  const whole = new Set<number>()
  let used = frame
  const bySize = files.map((_, index) => index).sort((a, b) => sizeOf(files[a]) - sizeOf(files[b]) || a - b)
  for (const index of bySize) {
    if (used + sizeOf(files[index]) > room) break
    used += sizeOf(files[index])
    whole.add(index)
  }
  const next = bySize.find((index) => !whole.has(index))
  const part = next === undefined ? undefined : headOf(files[next]?.text ?? '', room - used)
  const shown = files.map(({ text }, index) => (whole.has(index) ? text : index === next ? part?.text ?? '' : '')).join('')
  const left = patch.files.filter((_, index) => !whole.has(index) && !(index === next && part))
  const cut = folded(patch, shown, leftOutWords(left, part && next !== undefined ? { file: patch.files[next], ...part } : undefined))
  return cut.length <= room ? cut : ''
}

function sizeOf(file: { readonly text: string } | undefined): number {
  return file?.text.length ?? 0
}

function folded(patch: Patch, text: string, sentence: string): string {
  const added = patch.files.reduce((sum, file) => sum + file.added, 0)
  const removed = patch.files.reduce((sum, file) => sum + file.removed, 0)
  const title = `Unified diff: ${counted(patch.files.length, 'file')}, +${added} −${removed} lines`
  return `\n${details(title, [...sentence === '' ? [] : [sentence], ...text === '' ? [] : [fenced(text, 'diff')]].join('\n\n'))}\n`
}

/** The first hunks of a file's diff that fit; nothing where not even one does. */
function headOf(text: string, room: number): { readonly text: string; readonly shown: number; readonly all: number } | undefined {
  const [head = '', ...hunks] = text.split(/^(?=@@ )/m)
  let kept = head
  let shown = 0
  for (const hunk of hunks) {
    if (kept.length + hunk.length > room) break
    kept += hunk
    shown++
  }
  return shown === 0 ? undefined : { text: kept, shown, all: hunks.length }
}

const FEW = 3

function leftOutWords(files: readonly PatchFile[], part: { readonly file: PatchFile | undefined; readonly shown: number; readonly all: number } | undefined): string {
  const names = files.slice(0, FEW).map((file) => code(nameOf(file))).join(', ')
  const parts = [
    ...files.length ? [`${counted(files.length, 'file')} (${names}${files.length > FEW ? ', …' : ''})`] : [],
    ...part?.file ? [`${counted(part.all - part.shown, 'hunk')} of ${code(nameOf(part.file))}`] : [],
  ]
  return `Left out, since a comment has no room for more: ${parts.join(', and ')}. \`morph2bst diff --format patch\` shows all.`
}

/** No shorter than what is said of any of the files, and of any part of one. */
function longestWords(files: readonly PatchFile[]): string {
  const longest = [...files].sort((a, b) => code(nameOf(b)).length - code(nameOf(a)).length)
  const lines = files.reduce((most, { text }) => Math.max(most, text.length), 0)
  return leftOutWords(longest, { file: longest[0], shown: 0, all: lines })
}

function nameOf({ from, to }: PatchFile): string {
  const name = to ?? from ?? ''
  const LONGEST = 200
  return name.length > LONGEST ? `…${name.slice(-LONGEST)}` : name
}
