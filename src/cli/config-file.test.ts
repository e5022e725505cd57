import { Collector } from '../diagnostics/collector.ts'
import { SourceTexts } from '../diagnostics/source-text.ts'
import { readConfig } from './config-file.ts'

function check(text: string): { readonly config: unknown; readonly chunks: readonly string[]; readonly told: readonly string[] } {
  const collector = new Collector()
  const read = readConfig('c.yaml', text, collector)
  const texts = new SourceTexts(new Map([['c.yaml', text]]))
  return {
    config: read?.config, chunks: [...read?.overrides.chunks.keys() ?? []],
    told: collector.list().map(({ code, message, at }) => `${at ? `${texts.place(at).line}:${texts.place(at).column} ` : ''}${code}: ${message}`),
  }
}

test('all options', () => {
  const text = `output: ../out
system: [systems/a, clusters/b.morph]
target: bst1
base: bootstrap
integration: system
aliases:
  upstream: git://host/
project-name: my-project
fix-root: yes
resolve-refs: true
strict: off
chunks:
  ./strata/core/attr.morph:
    build-system: autotools
    unpetrify-ref: 1_23
    max-jobs: 1
    install-commands:
    - make install
    test-commands: []
    build-depends: []
    products: [{artifact: attr-bins, include: [usr/bin/.*]}]
    system-integration: {attr-misc: {00-do: [ldconfig]}}
`
  const { config, chunks, told } = check(text)
  expect(told).toEqual([])
  expect(chunks).toEqual(['strata/core/attr'])
  expect(config).toMatchObject({
    'output': '../out', 'system': ['systems/a', 'clusters/b.morph'], 'target': 'bst1', 'base': 'bootstrap', 'integration': 'system',
    'aliases': { upstream: 'git://host/' }, 'project-name': 'my-project', 'fix-root': true, 'resolve-refs': true, 'strict': false,
  })
})

test.each(['', '\n', '# nothing\n\n  # more', '{}'])('%j configures nothing', (text) => {
  expect(check(text)).toEqual({ config: {}, chunks: [], told: [] })
})

test.each([
  ['- a\n', ['1:1 config/not-a-mapping: the configuration holds a list; expected a mapping such as "target: bst2"']],
  ['words\n', ['1:1 config/not-a-mapping: the configuration holds text; expected a mapping such as "target: bst2"']],
  ['a: [\n', [expect.stringContaining('yaml/syntax')]],
  ['projectname: a\nfoo: b\n', ['1:1 config/unknown-key: "projectname" is no option; did you mean "project-name"?', '2:1 config/unknown-key: "foo" is no option']],
  ['target: bst3\n', ['1:9 config/wrong-value: "target" is "bst3"; expected bst2 or bst1']],
  ['strict: 1\n', ['1:9 config/wrong-value: "strict" is "1"; expected true or false']],
  ['system: systems/a\n', ['1:9 config/wrong-value: "system" is "systems/a"; expected a list of systems or clusters']],
  ['output: yes\n', ['1:9 config/wrong-value: "output" is "yes"; expected text (in quotes, if it looks like something else)']],
  ['output: ""\n', ['1:10 config/wrong-value: "output" is ""; expected text that is not empty']],
  ['project-name: 1a\n', ['1:15 config/wrong-value: "project-name" is "1a"; expected letters, digits, "_" and "-", not beginning with a digit']],
  ['aliases: {a/b: c}\n', ['1:11 config/wrong-value: "aliases.a/b" is named "a/b"; expected a name without blanks, colons and slashes']],
  ['chunks:\n  a/b:\n    bulid-system: x\n', ['3:5 config/unknown-key: "bulid-system" is no option of chunks.a/b; did you mean "build-system"?']],
  ['chunks:\n  a/b: autotools\n', ['2:8 config/wrong-value: "chunks.a/b" is "autotools"; expected a mapping']],
  ['chunks:\n  a/b:\n    install-commands: make\n', ['3:23 config/wrong-value: "chunks.a/b.install-commands" is "make"; expected a list']],
  ['chunks:\n  a/b:\n    max-jobs: many\n', ['3:15 config/wrong-value: "chunks.a/b.max-jobs" is "many"; expected a whole number, 1 or more']],
])('%j is wrong', (text, told) => {
  expect(check(text)).toEqual({ config: undefined, chunks: [], told })
})
