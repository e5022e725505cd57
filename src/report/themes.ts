/** What a migrating person has to look at, by theme and in order of importance: which codes belong together, and why they matter. */
import type { Diagnostic } from '../diagnostics/diagnostic.ts'

/** One code in a theme. */
export interface Topic {
  readonly code: string
  /** What is counted, in the plural. */
  readonly title: string
  /** All messages say the same but for the name, so that many of them are told as a table by file. */
  readonly uniform?: boolean
  /** Words of the output to point at, where neither message nor source have any that stand there. */
  readonly landmark?: string
}

/** A section of the report. */
export interface Theme {
  readonly title: string
  /** One paragraph of Markdown. */
  readonly why: string
  /** What is counted where the theme is one line of a list. */
  readonly toDo: string
  readonly topics: readonly Topic[]
}

/** The themes of warnings, the most important first. Errors come before and notes after all of them. */
export const THEMES: readonly Theme[] = [
  {
    title: 'Chunks without build instructions', toDo: 'chunks without build instructions',
    why: 'Nothing in the definitions says how to build these. Their elements load but install nothing, and whatever depends on them will miss their files. Give the build system of each in `morph2bst.yaml` and convert again.',
    topics: [
      { code: 'reader/autodetect', title: 'chunks whose build system was detected from their sources', uniform: true, landmark: 'kind:' },
      { code: 'reader/no-build-system', title: 'chunks with neither a file nor a build system', uniform: true, landmark: 'kind:' },
      { code: 'reader/dangling-chunk', title: 'chunks whose file is missing' },
    ],
  },
  {
    title: 'Sources and refs', toDo: 'sources to look at',
    why: 'BuildStream fetches exact commits from known places. These sources cannot be fetched as they stand.',
    topics: [
      { code: 'convert/unknown-alias', title: 'aliases that nobody knows' },
      { code: 'convert/dangerous-url', title: 'URLs that could run a program' },
      { code: 'convert/ref-not-commit', title: 'refs that are no commits' },
      { code: 'cli/ref-unresolved', title: 'refs that their remotes did not resolve' },
      { code: 'reader/no-repo', title: 'chunks without a source', uniform: true },
    ],
  },
  {
    title: 'Commands that need root', toDo: 'commands that need root',
    why: 'Baserock built as root; BuildStream\'s sandbox has one user only, and artifacts keep neither owners nor setuid bits nor device nodes. `-o root -g root` can simply go (`--fix-root` takes it out). Everything else has to be applied where the image is made, or dropped.',
    topics: [
      { code: 'convert/needs-root', title: 'commands' },
      { code: 'convert/device', title: 'device nodes', landmark: 'install-commands:' },
    ],
  },
  {
    title: 'Git in builds', toDo: 'commands that use git',
    why: 'Baserock built in a full clone. BuildStream stages the files of the commit without `.git`, so that commands which ask git for a version fail or fall back. List `tags` at the source (BuildStream 2), or write the version into the command.',
    topics: [{ code: 'convert/uses-git', title: 'commands' }],
  },
  {
    title: 'Toolchain and base', toDo: 'changes of the toolchain',
    why: 'BuildStream has no host tools: everything is built on `elements/base.bst`.',
    topics: [
      { code: 'convert/stratum-replaced', title: 'strata replaced by the base' },
      { code: 'convert/replaced-in-part', title: 'systems that took a replaced stratum in part' },
      { code: 'convert/bootstrap-location', title: 'strata whose sysroot is at another place' },
    ],
  },
  {
    title: 'Integration commands', toDo: 'integration commands whose order or choice differs',
    why: 'Baserock ran the integration commands of a system once, sorted by key over all chunks. BuildStream runs them in staging order, and in the sandbox of everything that depends on the element too. Most commands do not mind; look at those that use what another one makes. `--integration system` keeps the order exactly.',
    topics: [
      { code: 'convert/integration-order', title: 'commands that run before others that they used to run after', landmark: 'integration-commands:' },
      { code: 'convert/integration-unselected', title: 'commands of files that a system does not take', landmark: 'integration-commands:' },
    ],
  },
  {
    title: 'Splitting', toDo: 'approximated split rules',
    why: 'Split rules are globs in BuildStream and were regular expressions in Baserock. Where no list of globs says the same, the nearest one is written. Compare the files of the systems concerned.',
    topics: [
      { code: 'convert/selection-inexact', title: 'chunks of which a system takes other files than before' },
      { code: 'convert/split-approximated', title: 'rules without an equal' },
      { code: 'convert/unknown-artifact', title: 'artifacts that do not exist' },
    ],
  },
  {
    title: 'Deployments in part', toDo: 'parts of deployments that are left to you',
    why: 'What a deployment wrote is made by an element, as far as that can be done on one machine and the extensions are known. The rest is quoted here.',
    topics: [
      { code: 'reader/manifest-source-missing', title: 'files of manifests that are not there' },
      { code: 'reader/manifest-link-as-file', title: 'links of manifests that are checked out as files' },
      { code: 'deploy/left-out', title: 'deployments that are not converted' },
      { code: 'deploy/variable-value', title: 'values that extensions refused' },
      { code: 'deploy/unknown-type', title: 'types that nobody knows' },
      { code: 'deploy/not-sent', title: 'deployments to other machines' },
      { code: 'deploy/extension-by-hand', title: 'extensions that are left to you' },
      { code: 'deploy/unknown-extension', title: 'extensions that nobody knows' },
      { code: 'deploy/variable-missing', title: 'extensions that lack a variable' },
      { code: 'deploy/template-variable', title: 'templates with variables that are not set' },
      { code: 'deploy/partition-file-unused', title: 'partition files that were never read' },
      { code: 'deploy/other-architecture', title: 'deployments into a system of another architecture' },
    ],
  },
  {
    title: 'Names', toDo: 'clashes of names',
    why: 'Elements are files, and each name can be there once.',
    topics: [
      { code: 'convert/name-clash', title: 'chunks that a system has twice' },
      { code: 'convert/name-taken', title: 'elements named otherwise because the name was taken' },
      { code: 'convert/case-clash', title: 'names that differ in case only' },
    ],
  },
  {
    title: 'Fields that were dropped or read otherwise', toDo: 'fields dropped or read otherwise',
    why: 'Nothing was made of these words of the definitions, or something else than they seem to say.',
    topics: [
      { code: 'reader/unknown-field', title: 'unknown fields' },
      { code: 'yaml/duplicate-key', title: 'keys given twice' },
      { code: 'reader/manifest-rest', title: 'words after the path in manifests' },
      { code: 'reader/partition-gap', title: 'fields of gaps between partitions' },
      { code: 'reader/partition-type-decimal', title: 'types of partitions in decimal numbers' },
      { code: 'reader/shadowed-file', title: 'chunk files that lie there but are not mentioned' },
      { code: 'reader/build-mode', title: 'unknown build modes' },
      { code: 'reader/unknown-arch', title: 'unknown architectures' },
      { code: 'reader/duplicate-stratum', title: 'strata listed twice' },
      { code: 'reader/duplicate-deployment', title: 'deployments of one name' },
      { code: 'reader/dangling-system', title: 'systems of clusters that are not there' },
      { code: 'reader/morph-and-build-system', title: 'entries with both morph and build-system', uniform: true },
      { code: 'reader/empty-defaults', title: 'empty DEFAULTS' },
      { code: 'config/no-such-chunk', title: 'overrides without a chunk' },
    ],
  },
]

