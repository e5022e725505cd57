import { renderJinja, type Rendered } from './render.ts'

const VARIABLES = new Map(Object.entries({ NAME: 'onenode', ON: 'True', OFF: 'False', COUNT: '1', EMPTY: '', LIST: 'a, b,c' }))

function render(template: string, others: Readonly<Record<string, string>> = {}): Rendered {
  const texts = new Map(Object.entries({ t: template, ...others }))
  return renderJinja('t', (name) => texts.get(name), VARIABLES)
}

function text(template: string, others: Readonly<Record<string, string>> = {}): string | undefined {
  const result = render(template, others)
  return 'text' in result ? result.text : `fault: ${result.fault}`
}

// Each pair was held against Python's Jinja2 3.1 with keep_trailing_newline=True.
test.each([
  ['plain\n', 'plain\n'], ['plain\n\n', 'plain\n\n'], ['no end', 'no end'],
  ['host={{ NAME }}\n', 'host=onenode\n'], ['<{{ UNSET }}>', '<>'],
  ['{{ "<&>" }} {{ NAME ~ "<" }}', '<&> onenode<'],
  ['{% if ON == "True" %}\nyes\n{% endif %}\n', '\nyes\n\n'],
  ['{%- if OFF == "True" -%} a {%- else -%} b {%- endif -%}\n', 'b'],
  ['{% if COUNT == 1 %}number{% else %}text{% endif %}', 'text'], ['{% if COUNT|int == 1 %}number{% endif %}', 'number'], ['{% if COUNT != 1 %}other{% endif %}', 'other'],
  ['{% if EMPTY %}a{% else %}b{% endif %}', 'b'], ['{{ EMPTY or "x" }} {{ NAME and "y" }}', 'x y'],
  ['{{ True }} {{ true }} {{ none }} {{ [1, "a", False] }} {{ {"k": "v"} }}', "True True None [1, 'a', False] {'k': 'v'}"],
  ['{{ UNSET | default("d") }} {{ EMPTY | default("d", true) }}', 'd d'],
  ['{{ NAME.upper() }} {{ NAME | upper }} {{ NAME[0] }} {{ NAME[-1] }}', 'ONENODE ONENODE o e'],
  ['{% for x in LIST.split(",") %}{{ loop.index }}{{ x.strip() }}{% if not loop.last %};{% endif %}{% endfor %}', '1a;2b;3c'],
  ['{% for x in "a  b c".split(none, 1) %}[{{ x }}]{% endfor %}', '[a][b c]'],
  ['{% for x in [] %}a{% else %}b{% endfor %}', 'b'], ['{% for x in range(2, 6, 2) %}{{ x }} {% endfor %}', '2 4 '],
  ['{% set x = "y" %}{{ x }}', 'y'], ['{% raw %}{{ NAME }}{% endraw %}', '{{ NAME }}'], ['a{# comment #}b', 'ab'],
  ['{% macro f(a, b="2") %}<{{ a }}{{ b }}>{% endmacro %}{{ f("1") }}{{ f("1", b="3") }}', '<12><13>'],
  ['{{ "x" if NAME is defined else "y" }} {{ UNSET is defined }}', 'x False'],
  ['{{ "node" in NAME }} {{ NAME.startswith("one") }} {{ NAME.replace("one", "two") }}', 'True True twonode'],
  ['{{ ["b", "a"] | sort | join("-") }} {{ NAME | length }}', 'a-b 7'],
  ['a\r\nb\rc', 'a\nb\nc'], ['{% filter upper %}a{% endfilter %}', 'A'],
  ['{{ {"a": "b"}.items() | length }} {{ {"a": "b"}.get("c", "d") }}', '1 d'],
])('%j becomes %j', (template, expected) => {
  expect(text(template)).toBe(expected)
})

test('templates include and extend others of their folder', () => {
  expect(text('{% include "part" %}!', { part: 'I am {{ NAME }}\n' })).toBe('I am onenode\n!')
  expect(text('{% extends "base" %}{% block b %}mine{% endblock %}', { base: '<{% block b %}theirs{% endblock %}>' })).toBe('<mine>')
  expect(text('{% import "lib" as lib %}{{ lib.f("x") }}', { lib: '{% macro f(a) %}[{{ a }}]{% endmacro %}' })).toBe('[x]')
  expect(text('{% from "lib" import f as g %}{{ g("x") }}', { lib: '{% macro f(a) %}[{{ a }}]{% endmacro %}' })).toBe('[x]')
})

