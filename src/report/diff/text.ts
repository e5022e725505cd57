/** A difference for a person at a terminal: what a reviewer takes in at once, before the unified diff. Knows neither git nor terminal. */
import { createColors } from 'picocolors'
import { visibleText } from '../../diagnostics/visible-text.ts'
import { found, type Found } from './found.ts'
import { sortedFindings, withChange } from './findings.ts'
import { headline, isNothing, severityWords } from './headline.ts'
import type { DiffInput } from './input.ts'
import { shortened, type ChangeLine } from './lines.ts'
import { sectionsOf, type Section, type Told } from './told.ts'

type Paint = ReturnType<typeof createColors>

/** So many things are told of one topic, lines of one side of a change, and diagnostics; the rest is counted. */
const MOST_ITEMS = 40
const MOST_LINES = 6
const MOST_DIAGNOSTICS = 20
/** Wider columns do not push those behind them further to the right. */
const MOST_COLUMN = 56
const GAP = '   '

/** The summary. Ends in a line feed; the unified diff, if there is to be one, comes behind an empty line. */
export function diffText({ difference, titles, texts, passedOver = 0 }: DiffInput, { colour }: { readonly colour: boolean }): string {
  const paint = createColors(colour)
  const over = passedOver ? [`Passed over ${passedOver} diagnostics that appeared or went in files that the chosen systems do not reach.`] : []
  if (isNothing(difference)) return told([`Nothing differs between ${titles.before} and ${titles.after}.`, ...over])
  const { appeared, gone, reworded } = sortedFindings(difference.diagnostics)
  const blocks = [
    headline(difference).map((line) => paint.bold(visibleText(line))),
    ...sectionsOf(difference).map((section) => sectionLines(section, paint)),
    diagnosticLines('Appeared', '+', appeared, texts.after, paint),
    diagnosticLines('Gone', '-', gone, texts.before, paint),
    diagnosticLines('Worded otherwise', '~', reworded.map(withChange), texts.after, paint),
    over,
  ]
  return told(blocks.filter((block) => block.length > 0).flatMap((block, index) => (index === 0 ? block : ['', ...block])))
}

function told(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('')
}

function sectionLines({ title, items }: Section, paint: Paint): readonly string[] {
  const shown = items.length <= MOST_ITEMS + 1 ? items : items.slice(0, MOST_ITEMS)
  const columns = [columnWidth(shown.map(subjectOf)), columnWidth(shown.map((item) => whatOf(item)))]
  return [
    paint.bold(title),
    ...shown.flatMap((item) => itemLines(item, columns, shown.some(({ sign }) => sign !== undefined), paint)),
    ...shown.length < items.length ? [paint.dim(`  … and ${items.length - shown.length} more`)] : [],
  ]
}

function columnWidth(cells: readonly string[]): number {
  return Math.max(0, ...cells.map(({ length }) => length).filter((length) => length <= MOST_COLUMN))
}

function subjectOf({ subject }: Told): string {
  return visibleText(subject)
}

const PLAIN = createColors(false)

function whatOf({ label, before, after }: Told, paint = PLAIN): string {
  const sides = before === undefined || after === undefined ? undefined : `${paint.red(visibleText(before))} → ${paint.green(visibleText(after))}`
  if (label === undefined) return sides ?? ''
  return sides === undefined ? visibleText(label) : `${visibleText(label)}: ${sides}`
}

function itemLines(item: Told, columns: readonly number[], signed: boolean, paint: Paint): readonly string[] {
  const subject = subjectOf(item)
  const head = item.sign === undefined ? (signed ? '  ' : '') : `${tintOf(item.sign, paint)(item.sign)} `
  const behind = [...item.remark === undefined ? [] : [`(${visibleText(item.remark)})`], ...item.reach === undefined ? [] : [item.reach]].map(visibleText).join(GAP)
  const cells = [
    { plain: subject, shown: item.sign === undefined ? subject : tintOf(item.sign, paint)(subject), width: columns[0] ?? 0 },
    { plain: whatOf(item), shown: whatOf(item, paint), width: columns[1] ?? 0 },
    { plain: behind, shown: paint.dim(behind), width: 0 },
  ].filter(({ plain, width }) => plain !== '' || width > 0)
  const line = cells.map(({ plain, shown, width }, index) => (cells.slice(index + 1).some((later) => later.plain !== '') ? `${shown}${' '.repeat(Math.max(0, width - plain.length))}${GAP}` : shown))
  return [`  ${head}${line.join('')}`.trimEnd(), ...shortened(item.lines, MOST_LINES).map((own) => `${signed ? '      ' : '    '}${changeLine(own, paint)}`)]
}

function tintOf(sign: '+' | '-' | '~', paint: Paint): (text: string) => string {
  return sign === '+' ? paint.green : sign === '-' ? paint.red : paint.yellow
}

function changeLine({ sign, text }: ChangeLine, paint: Paint): string {
  if (sign === ' ') return paint.dim(`  ${text}`)
  return tintOf(sign, paint)(`${sign} ${text.split('\t').map(visibleText).join('\t')}`)
}

function diagnosticLines(title: string, sign: '+' | '-' | '~', diagnostics: DiffInput['difference']['diagnostics']['appeared'], texts: DiffInput['texts']['before'], paint: Paint): readonly string[] {
  if (diagnostics.length === 0) return []
  const { shown, rest } = found(diagnostics, texts, MOST_DIAGNOSTICS)
  return [paint.bold(`${title}: ${severityWords(diagnostics)}`), ...shown.map((one) => `  ${sign} ${foundLine(one, paint)}`), ...rest.map((line) => `  ${paint.dim(line)}`)]
}

function foundLine({ place, severity, code, message }: Found, paint: Paint): string {
  const tint = severity === 'error' ? paint.red : severity === 'warning' ? paint.yellow : paint.blue
  return `${place === undefined ? '' : `${paint.bold(visibleText(place))} `}${tint(`${severity}[${code}]`)}: ${visibleText(message)}`
}
