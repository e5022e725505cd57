import { catalogue } from '../diagnostics/catalogue.ts'
import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import { SourceTexts } from '../diagnostics/source-text.ts'
import type { Conversion } from '../ir/conversion.ts'
import type { ConvertOptions } from '../ir/convert-options.ts'
import type { Definitions } from '../ir/definitions.ts'
import { element } from '../ir/project.ts'
import { code, link, prose, table } from './markdown.ts'
import { migrationReport } from './migration.ts'
import { DEPLOYMENT_CODES, THEMES } from './themes.ts'

const STRATUM = 'name: core\nkind: stratum\nchunks:\n- name: glib\n  morph: strata/core/glib.morph\n- name: zlib\n  ref: master\n'
const CHUNK = 'name: glib\ninstall-commands:\n- chown 1:1 x\n'
const texts = new SourceTexts(new Map([['strata/core.morph', STRATUM], ['strata/core/glib.morph', CHUNK]]))

function at(words: string, file: string, text: string): { readonly file: string; readonly start: number; readonly end: number } {
  const start = text.indexOf(words)
  return { file, start, end: start + words.length }
}

const glibAt = at('name: glib\n  morph: strata/core/glib.morph', 'strata/core.morph', STRATUM)
const zlibAt = at('name: zlib\n  ref: master', 'strata/core.morph', STRATUM)
const stratumAt = { file: 'strata/core.morph', start: 0, end: STRATUM.length }

const definitions = {
  version: 8, preVersion: false, files: 3, clusters: new Map(), systems: new Map(),
  chunks: new Map([['strata/core/glib', { path: 'strata/core/glib', at: glibAt }], ['strata/core/zlib', { path: 'strata/core/zlib', at: zlibAt }]]),
  strata: new Map([['strata/core', { path: 'strata/core', at: stratumAt, chunks: [] }]]),
} as unknown as Definitions

const conversion = {
  project: {
    name: 'mine', options: [{ name: 'morph_arch', default: 'x86_64', values: ['x86_64'], description: '' }], aliases: new Map([['upstream', 'git://git.baserock.org/delta/']]),
    elements: new Map([['strata/core/zlib.bst', element({ name: 'strata/core/zlib.bst', kind: 'manual', sources: [{ kind: 'git', url: { text: 'upstream:zlib' }, submodules: [] }] })]]),
  },
  origins: new Map([['strata/core.bst', stratumAt], ['strata/core/build-deps.bst', stratumAt], ['strata/core/glib.bst', glibAt], ['strata/core/zlib.bst', zlibAt]]),
  systems: [{ path: 'systems/one', element: 'systems/one.bst', arch: 'x86_64' }], deployments: [], refused: [], counts: { chunks: 2, strata: 1, replacedStrata: 0 },
} as unknown as Conversion

const options: ConvertOptions = {
  target: 'bst2', base: 'bootstrap', integration: 'system', projectName: 'mine', aliases: new Map(), fixRoot: false, systems: undefined, clusters: undefined, resolvedRefs: new Map(),
}

const tree = new Map([
  ['elements/strata/core.bst', 'kind: stack\n'], ['elements/strata/core/zlib.bst', 'kind: manual\n\nsources:\n- kind: git\n  track: master\n'],
  ['elements/strata/core/glib.bst', 'kind: manual\nconfig:\n  install-commands:\n  - chown 1:1 x\n'],
])

function report(diagnostics: readonly Diagnostic[]): string {
  return migrationReport({ definitions, conversion, options, diagnostics, texts, tree })
}

const warning = (given: Partial<Diagnostic>): Diagnostic => ({ code: 'a/b', severity: 'warning', message: 'so', ...given })

