/** How git shows a diff to this person at this terminal: which pager, and whether in colours. We do the same. */
import { personalSettings } from '../git/personal-settings.ts'

/** What there is to keep to. */
export interface GitHabits {
  /** The pager that is used where one is asked for; nothing for `cat` or none. */
  readonly pager: string | undefined
  /** Whether a diff is shown by it unasked. */
  readonly isPaged: boolean
  /** Whether colours may be shown: at once, and by the pager. */
  readonly colour: boolean
  readonly pagedColour: boolean
}

/** Gives the values of git's settings by name. */
export type AskSettings = (names: readonly string[]) => Promise<ReadonlyMap<string, string>>

const NAMES = ['core.pager', 'pager.diff', 'color.diff', 'color.ui', 'color.pager']

/**
 * GIT_PAGER, the person's pager.diff or core.pager, PAGER, else less; color.diff, else color.ui (git-config(1)). Only the person's
 * and the machine's configuration is asked: a repository that came from elsewhere does not say what runs here.
 */
export async function gitHabits(environment: Readonly<Record<string, string | undefined>>, ask: AskSettings = personalSettings): Promise<GitHabits> {
  const settings = await ask(NAMES)
  const ofDiff = settings.get('pager.diff')
  const isPaged = ofDiff === undefined ? undefined : truth(ofDiff)
  const command = ofDiff !== undefined && isPaged === undefined ? ofDiff : undefined
  const pager = environment['GIT_PAGER'] ?? command ?? settings.get('core.pager') ?? environment['PAGER'] ?? 'less'
  const wanted = settings.get('color.diff') ?? settings.get('color.ui') ?? 'auto'
  const colour = wanted !== 'never' && truth(wanted) !== false
  return {
    pager: pager === '' || pager === 'cat' ? undefined : pager, isPaged: isPaged ?? true,
    colour, pagedColour: colour && truth(settings.get('color.pager') ?? 'true') !== false,
  }
}

/** A setting that may be a yes or no, as git reads it; nothing for other words. */
function truth(value: string): boolean | undefined {
  if (/^(?:true|yes|on)$/i.test(value)) return true
  if (/^(?:false|no|off|)$/i.test(value)) return false
  return /^[-+]?\d+[kmg]?$/i.test(value) ? Number.parseInt(value, 10) !== 0 : undefined
}
