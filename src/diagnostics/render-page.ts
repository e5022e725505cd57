/** The catalogue as pages for reading: one code, or the whole reference. Knows nothing of any run. */
import { catalogue, type Code } from './catalogue.ts'
import type { Entry } from './catalogue/entry.ts'

/** All codes, sorted: the areas together. */
export const CODES: readonly Code[] = (Object.keys(catalogue) as Code[]).sort()

const AREAS: Readonly<Record<string, string>> = {
  cli: 'What the command line asked for', config: 'The configuration file', convert: 'Conversion', files: 'Reading folders',
  reader: 'Reading definitions', write: 'Writing the project', yaml: 'YAML',
}

/** Whether a word is a diagnostic code. */
export function isCode(word: string): word is Code {
  return Object.hasOwn(catalogue, word)
}

/** The page of one code: title, severity, text. */
export function renderPage(code: Code): string {
  const row: Pick<Entry<never>, 'severity' | 'page'> = catalogue[code]
  return `# ${code}\n\nSeverity: ${row.severity}\n\n${row.page.trim()}\n`
}

/** All pages as one document, `docs/diagnostics.md`. */
export function renderReference(): string {
  const areas = [...new Set(CODES.map(areaOf))]
  const contents = areas.flatMap((area) => [
    `**${AREAS[area] ?? area}**`, '', ...codesOf(area).map((code) => `- [\`${code}\`](#${anchorOf(code)}) (${catalogue[code].severity})`), '',
  ])
  const pages = areas.flatMap((area) => [
    `## ${AREAS[area] ?? area}`, '',
    ...codesOf(area).flatMap((code) => [`### ${code}`, '', `Severity: ${catalogue[code].severity}`, '', catalogue[code].page.trim(), '']),
  ])
  return [HEAD, ...contents, ...pages].join('\n').trimEnd() + '\n'
}

const HEAD = `# Diagnostics

Made from the catalogue by \`morph2bst explain --all\`; do not edit. \`morph2bst explain CODE\` prints one of these pages.

- An **error** means that something in the input could not be used. What does not depend on it is converted all the same, and the run ends with exit code 1.
- A **warning** means that the outcome differs from what Baserock did, or needs a person's look. With \`--strict\` warnings end the run with exit code 1 too.
- A **note** tells of a decision that needs nothing to be done.
`

function codesOf(area: string): readonly Code[] {
  return CODES.filter((code) => areaOf(code) === area)
}

function areaOf(code: Code): string {
  return code.slice(0, code.indexOf('/'))
}

/** The anchor that GitHub gives a heading. */
function anchorOf(code: string): string {
  return code.replace(/[^a-z0-9-]/g, '')
}
