/** What differs from Baserock on purpose, by the options chosen. Knows no diagnostics. */
import type { Conversion } from '../ir/conversion.ts'
import type { ConvertOptions } from '../ir/convert-options.ts'
import type { Definitions } from '../ir/definitions.ts'
import { code } from './markdown.ts'

/** The section. */
export function intendedDifferences(definitions: Definitions, conversion: Conversion, options: ConvertOptions): string {
  const items = [
    ...(options.base === 'replace' ? replacedBase(definitions, conversion) : []),
    ...(options.integration === 'element' ? [ELEMENT_ORDER] : []),
    ...(options.fixRoot ? [FIX_ROOT] : []),
    ...(options.target === 'bst1' ? [BST1] : []),
    ...ALWAYS,
  ]
  return `## Intended differences\n\nThese follow from the options chosen, or from how BuildStream works; they need nothing to be done.\n\n${items.map((item) => `- ${item}`).join('\n')}`
}

function replacedBase(definitions: Definitions, { origins }: Conversion): readonly string[] {
  const strata = [...definitions.strata.values()].filter((stratum) =>
    stratum.chunks.some(({ value }) => definitions.chunks.get(value)?.mode === 'bootstrap')
    && [...origins.values()].some((at) => at.file === stratum.at.file))
  return strata.map((stratum) =>
    `${code(stratum.path)} is not built: its ${stratum.chunks.length} chunks (${stratum.chunks.map(({ value }) => code(value.replace(/^.*\//, ''))).join(', ')}) are no elements, and \`elements/base.bst\` stands for them (\`--base replace\`). \`--base bootstrap\` converts the whole chain.`)
}

const ELEMENT_ORDER = 'Integration commands stand at the element that brings them and run in staging order, not sorted by key (`--integration element`); the section on integration commands lists where that makes a difference. BuildStream runs them in the sandbox of each dependent too, and needs a second sandbox per element for it: in a system with many of them `--integration system` is both exact and faster.'

const FIX_ROOT = 'Owners that are root anyway were taken out of commands (`--fix-root`).'

const BST1 = 'BuildStream 1 stages all build dependencies at `/`, and what bootstrap chunks had in a folder of its own too.'

const ALWAYS: readonly string[] = [
  '`MAKEFLAGS` is set for all commands of an element; Baserock set it for build commands only and ran the others with one job.',
  '`SOURCE_DATE_EPOCH` has one fixed value in BuildStream, and files have one fixed modification time.',
  '`DEFINITIONS_REF`, `PROGRAM_REF` and the variables of ccache and distcc are not set; the kinds `autotools` and `make` set `V=1`.',
  'Sources are staged without `.git`; Baserock built in a clone.',
  '`$DESTDIR` and the build folder have other paths.',
  'Files that integration commands make are part of the system; YBD lost some of them.',
]