/** Notes that have words of their own; the others go by their code. */
export const NOTE_TOPICS: readonly Topic[] = [
  { code: 'convert/integration-tie', title: 'integration commands that run earlier, ordered by the alphabet alone before', landmark: 'integration-commands:' },
  { code: 'convert/integration-tools', title: 'integration commands whose programs every dependent needs', landmark: 'integration-commands:' },
  { code: 'convert/integration-foreign', title: 'integration commands filed under another name', landmark: 'integration-commands:' },
]

/** Told in a section of its own, from the definitions themselves. */
export const DEPLOYMENT_CODES: ReadonlySet<string> = new Set(['convert/extension'])

/** Diagnostics of a section, by topic; topics without any are left out. */
export function byTopic(topics: readonly Topic[], diagnostics: readonly Diagnostic[]): readonly (readonly [Topic, readonly Diagnostic[]])[] {
  return topics.flatMap((topic) => {
    const own = diagnostics.filter((diagnostic) => diagnostic.code === topic.code)
    return own.length > 0 ? [[topic, own] as const] : []
  })
}

/** Topics for codes that no theme has, in order of appearance; `uniform` as in {@link Topic}. */
export function ownTopics(diagnostics: readonly Diagnostic[], uniform: boolean): readonly Topic[] {
  return [...new Set(diagnostics.map((diagnostic) => diagnostic.code))]
    .map((code) => NOTE_TOPICS.find((topic) => topic.code === code) ?? { code, title: code, uniform })
}

const THEMED: ReadonlySet<string> = new Set(THEMES.flatMap((theme) => theme.topics.map((topic) => topic.code)))

/** Warnings that no theme has. */
export function isUnthemed(diagnostic: Diagnostic): boolean {
  return diagnostic.severity === 'warning' && !THEMED.has(diagnostic.code) && !DEPLOYMENT_CODES.has(diagnostic.code)
}