test('the whole of a small report', () => {
  expect(report([
    warning({ code: 'convert/ref-not-commit', message: '"zlib" builds "master"', hint: 'track it', at: at('master', 'strata/core.morph', STRATUM) }),
    warning({ code: 'convert/needs-root', message: '`chown 1:1 x` changes the owner', at: at('chown 1:1 x', 'strata/core/glib.morph', CHUNK) }),
    { code: 'c/d', severity: 'note', message: 'a | <b>', at: stratumAt },
    { code: 'e/f', severity: 'error', message: 'broken' },
  ])).toBe(`# Migration of mine

This project was converted from Baserock definitions by morph2bst. Each conversion writes this page anew. It says what a person has to look at, the most important first. Places in the definitions are given as \`file:line\`, places in the project as links; \`morph2bst explain CODE\` says more about a code such as \`convert/needs-root\`.

|  |  |
|---|---|
| definitions | format version 8, 3 files |
| systems | 1 |
| strata | 1 |
| chunks | 2 |
| elements | 1 |
| options | \`--target bst2\` \`--base bootstrap\` \`--integration system\` |
| found | 1 error, 2 warnings, 1 note |

| system | architecture | element |
|---|---|---|
| \`systems/one.morph\` | \`x86_64\` | [systems/one.bst](elements/systems/one.bst) |

## Before the first build

1. Install BuildStream 2 and, into the same Python environment, \`buildstream-plugins\`.
2. Look at the aliases below: sources are fetched through them, and some hosts do not answer any more.
3. Track the element without a ref (\`strata/core/zlib.bst\`): \`bst source track ELEMENT\`, or convert again with \`--resolve-refs\`.
4. Check that it loads: \`bst -o morph_arch x86_64 show systems/one.bst\`; then build it with \`build\` in place of \`show\`. Each system needs the option of its architecture.

| alias | stands for | sources | to do |
|---|---|---|---|
| \`upstream\` | \`git://git.baserock.org/delta/\` | 1 | git.baserock.org is gone. Give a mirror of its repositories: \`--alias upstream=URL\` |

## Left out because of errors

These parts of the definitions could not be used, and systems that reach them are not in the project. Everything else was converted. Correct them and convert again.

**1 × \`e/f\`**

- broken

## Sources and refs

BuildStream fetches exact commits from known places. These sources cannot be fetched as they stand.

**1 × refs that are no commits** (\`convert/ref-not-commit\`): track it

- \`strata/core.morph:7\` → [elements/strata/core/zlib.bst:5](elements/strata/core/zlib.bst#L5): \`zlib\` builds \`master\`

## Commands that need root

Baserock built as root; BuildStream's sandbox has one user only, and artifacts keep neither owners nor setuid bits nor device nodes. \`-o root -g root\` can simply go (\`--fix-root\` takes it out). Everything else has to be applied where the image is made, or dropped.

**1 × commands** (\`convert/needs-root\`)

- \`strata/core/glib.morph:3\` → [elements/strata/core/glib.bst:4](elements/strata/core/glib.bst#L4): \`chown 1:1 x\` changes the owner

## Intended differences

These follow from the options chosen, or from how BuildStream works; they need nothing to be done.

- \`MAKEFLAGS\` is set for all commands of an element; Baserock set it for build commands only and ran the others with one job.
- \`SOURCE_DATE_EPOCH\` has one fixed value in BuildStream, and files have one fixed modification time.
- \`DEFINITIONS_REF\`, \`PROGRAM_REF\` and the variables of ccache and distcc are not set; the kinds \`autotools\` and \`make\` set \`V=1\`.
- Sources are staged without \`.git\`; Baserock built in a clone.
- \`$DESTDIR\` and the build folder have other paths.
- Files that integration commands make are part of the system; YBD lost some of them.

## Nothing to do

Decisions that were taken on the way, for the record.

**1 × \`c/d\`**

- \`strata/core.morph:1\` → [elements/strata/core.bst:1](elements/strata/core.bst): a \\| \\<b>
`)
})

test('many of one kind are a table by file', () => {
  const many = Array.from({ length: 13 }, (_, index) => warning({ code: 'reader/autodetect', message: String(index), at: index === 0 ? glibAt : zlibAt }))
  const text = report(many)
  expect(text).toContain('**13 × chunks whose build system was detected from their sources** (`reader/autodetect`)\n\n| definitions | count | line and element |\n')
  expect(text).toContain('| `strata/core.morph` | 13 | 4 [glib](elements/strata/core/glib.bst), 6 [zlib](elements/strata/core/zlib.bst), 6 [zlib]')
})

test('long lists are folded', () => {
  const text = report(Array.from({ length: 31 }, (_, index) => warning({ code: 'x/y', message: `m${index}` })))
  expect(text).toContain('## Other warnings\n\n**31 × `x/y`**\n\n- m0\n')
  expect(text).toContain('- m9\n\n<details><summary>21 more</summary>\n\n- m10\n')
})

test('where nothing that is quoted stands in the output, the landmark is pointed at', () => {
  const tree2 = new Map([['elements/strata/core/glib.bst', 'kind: manual\n\npublic:\n  bst:\n    integration-commands:\n    - ldconfig\n']])
  const text = migrationReport({ definitions, conversion, options, diagnostics: [warning({ code: 'convert/integration-order', at: glibAt })], texts, tree: tree2 })
  expect(text).toContain('- `strata/core.morph:4` → [elements/strata/core/glib.bst:5](elements/strata/core/glib.bst#L5): so\n')
})

test('every warning has a theme', () => {
  const themed = new Set([...THEMES.flatMap((theme) => theme.topics.map((topic) => topic.code)), ...DEPLOYMENT_CODES])
  const warnings = Object.entries(catalogue).filter(([name, row]) => row.severity === 'warning' && !/^(?:write|project|element|source)\//.test(name)).map(([name]) => name)
  expect(warnings.filter((name) => !themed.has(name))).toEqual([])
  expect([...themed].filter((name) => !Object.hasOwn(catalogue, name))).toEqual([])
})

test('markdown is safe for any words', () => {
  expect(prose('a*b _c_ `x|y` "p\\\\.q" <i> [l](u) snake_case\n')).toBe('a\\*b \\_c\\_ `x|y` `p\\.q` \\<i> \\[l\\](u) snake_case\\\\n')
  expect(prose('one ` backtick "q`q"')).toBe('one ` backtick "q`q"')
  expect(code('a\u001b')).toBe('`a\\u001b`')
  expect(link('a_b', 'elements/a b(1)#?é.bst', 3)).toBe('[a_b](elements/a%20b%281%29%23%3f%C3%A9.bst#L3)')
  expect(table(['h'], [['`a|b`'], ['c\\|d']])).toBe('| h |\n|---|\n| `a\\|b` |\n| c\\|d |')
})
