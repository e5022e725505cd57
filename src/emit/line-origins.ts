/** Which lines of a project's files say which stretch of the definitions. */
import type { SourceTexts } from '../diagnostics/source-text.ts'
import type { Target } from '../ir/convert-options.ts'
import type { LineOrigin } from '../ir/line-origin.ts'
import type { Project } from '../ir/project.ts'
import type { OutOrigin } from '../yaml/ordered.ts'
import type { Mark } from '../yaml/print.ts'
import { blockLines } from './block-lines.ts'
import { WRITERS } from './emit-project.ts'

/**
 * What the lines of each file that {@link emitProject} writes come from, by path; in the order of the lines. A line that says
 * several stretches is there for each of them. Comments, blank lines, and what the tool itself says come from nowhere, as
 * do the files that are carried or made whole (`project.files`). Spans name files as diagnostics do: they may be of the
 * user's overrides or of a manifest. With the `texts` of the definitions, the lines of literal blocks come from one line each,
 * else all of them from the whole block. The project is written anew for this, so ask when a page is made and not in each conversion.
 */
export function lineOrigins(project: Project, target: Target, texts?: Pick<SourceTexts, 'text'>): ReadonlyMap<string, readonly LineOrigin[]> {
  const writer = WRITERS[target]
  const originsIn = (write: (marks: Mark[]) => string): readonly LineOrigin[] => {
    const marks: Mark[] = []
    write(marks)
    const found = innermost(marks)
    return texts ? found.flatMap((lines) => blockLines(lines, texts.text(lines.origin.file))) : found
  }
  return new Map<string, readonly LineOrigin[]>([
    ['project.conf', originsIn((marks) => writer.projectConf(project, marks))],
    ...project.includes.map((include) => [include.path, originsIn((marks) => writer.include(include, marks))] as const),
    ...[...project.elements.values()].map((element) => [`elements/${element.name}`, originsIn((marks) => writer.element(element, marks))] as const),
  ])
}

/** What the innermost mark of each line says. Marks of what holds others come behind theirs. */
function innermost(marks: readonly Mark[]): readonly LineOrigin[] {
  const lines: (OutOrigin | undefined)[] = []
  for (const { from, to, origin } of marks.toReversed()) for (let line = from; line < to; line++) lines[line] = origin
  const found: LineOrigin[] = []
  for (let from = 0, to = 0; from < lines.length; from = to) {
    const origin = lines[from]
    while (to < lines.length && lines[to] === origin) to++
    if (origin) for (const span of 'file' in origin ? [origin] : new Set(origin)) found.push({ from: from + 1, to, origin: span })
  }
  return found
}
