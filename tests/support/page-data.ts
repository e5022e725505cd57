/** A small page: two systems on three strata, four chunks, what they become, and what is said of them. */
import type { PageChange, PageData } from '../../src/page/data.ts'

const STRATUM = `name: top
kind: stratum
build-depends:
- morph: strata/base.morph
chunks:
- name: one
  repo: upstream:one
  ref: 1111
- name: two
  morph: strata/top/two.morph
  repo: upstream:two
  ref: 2222
  build-depends:
  - one
`
const TWO = 'name: two\nkind: chunk\nconfigure-commands:\n- ./configure --prefix=/usr\ninstall-commands:\n- make install\n'
const ONE_BST = 'kind: manual\n\nsources:\n- kind: git\n  url: upstream:one\n  ref: 1111\n'
const TWO_BST = 'kind: manual\n\ndepends:\n- strata/top/one.bst\n\nconfig:\n  configure-commands:\n  - ./configure --prefix=/usr\n  install-commands:\n  - make install\n'

/** Places in `files`. */
export const FILES = { all: 0, small: 1, base: 2, top: 3, two: 4, oneBst: 5, twoBst: 6, topBst: 7, allBst: 8, conf: 9, other: 10 } as const

/** The page of an audit. */
export const AUDIT: PageData = {
  kind: 'audit', title: 'small', subtitle: 'Audit', facts: [['elements', '4']],
  systems: [
    { path: 'systems/all-x86_64', arch: 'x86_64', file: FILES.all, element: FILES.allBst, strata: [1, 2], deployments: [], extensions: [], leftOut: false },
    { path: 'systems/small', arch: 'armv7', file: FILES.small, strata: [2], deployments: [], extensions: [], leftOut: true },
  ],
  strata: [
    { path: 'strata/base', name: 'base', file: FILES.base, elements: [], uses: [], chunks: [0], replaced: true },
    { path: 'strata/top', name: 'top', file: FILES.top, elements: [FILES.topBst], uses: [0], chunks: [1, 2], replaced: false },
    { path: 'strata/other', name: 'other', description: 'Odds and ends', file: FILES.other, elements: [], uses: [], chunks: [3], replaced: false },
  ],
  chunks: [
    { path: 'strata/base/binutils', name: 'binutils', stratum: 0, entry: [3, 4], uses: [], buildSystem: 'manual', bootstrap: true },
    { path: 'strata/top/one', name: 'one', stratum: 1, entry: [6, 8], element: FILES.oneBst, uses: [], buildSystem: 'manual', bootstrap: false },
    { path: 'strata/top/two', name: 'two', stratum: 1, file: FILES.two, entry: [9, 14], element: FILES.twoBst, uses: [1], buildSystem: 'manual', bootstrap: false },
    { path: 'strata/other/three', name: 'three', stratum: 2, entry: [3, 4], uses: [], buildSystem: 'cmake', bootstrap: false },
  ],
  files: [
    { side: 'definitions', path: 'systems/all-x86_64.morph', text: 'name: all-x86_64\nkind: system\n' },
    { side: 'definitions', path: 'systems/small.morph', text: 'name: small\nkind: system\n' },
    { side: 'definitions', path: 'strata/base.morph', text: 'name: base\nchunks:\n- name: binutils\n  repo: upstream:binutils\n' },
    { side: 'definitions', path: 'strata/top.morph', text: STRATUM },
    { side: 'definitions', path: 'strata/top/two.morph', text: TWO },
    { side: 'project', path: 'elements/strata/top/one.bst', text: ONE_BST, map: [[4, 6, FILES.top, 6, 8], [5, 5, FILES.top, 7, 7], [6, 6, FILES.top, 8, 8]] },
    { side: 'project', path: 'elements/strata/top/two.bst', text: TWO_BST, map: [[4, 4, FILES.top, 14, 14], [7, 8, FILES.two, 3, 4], [8, 8, FILES.two, 4, 4], [10, 10, FILES.two, 6, 6]] },
    { side: 'project', path: 'elements/strata/top.bst', text: 'kind: stack\n\ndepends:\n- strata/top/one.bst\n- strata/top/two.bst\n', map: [[4, 4, FILES.top, 6, 8], [5, 5, FILES.top, 9, 14]] },
    { side: 'project', path: 'elements/systems/all-x86_64.bst', text: 'kind: compose\n' },
    { side: 'project', path: 'project.conf', text: 'name: small\n' },
    { side: 'definitions', path: 'strata/other.morph', text: 'name: other\nchunks:\n- name: three\n  repo: upstream:three\n' },
  ],
  diagnostics: [
    { code: 'convert/needs-root', severity: 'warning', message: 'make install may need root', hint: 'say so', file: FILES.two, lines: [6, 6], column: 3, systems: [0], strata: [1] },
    { code: 'reader/unknown-field', severity: 'note', message: 'a field is unknown', file: FILES.other, lines: [1, 1], systems: [0, 1], strata: [2] },
    { code: 'reader/missing', severity: 'error', message: 'it is not there', systems: [], strata: [] },
    { code: 'convert/needs-root', severity: 'warning', message: 'chown needs root', file: FILES.top, lines: [8, 8], systems: [0], strata: [1] },
  ],
  changes: [], topics: {},
}

const CHANGES: readonly PageChange[] = [
  { topic: 'ref', text: 'one: 0000 → 1111', removed: [], added: [], isTold: true, files: [FILES.oneBst], systems: [0] },
  { topic: 'commands', text: 'two installs otherwise', removed: ['- install'], added: ['- make install'], isTold: false, files: [FILES.twoBst], systems: [0] },
  { topic: 'settings', text: 'the project is called otherwise', removed: [], added: [], isTold: true, files: [FILES.conf], systems: [] },
  { topic: 'ref', text: 'three: 1 → 2', removed: [], added: [], isTold: true, files: [FILES.other], systems: [0, 1] },
]

/** The page of a diff: the chunks one and two differ. */
export const DIFF: PageData = {
  ...AUDIT, kind: 'diff', changes: CHANGES, topics: { ref: { title: 'Refs', reaches: true }, remarks: { title: 'Descriptions and comments', reaches: false } },
  chunks: AUDIT.chunks.map((chunk) => chunk.stratum === 1 ? { ...chunk, state: 'changed' } : chunk),
  files: AUDIT.files.map((file, index) => index === FILES.oneBst ? { ...file, state: 'changed', hunks: '@@ -6 +6 @@ sources:\n-  ref: 0000\n+  ref: 1111\n' } : file),
  diagnostics: AUDIT.diagnostics.map((diagnostic, index) => index === 0 ? { ...diagnostic, state: 'appeared' } : diagnostic),
}
