/** What the commit of a whole migration says: what was converted, how, and what is left to do. Knows no git. */
import packageJson from '../../../package.json' with { type: 'json' }
import { counted } from '../../diagnostics/render-text.ts'
import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import { THEMES } from '../../report/themes.ts'
import { optionWords } from '../../report/migration.ts'
import type { Loaded } from '../load.ts'

/** The rest of what the message tells. */
export interface MessageFacts {
  /** The commit that was converted. */
  readonly commit: string
  /** The project's folder in the repository; empty at the top. */
  readonly folder: string
  /** Files of the definitions that the branch lacks; nothing where they were kept. */
  readonly removed: number | undefined
  /** Options that are about the branch, as given. */
  readonly words: readonly string[]
}

/** Systems named of many. */
const MOST_SYSTEMS = 20

/** The message. Ends in a line feed. */
export function commitMessage({ conversion, options }: Loaded, counting: readonly Diagnostic[], { commit, folder, removed, words }: MessageFacts): string {
  const { systems, refused, counts, project } = conversion
  const generation = options.target === 'bst1' ? 'BuildStream 1' : 'BuildStream'
  const sections = [
    `Convert the definitions to a ${generation} project`,
    `${counted(systems.length, 'system')}, ${counted(counts.strata, 'stratum').replace('stratums', 'strata')} and ${counted(counts.chunks, 'chunk')} became ${counted(project.elements.size, 'element')}${folder === '' ? '' : ` in ${folder}`}, by morph2bst ${packageJson.version}.`,
    listOf(systems.map(({ path, element }) => `${path}.morph: ${element}`)),
    [`Options: ${[...optionWords(options), ...words].join(' ')}`, removed === undefined ? 'The definitions are kept.' : `Definitions removed: ${counted(removed, 'file')}.`].join('\n'),
    ...(refused.length ? [`Left out because of errors:\n\n${listOf(refused.map((path) => `${path}.morph`))}`] : []),
    leftToDo(counting),
    `Converted-from: ${commit}`,
  ]
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`
}

function listOf(items: readonly string[]): string {
  const more = items.length - MOST_SYSTEMS
  return [...items.slice(0, MOST_SYSTEMS), ...(more > 0 ? [`${more} more`] : [])].map((item) => `- ${item}`).join('\n')
}

function leftToDo(counting: readonly Diagnostic[]): string {
  const count = (codes: readonly string[]): number => counting.filter(({ severity, code }) => severity === 'warning' && codes.includes(code)).length
  const errors = counting.filter(({ severity }) => severity === 'error').length
  const lines = [
    ...(errors ? [`${counted(errors, 'error')} of the definitions`] : []),
    ...THEMES.map(({ toDo, topics }) => [count(topics.map(({ code }) => code)), toDo] as const).filter(([number]) => number > 0).map(([number, what]) => `${number} ${what}`),
  ]
  return lines.length ? `Left to a person; MIGRATION.md tells each:\n\n${lines.map((line) => `- ${line}`).join('\n')}` : ''
}