test('of a template that comes again only what has changed counts', () => {
  const using = '{% include "part" %}{{ A | default("-") }}'
  const rendered = [['one', { A: '1' }], ['two', { A: '2' }], ['two', {}], ['{{ A }}', {}]] as const
  expect(rendered.map(([part, variables]) => renderJinja('t', (name) => (name === 't' ? using : part), new Map(Object.entries(variables))))).toEqual([
    { text: 'one1', missing: [] }, { text: 'two2', missing: [] }, { text: 'two-', missing: [] }, { text: '-', missing: [] },
  ])
  expect(renderJinja('t', (name) => (name === 't' ? '{% include "part" %}' : '{{ A }}'), new Map())).toEqual({ text: '', missing: ['A'] })
})

test('names the variables that are used and not there, but for those that need not be', () => {
  expect(render('{{ B }}{{ A }}{% if NAME %}{% endif %}{% if C is defined %}{% endif %}{{ D | default("") }}{% for x in LIST.split() %}{% if x %}{% endif %}{% endfor %}{{ range(1) }}'))
    .toEqual({ text: '[0]', missing: ['A', 'B'] })
})

test.each([
  ['one\n{{ NAME', 't', undefined], ['one\ntwo\n{% if NAME %}', undefined, undefined], ['{{ NAME | nofilter }}', 't', undefined], ['{{ UNSET() }}', 't', 1],
  ['{{ UNSET.a.b() }}', 't', 1], ['{% nothing %}', 't', 1], ['\n\n{{ 1 + }}', 't', 3], ['{% include "gone" %}', 't', undefined], ['{{ NAME is odder }}', 't', undefined],
])('%j is a fault', (template, where, line) => {
  const result = render(template)
  expect(result).toHaveProperty('fault')
  if (!('fault' in result)) return
  expect(result.fault).not.toMatch(/\n|^\(/)
  if (where !== undefined) expect(result.template).toBe(where)
  if (line !== undefined) expect(result.line).toBe(line)
})

test('the fault in an included template has its name', () => {
  expect(render('{% include "part" %}', { part: '\n{{ 1 + }}' })).toMatchObject({ template: 'part', line: 2 })
})

// What would run as a program in the converting process, or reach into it.
const MARK = 'morph2bstWasHere'
const RUN = `globalThis.${MARK}=1`
test.each([
  '{{ "".constructor.constructor("RUN")() }}', '{{ range.constructor("RUN")() }}', '{{ constructor.constructor("RUN")() }}', '{{ [].map.constructor("RUN")() }}',
  '{{ NAME | constructor }}', '{{ __proto__.constructor("RUN")() }}', '{% set x = {} %}{{ x.__proto__.constructor.constructor("RUN")() }}',
  '{{ NAME is "x\\").call(context, (RUN), (\\"" }}', '{% macro "x\\", (RUN), \\""() %}{% endmacro %}', '{% set "x\\", (RUN)); (\\"" = 1 %}',
  '{% for "x\\", (RUN), \\"" in [1] %}{% endfor %}', '{% import "t2" as "x\\", (RUN), \\"" %}', '{% from "t2" import "x\\", (RUN), \\"" %}',
  '{{ "x\\\\", (RUN), \\\\""() }}', '{{ NAME["x\\\\\\", (RUN), \\\\\\""]() }}', '{{ a"&Function`\\x67lobalThis.x=1```&"b }}', '{% macro f("x\\", (RUN), \\""=1) %}{% endmacro %}',
  '{{ r/x/ }}', '{% switch NAME %}{% case "a" %}{% endswitch %}', '{% asyncEach x in [1] %}{% endeach %}', '{{ cycler.constructor("RUN")() }}', '{{ joiner().constructor("RUN")() }}',
  '{{ caller.constructor("RUN")() }}', '{{ loop.constructor("RUN")() }}', '{% for x in [1] %}{{ loop.constructor.constructor("RUN")() }}{% endfor %}', '{{ ("a" | safe).constructor.constructor("RUN")() }}',
])('%j runs nothing', (template) => {
  const result = render(template.replaceAll('RUN', RUN), { t2: '' })
  expect(globalThis).not.toHaveProperty(MARK)
  expect(globalThis).not.toHaveProperty('x')
  if (/RUN|Function/.test(template)) expect(result).toHaveProperty('fault')
})

test('what cannot end is refused', () => {
  expect(text('{% include "t" %}')).toBe('fault: it leads back to "t"')
  expect(render('{% include "a" %}', { a: '{% if NAME %}{% include "b" %}{% endif %}', b: '{% include "a" %}' })).toEqual({ fault: 'it leads back to "a"', template: 'b' })
  expect(text('{% include NAME %}')).toMatch(/^fault: only a template that is named/)
  expect(text('{{ range(100000000) | length }}')).toMatch(/^fault: .*range/)
})
