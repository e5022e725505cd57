import type { ConfMap, ConfNode } from '../../ir/conf.ts'
import type { LoadedElement } from '../../ir/loaded-project.ts'
import { elementSymbols } from './element-symbols.ts'
import { buildPaint } from './paint.ts'
import { showFormat } from './show-format.ts'

const at = { file: 'x', start: 0, end: 0 }

function conf(value: unknown): ConfNode {
  if (Array.isArray(value)) return { kind: 'list', items: value.map(conf), at }
  return typeof value === 'object' && value !== null ? confMap(value) : { kind: 'scalar', text: String(value), at }
}

function confMap(value: object): ConfMap {
  return { kind: 'map', entries: new Map(Object.entries(value).map(([key, one]) => [key, { value: conf(one), keyAt: at }])), at }
}

const edge = { at, strict: false, config: [] }
const element: LoadedElement = {
  name: 'good.bst', kind: 'manual', description: 'two\nlines', at,
  dependencies: [{ ...edge, name: 'base.bst', build: true, runtime: false }, { ...edge, name: 'data.bst', build: false, runtime: true }],
  variables: new Map([['prefix', '/usr'], ['strip-binaries', ''], ['q', 'it\'s: "x"']]), environment: new Map([['X', 'yes'], ['Z', '1: 2'], ['M', 'a\nb']]), environmentNocache: [],
  config: confMap({ 'build-commands': [], 'install-commands': ['one\ntwo', 'a: b', '', '# c'] }), public: confMap({ d: { x: [], y: {}, l: [['a', 'b'], { c: 'd' }] } }),
  sources: [
    { kind: 'git', directory: '', at, config: confMap({ url: 'up:zlib.git', track: 'master', ref: '0123' }) },
    { kind: 'local', directory: '', at, config: confMap({ path: 'files/x' }) },
    { kind: 'tar', directory: '', at, config: confMap({ url: 'https://e.org/x.tar' }) },
  ],
  sandbox: { buildUid: 0, buildGid: 0, buildArch: 'x86_64', buildOs: 'linux' },
}

function check(format: string, expected: string, colour = false): void {
  const understood = showFormat(format)
  if (!understood.ok) throw new Error(understood.message)
  const shown = { element, key: 'd664ca58'.padEnd(64, '0'), state: 'cached' } as const
  expect(understood.render(elementSymbols(shown, { aliases: new Map([['up', 'https://git.example.org/']]) }, buildPaint(colour)))).toBe(expected)
}

test.each([
  ['%{name}|%{kind}|%{description}', 'good.bst|manual|two lines'],
  ['%{key} %{full-key}', `d664ca58 ${'d664ca58'.padEnd(64, '0')}`],
  ['[%{state: >12}][%{name: <12}][%{name:>4}]', '[      cached][good.bst    ][good.bst]'],
  ['%{name: ^20}x%{name:*^20}|%{name:.3}', '      good.bst      x******good.bst******|goo'],
  ['%{foo}|%%{name}|%name|%{name', '%{foo}|%good.bst|%name|%{name'],
  ['%{workspace-dirs}.', '.'],
  ['%{config}', 'build-commands: []\ninstall-commands:\n- "one\\ntwo"\n- \'a: b\'\n- \n- \'# c\'\n'],
  ['%{env}', 'X: yes\nZ: \'1: 2\'\nM: "a\\nb"\n'],
  ['%{vars}', 'prefix: /usr\nstrip-binaries:\nq: "it\'s: \\"x\\""\n'],
  ['%{public}', 'd:\n  x: []\n  y: {}\n  l:\n  - - a\n    - b\n  - c: d\n'],
  ['D:%{deps}\nB:%{build-deps}\nR:%{runtime-deps}', 'D:- base.bst\n- data.bst\nB:- base.bst\nR:- data.bst'],
  ['%{source-info}', '- kind: git\n  url: https://git.example.org/zlib.git\n  medium: git\n  version-type: commit\n  version: 0123\n- kind: local\n  url: files/x\n  medium: local\n- kind: tar\n  url: https://e.org/x.tar\n  medium: remote-file'],
])('%j, as bst 2.8.1 prints it', (format, expected) => check(format, expected))

test('colours do not count for widths', () => {
  check('%{state: >12} %{name}', '\u001b[35m      cached\u001b[39m \u001b[1m\u001b[34mgood.bst\u001b[39m\u001b[22m', true)
})

test.each(['%{name:q}', '%{name:=5}', '%{key: >}>}'])('%j is refused or left', (format) => {
  const understood = showFormat(format)
  expect(understood.ok ? understood.render({}) : understood.message).toMatch(/^%\{|is no way to format a text; expected such as " <30"$/)
})
