/** MIGRATION.md: what the person who migrates has to know and to do. A pure function of the conversion: no paths of this machine, no dates. */
import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import { counted } from '../diagnostics/render-text.ts'
import type { SourceTexts } from '../diagnostics/source-text.ts'
import type { Conversion } from '../ir/conversion.ts'
import type { ConvertOptions } from '../ir/convert-options.ts'
import type { Definitions } from '../ir/definitions.ts'
import { deploymentSection } from './deployments.ts'
import { firstBuild } from './first-build.ts'
import { intendedDifferences } from './intended-differences.ts'
import { code, details, link, table } from './markdown.ts'
import { Places, type Generated } from './places.ts'
import { byTopic, DEPLOYMENT_CODES, isUnthemed, ownTopics, THEMES, type Theme } from './themes.ts'
import { topicList } from './topic-list.ts'

/** All that the report is made from. */
export interface MigrationInput {
  readonly definitions: Definitions
  readonly conversion: Conversion
  readonly options: ConvertOptions
  /** Of reading and converting, in their fixed order; none about the output folder. */
  readonly diagnostics: readonly Diagnostic[]
  readonly texts: SourceTexts
  /** The generated files, to find lines in. */
  readonly tree: Generated
}

/** More systems than these are folded away. */
const MANY_SYSTEMS = 15

/** The text of MIGRATION.md. */
export function migrationReport(input: MigrationInput): string {
  const { definitions, conversion, options, diagnostics, texts, tree } = input
  const places = new Places(definitions, conversion, texts, tree)
  const warnings = diagnostics.filter((diagnostic) => diagnostic.severity === 'warning')
  const sections = [
    head(input),
    firstBuild(conversion, options),
    errorSection(diagnostics.filter((diagnostic) => diagnostic.severity === 'error'), places),
    ...THEMES.map((theme) => themeSection(theme, warnings, places)),
    otherSection(warnings.filter(isUnthemed), places),
    deploymentSection(definitions, conversion),
    intendedDifferences(definitions, conversion, options),
    noteSection(diagnostics.filter((diagnostic) => diagnostic.severity === 'note' && !DEPLOYMENT_CODES.has(diagnostic.code)), places),
  ]
  return `${sections.filter((section) => section !== undefined).join('\n\n')}\n`
}

function head({ definitions, conversion, options, diagnostics }: MigrationInput): string {
  const { counts, systems, refused, project } = conversion
  const count = (severity: string): number => diagnostics.filter((diagnostic) => diagnostic.severity === severity).length
  const rows = [
    ['definitions', `format ${definitions.preVersion ? 'before version 0' : `version ${definitions.version}`}, ${counted(definitions.files, 'file')}`],
    ['systems', `${systems.length}${refused.length ? ` of ${systems.length + refused.length}; the others have errors` : ''}`],
    ['strata', `${counts.strata}${counts.replacedStrata ? `, and ${counts.replacedStrata} replaced by \`base.bst\`` : ''}`],
    ['chunks', String(counts.chunks)],
    ['elements', String(project.elements.size)],
    ['options', optionWords(options).map(code).join(' ')],
    ['found', `${counted(count('error'), 'error')}, ${counted(count('warning'), 'warning')}, ${counted(count('note'), 'note')}`],
  ]
  const text = `# Migration of ${project.name}

This project was converted from Baserock definitions by morph2bst. Each conversion writes this page anew. It says what a person has to look at, the most important first. Places in the definitions are given as \`file:line\`, places in the project as links; \`morph2bst explain CODE\` says more about a code such as \`convert/needs-root\`.

${table(['', ''], rows)}`
  return systems.length ? `${text}\n\n${systemTable(conversion)}` : text
}

/** The options of a conversion as one would type them. */
export function optionWords(options: ConvertOptions): readonly string[] {
  return [
    `--target ${options.target}`, `--base ${options.base}`, `--integration ${options.integration}`,
    ...(options.fixRoot ? ['--fix-root'] : []), ...(options.resolvedRefs.size ? ['--resolve-refs'] : []),
    ...[...options.aliases].map(([name, url]) => `--alias ${name}=${url}`),
  ]
}

function systemTable({ systems }: Conversion): string {
  const rows = systems.map((system) => [code(`${system.path}.morph`), code(system.arch), link(system.element, `elements/${system.element}`, 1)])
  const text = table(['system', 'architecture', 'element'], rows)
  return systems.length > MANY_SYSTEMS ? details(`The ${systems.length} systems`, text) : text
}

function errorSection(errors: readonly Diagnostic[], places: Places): string | undefined {
  if (errors.length === 0) return undefined
  const lists = byTopic(ownTopics(errors, false), errors).map(([topic, items]) => topicList(topic, items, places))
  return `## Left out because of errors\n\nThese parts of the definitions could not be used, and systems that reach them are not in the project. Everything else was converted. Correct them and convert again.\n\n${lists.join('\n\n')}`
}

function themeSection(theme: Theme, warnings: readonly Diagnostic[], places: Places): string | undefined {
  const topics = byTopic(theme.topics, warnings)
  if (topics.length === 0) return undefined
  return `## ${theme.title}\n\n${theme.why}\n\n${topics.map(([topic, items]) => topicList(topic, items, places)).join('\n\n')}`
}

function otherSection(warnings: readonly Diagnostic[], places: Places): string | undefined {
  if (warnings.length === 0) return undefined
  return `## Other warnings\n\n${byTopic(ownTopics(warnings, false), warnings).map(([topic, items]) => topicList(topic, items, places)).join('\n\n')}`
}

function noteSection(notes: readonly Diagnostic[], places: Places): string | undefined {
  if (notes.length === 0) return undefined
  const lists = byTopic(ownTopics(notes, true), notes).map(([topic, items]) => topicList(topic, items, places))
  return `## Nothing to do\n\nDecisions that were taken on the way, for the record.\n\n${lists.join('\n\n')}`
}
