/** Which lines of one side say what lines of the other say. Knows no screen. */
import type { Model } from './model.ts'

/** A line of a file. */
export interface LineAt {
  readonly file: number
  readonly line: number
}

/** Lines of a file, both ends inclusive. */
export interface LineRange {
  readonly file: number
  readonly from: number
  readonly to: number
}

/** What belongs together around one line: lines of project files, and lines of definitions. */
export interface Link {
  readonly project: readonly LineRange[]
  readonly definitions: readonly LineRange[]
}

/**
 * What belongs to a line. For a line of a project file: the definitions that it says (of nested stretches the shortest), and all
 * lines of that file that say the same. For a line of the definitions: all that was made of the shortest stretch around it, in
 * the project files `within`. Nothing where no stretch holds the line.
 */
export function linkOf(model: Model, at: LineAt, within: readonly number[]): Link | undefined {
  const { files } = model.data
  if (files[at.file]?.side === 'project') {
    const rows = (files[at.file]?.map ?? []).filter(([first, last]) => first <= at.line && at.line <= last)
    const shortest = Math.min(...rows.map(([first, last]) => last - first))
    const origins = rows.filter(([first, last]) => last - first === shortest)
    if (origins.length === 0) return undefined
    const definitions = distinct(origins.map(([, , file, from, to]) => ({ file, from, to })))
    const project = origins.map(([from, to]) => ({ file: at.file, from, to }))
    return { project: distinct(project), definitions }
  }
  const rows = within.flatMap((file) => (files[file]?.map ?? []).flatMap((row) => row[2] === at.file && row[3] <= at.line && at.line <= row[4] ? [{ file, row }] : []))
  if (rows.length === 0) return undefined
  const shortest = Math.min(...rows.map(({ row }) => row[4] - row[3]))
  const made = rows.filter(({ row }) => row[4] - row[3] === shortest)
  return {
    project: distinct(made.map(({ file, row: [from, to] }) => ({ file, from, to }))),
    definitions: distinct(made.map(({ row: [, , file, from, to] }) => ({ file, from, to }))),
  }
}

/** The lines of a file that have a counterpart: for the mark at their number. `within`: project files that count. */
export function mappedLines(model: Model, file: number, within: readonly number[]): ReadonlySet<number> {
  const { files } = model.data
  const lines = new Set<number>()
  const add = (from: number, to: number): void => { for (let line = from; line <= to; line++) lines.add(line) }
  if (files[file]?.side === 'project') for (const [from, to] of files[file].map ?? []) add(from, to)
  else for (const made of within) for (const [, , origin, from, to] of files[made]?.map ?? []) if (origin === file) add(from, to)
  return lines
}

/** Ranges in their order, those made one that meet or overlap. They have to be sorted, as those of a link are. */
export function joined(ranges: readonly LineRange[]): readonly LineRange[] {
  const result: LineRange[] = []
  for (const range of ranges) {
    const last = result.at(-1)
    if (last?.file === range.file && range.from <= last.to + 1) result[result.length - 1] = { ...last, to: Math.max(last.to, range.to) }
    else result.push(range)
  }
  return result
}

function distinct(ranges: readonly LineRange[]): readonly LineRange[] {
  const seen = new Map(ranges.map((range) => [`${range.file}:${range.from}:${range.to}`, range]))
  return [...seen.values()].sort((a, b) => a.file - b.file || a.from - b.from)
}
