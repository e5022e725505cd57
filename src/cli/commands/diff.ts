/** `morph2bst diff`: what a change of the definitions does to the project. Converts in memory and writes nothing. */
import { countSeverities } from '../../diagnostics/choose-shown.ts'
import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import { counted } from '../../diagnostics/render-text.ts'
import { attemptGit, isGitRefusal } from '../../git/refusal.ts'
import { compareSides, isFaulty, type Compared } from '../diff/compare-sides.ts'
import type { DiffWords } from '../diff/choose-sides.ts'
import { present, type Presented } from '../diff/present.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import { gitHabits, type GitHabits } from '../git-habits.ts'
import { refusalOfGit } from '../git-refusal.ts'
import type { Io } from '../io.ts'
import type { DIFF_FLAGS, ValuesOf } from '../options.ts'
import type { Refusal } from '../refusal.ts'
import { tell, tellRefusal } from '../terminal.ts'

type Values = ValuesOf<typeof DIFF_FLAGS>

/** Diagnostics of the side behind the change shown at most, in all and of one code. */
const SHOWN = { total: 100, perCode: 3 }

/** Runs the command. */
export async function diffCommand(words: DiffWords, values: Values, io: Io): Promise<ExitCode> {
  const mistake = mistakeIn(words, values)
  if (mistake) return refuse(mistake, io)
  const signal = io.stopSignal('interrupt')
  const compared = await compareSides({ words, values, cwd: io.cwd, signal })
  if ('exitCode' in compared) return refuse(compared, io)
  const habits = io.showPaged ? await gitHabits(io.environment) : undefined
  const pager = habits && pagerFor(habits, values)
  const colour = values.color ?? (io.stdoutColour && (!habits || (pager === undefined ? habits.colour : habits.pagedColour)))
  const presented = await attemptGit(() => present(compared, { ...values, colour, isTerminal: habits !== undefined, columns: io.columns, signal }))
  if (isGitRefusal(presented)) return refuse(refusalOfGit(presented), io)
  tellFaults(compared, values, io)
  await show(presented, pager, io)
  if (isFaulty(compared.judged)) return EXIT.input
  return values['exit-code'] && presented.differs ? EXIT.input : EXIT.done
}

function refuse(refusal: Refusal, io: Io): ExitCode {
  tellRefusal(refusal, io)
  return refusal.exitCode
}

function mistakeIn({ to }: DiffWords, { output, format, stat }: Values): Refusal | undefined {
  if (output !== undefined && to !== undefined) {
    return { message: `--output compares one revision with a project, and ${to} is too much`, hint: 'give DEFINITIONS, and FROM at most', exitCode: EXIT.usage }
  }
  if (stat && (format === 'json' || format === 'html')) {
    return { message: `--stat and --format ${format} do not go together`, hint: 'JSON and the page count lines anyway', exitCode: EXIT.usage }
  }
  return undefined
}

/** What is wrong behind the change; what was so before it is counted, or it would bury the rest. */
function tellFaults({ before, judged, folderDiagnostics }: Compared, values: Values, io: Io): void {
  const severities = judged.loaded.settings.strict ? ['error', 'warning'] as const : ['error'] as const
  const telling = { json: false, severities, ...SHOWN, restIn: 'all with morph2bst audit --all' }
  const known = new Set(before.loaded ? before.project.diagnostics.map(wordsOf) : [])
  const isKnown = (diagnostic: Diagnostic): boolean => known.has(wordsOf(diagnostic))
  tell(judged.diagnostics.filter((diagnostic) => !isKnown(diagnostic)), judged.loaded.texts, telling, { ...io, colour: values.color ?? io.colour })
  const { error } = countSeverities(judged.diagnostics.filter(isKnown))
  if (error > 0) io.stderr(`morph2bst: ${counted(error, 'error')} ${error === 1 ? 'was' : 'were'} there before the change\n  hint: morph2bst audit shows them\n`)
  tell(folderDiagnostics, judged.loaded.texts, { ...telling, severities: ['error', 'warning'] }, io)
  if (before.loaded?.configBroken) io.stderr(`morph2bst: the configuration of ${before.title} cannot be used, and it was converted without it\n`)
  if (judged.loaded.configBroken) io.stderr(`morph2bst: the configuration of ${judged.title} cannot be used, and it was converted without it\n`)
}

/** A diagnostic wherever in its file it stands. */
function wordsOf({ code, at, message }: Diagnostic): string {
  return `${code}\0${at?.file ?? ''}\0${message}`
}

/** As git: page by page on a terminal, but not where the exit code is what is wanted. */
function pagerFor({ pager, isPaged }: GitHabits, values: Values): string | undefined {
  return (values.pager ?? isPaged) && !values['exit-code'] ? pager : undefined
}

async function show({ text }: Presented, pager: string | undefined, io: Io): Promise<void> {
  const shown = pager !== undefined && text !== '' && await io.showPaged?.(pager, text, io.environment)
  if (!shown) io.stdout(text)
}
