/** A difference as a comment on a merge request, for GitLab and GitHub. Knows nothing of how it gets there. */
import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { SourceTexts } from '../../diagnostics/source-text.ts'
import { details, table } from '../markdown.ts'
import { found } from './found.ts'
import { sortedFindings, withChange } from './findings.ts'
import { headline, isNothing, severityWords } from './headline.ts'
import type { DiffInput } from './input.ts'
import { shortened, type ChangeLine } from './lines.ts'
import { fenced, foldedDiff } from './markdown-diff.ts'
import { codeWords, safeProse } from './markdown-words.ts'
import { visibleLine } from './patch-text.ts'
import { sectionsOf, type Section, type Told } from './told.ts'

/** How long the comment may become. */
export interface DiffMarkdownOptions {
  /** Characters in all; not given, what GitHub takes, which GitLab takes too. */
  readonly limit?: number
}

/** The first line, by which CI finds its own comment again. */
export const MARKER = '<!-- morph2bst diff -->'
const GITHUB_LIMIT = 65_536

/** How much of each topic is told. */
interface Room {
  readonly items: number
  readonly lines: number
  readonly diagnostics: number
}

/** From all that is of use to the headline alone; the first that fits is taken. */
const ROOMS: readonly Room[] = [
  { items: 200, lines: 20, diagnostics: 60 }, { items: 60, lines: 10, diagnostics: 30 }, { items: 20, lines: 5, diagnostics: 10 }, { items: 5, lines: 2, diagnostics: 5 },
]
/** What the unified diff may claim of the room before the summary is shortened. */
const DIFF_SHARE = 0.5
/** More of a topic than this is folded away. */
const FEW_ITEMS = 8
const FEW_LINES = 16

/** The comment. Ends in a line feed and keeps to the limit, as long as that has room for the headline. */
export function diffMarkdown({ difference, patch, titles, texts, passedOver = 0 }: DiffInput, { limit = GITHUB_LIMIT }: DiffMarkdownOptions = {}): string {
  const over = passedOver ? `\nPassed over ${passedOver} diagnostics that appeared or went in files that the chosen systems do not reach.\n` : ''
  const title = `${MARKER}\n### Converted project: ${codeWords(titles.before)} → ${codeWords(titles.after)}\n`
  if (isNothing(difference)) return `${title}\nNothing differs.\n${over}`
  const lead = `${title}\n${headline(difference).map((line) => `${safeProse(line)}.`).join('  \n')}\n${over}`
  const room = limit - lead.length
  const diff = patch?.text ? patch : undefined
  const claimed = diff ? Math.min(foldedDiff(diff, Infinity).length, room * DIFF_SHARE) : 0
  const { appeared, gone, reworded } = sortedFindings(difference.diagnostics)
  const sections = sectionsOf(difference)
  const summary = ROOMS.map((each) => [
    diagnosticPart('Appeared', appeared, texts.after, each), ...sections.map((section) => sectionPart(section, each)), diagnosticPart('Gone', gone, texts.before, each),
    diagnosticPart('Worded otherwise', reworded.map(withChange), texts.after, each),
  ].filter((part) => part !== undefined).map((part) => `\n${part}\n`).join('')).find((text) => text.length <= room - claimed) ?? ''
  return `${lead}${summary}${diff ? foldedDiff(diff, room - summary.length) : ''}`
}

function sectionPart({ topic, title, items }: Section, room: Room): string {
  const shown = items.length <= room.items + 1 ? items : items.slice(0, room.items)
  const body = topic === 'ref' ? refTable(shown) : shown.map((item) => itemText(item, room)).join('\n').trimEnd()
  const rest = shown.length < items.length ? `\n\n… and ${items.length - shown.length} more` : ''
  if (shown.length > FEW_ITEMS || body.split('\n').length > FEW_LINES) return details(`<b>${title}</b>: ${items.length}`, `${body}${rest}`)
  return `**${title}**\n\n${body}${rest}`
}

/** Refs are numbers to compare: a table; its last column is there if any says something. */
function refTable(items: readonly Told[]): string {
  const noted = items.map(({ remark, reach }) => [...remark === undefined ? [] : [safeProse(remark)], ...reach === undefined ? [] : [reachProse(reach)]].join(', '))
  const withNotes = noted.some((words) => words !== '')
  return table(['source of', 'before', 'after', ...withNotes ? [''] : []], items.map(({ subject, label, before = '', after = '' }, index) => [
    `${codeWords(subject)}${label === undefined ? '' : ` (${codeWords(label)})`}`, refCell(before), refCell(after), ...withNotes ? [noted[index] ?? ''] : [],
  ]))
}

/** `in a, b` with names as code; `in no system` and `in 12 systems` are words. */
function reachProse(words: string): string {
  return /^in (?:no system|\d+ systems)$/.test(words) ? words : `in ${words.slice('in '.length).split(', ').map(codeWords).join(', ')}`
}

function refCell(words: string): string {
  return words === '(none)' ? words : codeWords(words)
}

const STATES = { '+': 'added', '-': 'removed', '~': 'changed' } as const

function itemText({ sign, subject, label, before, after, remark, reach, lines }: Told, room: Room): string {
  const sides = before !== undefined && after !== undefined ? `${codeWords(before)} → ${codeWords(after)}` : undefined
  const head = [...sign ? [STATES[sign]] : [], ...subject === '' ? [] : [codeWords(subject)]].join(' ')
  const what = [...label === undefined ? [] : [codeWords(label)], ...sides === undefined ? [] : [sides]].join(': ')
  const behind = [...remark === undefined ? [] : [`(${safeProse(remark)})`], ...reach === undefined ? [] : [reachProse(reach)]].join(' ')
  const line = `- ${[[head, what].filter((part) => part !== '').join(' '), behind].filter((part) => part !== '').join(', ').replace(/, \(/, ' (')}`
  return lines.length ? `${line}\n\n${indented(linesBlock(lines, room))}\n` : line
}

function linesBlock(lines: readonly ChangeLine[], room: Room): string {
  const LONGEST = 300
  const cut = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text)
  return fenced(shortened(lines, room.lines).map(({ sign, text }) => `${sign} ${visibleLine(cut(text))}`).join('\n'), 'diff')
}

function indented(text: string): string {
  return text.split('\n').map((line) => `  ${line}`).join('\n')
}

function diagnosticPart(title: string, diagnostics: readonly Diagnostic[], texts: SourceTexts, room: Room): string | undefined {
  if (diagnostics.length === 0) return undefined
  const { shown, rest } = found(diagnostics, texts, room.diagnostics)
  const lines = shown.map(({ place, severity, code, message }) => `- ${place === undefined ? '' : `${codeWords(place)} `}${severity} ${codeWords(code)}: ${safeProse(message)}`)
  const body = [...lines, ...rest.map((line) => `- ${safeProse(line)}`)].join('\n')
  return shown.length > FEW_ITEMS ? details(`<b>${title}</b>: ${severityWords(diagnostics)}`, body) : `**${title}: ${severityWords(diagnostics)}**\n\n${body}`
}
