/** Both sides of `diff` → the text that was asked for. Loads what the format needs and no more. */
import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import { SourceTexts } from '../../diagnostics/source-text.ts'
import { withPair, type TreePair } from '../../git/patch.ts'
import type { Difference, Patch } from '../../ir/difference.ts'
import type { DiffInput } from '../../report/diff/input.ts'
import type { DIFF_FLAGS, ValuesOf } from '../options.ts'
import type { Compared, ComparedSide } from './compare-sides.ts'

/** What is asked for, and where it is shown. */
export interface Presenting extends Pick<ValuesOf<typeof DIFF_FLAGS>, 'format' | 'stat'> {
  readonly colour: boolean
  /** Text is looked at, not read by programs: nothing in it may steer the terminal. */
  readonly isTerminal: boolean
  readonly columns: number
  readonly signal: AbortSignal
}

/** The text, and whether the sides differ in anything. */
export interface Presented {
  readonly text: string
  readonly differs: boolean
}

/** Makes the text. Throws `GitRefused` where git cannot compare. */
export async function present(compared: Compared, how: Presenting): Promise<Presented> {
  const { before, after } = compared
  return withPair(before.tree, after.tree, how.signal, async (pair) => {
    const { format = 'text' } = how
    if (format === 'patch') return presentPatch(pair, how)
    const { differenceOf } = await import('../../compare/difference.ts')
    const difference = differenceOf(before.project, after.project)
    const differs = difference.files.length > 0 || difference.diagnostics.appeared.length > 0 || difference.diagnostics.gone.length > 0
    if (format === 'html') return { text: await pageText(compared, difference, await pair.patch(), how.signal), differs }
    if (format === 'text') return { text: await shownText(compared, difference, pair, how), differs }
    const input = inputOf(compared, difference, format === 'markdown' && how.stat ? undefined : await pair.patch())
    if (format === 'json') return { text: (await import('../../report/diff/json.ts')).diffJson(input), differs }
    const { diffMarkdown } = await import('../../report/diff/markdown.ts')
    return { text: how.stat ? withStat(diffMarkdown(input), await pair.stat({ columns: STAT_COLUMNS, colour: false })) : diffMarkdown(input), differs }
  })
}

/** Where no terminal has a width: as git has it. */
const STAT_COLUMNS = 80

async function presentPatch(pair: TreePair, how: Presenting): Promise<Presented> {
  const patch = await pair.patch()
  return { text: how.stat ? await pair.stat(how) : await patchShown(patch, how), differs: patch.text !== '' }
}

async function patchShown(patch: Patch, { colour, isTerminal }: Presenting): Promise<string> {
  if (!colour && !isTerminal) return patch.text
  return (await import('../../report/diff/patch-text.ts')).patchText(patch, colour)
}

async function shownText(compared: Compared, difference: Difference, pair: TreePair, how: Presenting): Promise<string> {
  const { diffText } = await import('../../report/diff/text.ts')
  const summary = diffText(inputOf(compared, difference, undefined), how)
  const rest = how.stat ? await pair.stat(how) : await patchShown(await pair.patch(), how)
  return rest === '' ? summary : `${summary}\n${rest}`
}

function withStat(markdown: string, stat: string): string {
  return stat === '' ? markdown : `${markdown}\n\`\`\`\n${stat}\`\`\`\n`
}

function inputOf({ before, after }: Compared, difference: Difference, patch: Patch | undefined): DiffInput {
  const texts = (side: ComparedSide): SourceTexts => side.loaded?.texts ?? after.loaded?.texts ?? new SourceTexts(new Map())
  return {
    difference, ...(patch ? { patch } : {}), titles: { before: before.title, after: after.title },
    texts: { before: texts(before), after: texts(after) }, passedOver: differing(before.passedOver, after.passedOver),
  }
}

/** How many diagnostics one side has and the other lacks, wherever in their files they stand. */
function differing(before: readonly Diagnostic[], after: readonly Diagnostic[]): number {
  const counts = new Map<string, number>()
  const count = (list: readonly Diagnostic[], step: number): void => {
    for (const { code, at, message } of list) {
      const key = `${code}\0${at?.file ?? ''}\0${message}`
      counts.set(key, (counts.get(key) ?? 0) + step)
    }
  }
  count(before, -1)
  count(after, 1)
  return [...counts.values()].reduce((sum, number) => sum + Math.abs(number), 0)
}

async function pageText({ before, after }: Compared, difference: Difference, patch: Patch, signal: AbortSignal): Promise<string> {
  const { diffHtml } = await import('../html-page.ts')
  const definitionsPatch = before.files && after.files ? await withPair(before.files, after.files, signal, (pair) => pair.patch()) : undefined
  return diffHtml({ before, after, difference, patch, definitionsPatch })
}
