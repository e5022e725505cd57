/** The unified diff of one file as rows to show. Knows no screen. */

/** One row: a line with its numbers before and after. */
export interface DiffRow {
  readonly kind: 'same' | 'removed' | 'added'
  readonly before?: number
  readonly after?: number
  readonly text: string
  /** The part that differs from the row it is set against, as offsets in `text`; nothing where all of it does. */
  readonly changed?: readonly [number, number]
  /** There is no line feed behind it. */
  readonly open?: true
}

/** Lines that stand together. */
export interface Hunk {
  /** First line before and after. */
  readonly before: number
  readonly after: number
  /** What stands behind the second `@@`. */
  readonly heading: string
  readonly rows: readonly DiffRow[]
}

/** Two columns: a removed row and the added one set against it, or the same row twice. */
export interface SplitRow {
  readonly left: DiffRow | undefined
  readonly right: DiffRow | undefined
}

/** Reads hunks as git writes them, from the first `@@` on. What is none ends the hunk before it. */
export function hunksOf(text: string): readonly Hunk[] {
  const hunks: { before: number; after: number; heading: string; rows: DiffRow[] }[] = []
  let before = 0
  let after = 0
  let left = { before: 0, after: 0 }
  for (const line of text.split('\n')) {
    const head = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@ ?(.*)$/.exec(line)
    const rows = hunks.at(-1)?.rows
    if (head && left.before <= 0 && left.after <= 0) {
      before = Number(head[1])
      after = Number(head[3])
      left = { before: Number(head[2] ?? 1), after: Number(head[4] ?? 1) }
      hunks.push({ before, after, heading: head[5] ?? '', rows: [] })
    } else if (rows && line.startsWith('\\')) {
      const last = rows.pop()
      if (last) rows.push({ ...last, open: true })
    } else if (rows && line.startsWith('-') && left.before > 0) {
      rows.push({ kind: 'removed', before: before++, text: line.slice(1) })
      left.before--
    } else if (rows && line.startsWith('+') && left.after > 0) {
      rows.push({ kind: 'added', after: after++, text: line.slice(1) })
      left.after--
    } else if (rows && (line.startsWith(' ') || line === '') && left.before > 0 && left.after > 0) {
      rows.push({ kind: 'same', before: before++, after: after++, text: line.slice(1) })
      left.before--
      left.after--
    }
  }
  return hunks.map((hunk) => ({ ...hunk, rows: withChangedParts(hunk.rows) }))
}

/** Removed and added rows that follow each other are set side by side. */
export function splitRows(rows: readonly DiffRow[]): readonly SplitRow[] {
  return runsOf(rows).flatMap((run) => {
    if (!('removed' in run)) return [{ left: run.same, right: run.same }]
    const length = Math.max(run.removed.length, run.added.length)
    return Array.from({ length }, (_, index) => ({ left: run.removed[index], right: run.added[index] }))
  })
}

/** Hunks in which a line of a range went or came; `side` says in which of the two files its ends count. */
export function hunksWithin(hunks: readonly Hunk[], [from, to]: readonly [number, number], side: 'before' | 'after'): readonly Hunk[] {
  return hunks.filter(({ rows, before, after }) => {
    const next = { before, after }
    return rows.some((row) => {
      const at = next[side]
      if (row.kind !== 'added') next.before++
      if (row.kind !== 'removed') next.after++
      return row.kind !== 'same' && from <= at && at <= to
    })
  })
}

/** How many lines went and came. */
export function countLines(hunks: readonly Hunk[]): { readonly removed: number; readonly added: number } {
  const rows = hunks.flatMap((hunk) => hunk.rows)
  return { removed: rows.filter(({ kind }) => kind === 'removed').length, added: rows.filter(({ kind }) => kind === 'added').length }
}

type Run = { readonly same: DiffRow } | { readonly removed: readonly DiffRow[]; readonly added: readonly DiffRow[] }

function runsOf(rows: readonly DiffRow[]): readonly Run[] {
  const runs: (Run & { removed?: DiffRow[]; added?: DiffRow[] })[] = []
  for (const row of rows) {
    const last = runs.at(-1)
    if (row.kind === 'same') runs.push({ same: row })
    else if (row.kind === 'removed') {
      if (last?.removed && last.added?.length === 0) last.removed.push(row)
      else runs.push({ removed: [row], added: [] })
    } else if (last?.added) last.added.push(row)
    else runs.push({ removed: [], added: [row] })
  }
  return runs
}

/** Marks what differs within lines that were set against each other, as many removed as added. */
function withChangedParts(rows: readonly DiffRow[]): readonly DiffRow[] {
  return runsOf(rows).flatMap((run) => {
    if (!('removed' in run)) return [run.same]
    const { removed, added } = run
    if (removed.length !== added.length) return [...removed, ...added]
    const parts = removed.map((row, index) => changedPart(row.text, added[index]?.text ?? ''))
    return [
      ...removed.map((row, index) => parts[index] ? { ...row, changed: parts[index].before } : row),
      ...added.map((row, index) => parts[index] ? { ...row, changed: parts[index].after } : row),
    ]
  })
}

/** What is between the common start and the common end; nothing where too little is common to help the eye. */
function changedPart(before: string, after: string): { readonly before: [number, number]; readonly after: [number, number] } | undefined {
  const shorter = Math.min(before.length, after.length)
  let start = 0
  while (start < shorter && before[start] === after[start]) start++
  let end = 0
  while (end < shorter - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++
  const common = before.slice(0, start).trim().length + before.slice(before.length - end).trim().length
  if (common * 3 < Math.max(before.trim().length, after.trim().length)) return undefined
  return { before: [start, before.length - end], after: [start, after.length - end] }
}
