/** What a build session opens with: who, what, with which settings, and the list of elements (BF §11.2). Knows no clock. */
import { visibleText } from '../../diagnostics/visible-text.ts'
import type { LoadedProject } from '../../ir/loaded-project.ts'
import { elementSymbols, type ShownElement } from './element-symbols.ts'
import { buildPaint, type BuildPaint } from './paint.ts'
import { DEFAULT_FORMAT, showFormat } from './show-format.ts'

/** A session that begins. */
export interface Session {
  readonly version: string
  /** Milliseconds since 1970; shown in local time. */
  readonly startMs: number
  readonly project: Pick<LoadedProject, 'name' | 'root' | 'aliases' | 'options' | 'targets'>
  /** In pipeline order. */
  readonly elements: readonly ShownElement[]
  /** Settings by name, as they are to be shown. */
  readonly settings: readonly (readonly [string, string])[]
}

/** The opening; ends in a line feed. */
export function renderHeading({ version, startMs, project, elements, settings }: Session, colour: boolean): string {
  const paint = buildPaint(colour)
  return [
    '',
    paint.title(`morph2bst Version ${version}`),
    ...renderValues([
      ['Session Start', startText(new Date(startMs))], ['Project', `${project.name} (${project.root})`], ['Targets', project.targets.join(', ')],
    ], 1, paint),
    '', paint.title('User Configuration'), ...renderValues(settings, 1, paint),
    '', `${paint.title('Project')}${paint.format(': ')}${paint.title(visibleText(project.name))}`,
    ...project.options.size === 0 ? [] : ['', `    ${paint.format('Project Options')}`, ...renderValues([...project.options], 2, paint)],
    '', paint.title('Pipeline'), renderPipeline(elements, project, DEFAULT_FORMAT, colour),
    paint.format('='.repeat(79)),
  ].join('\n').concat('\n')
}

/** A line for each element; no line feed at the end. The format is one that can be understood. */
export function renderPipeline(elements: readonly ShownElement[], project: Pick<LoadedProject, 'aliases'>, format: string, colour: boolean): string {
  const understood = showFormat(format)
  const paint = buildPaint(colour)
  return understood.ok ? elements.map((shown) => understood.render(elementSymbols(shown, project, paint))).join('\n') : ''
}

/** Names and values in two columns. */
export function renderValues(values: readonly (readonly [string, string])[], indent: number, paint: BuildPaint): readonly string[] {
  const width = Math.max(0, ...values.map(([name]) => name.length))
  return values.map(([name, value]) => `${'    '.repeat(indent)}${paint.format(name)}${paint.format(':')} ${' '.repeat(width - name.length)}${paint.content(visibleText(value))}`)
}

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']

function startText(date: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0')
  const day = `${two(date.getDate())}-${two(date.getMonth() + 1)}-${date.getFullYear()}`
  return `${DAYS[date.getDay()] ?? ''}, ${day} at ${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`
}
