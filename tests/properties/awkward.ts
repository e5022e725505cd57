/** Texts and projects at random, awkward ones preferred: what YAML parsers trip over. */
import fc from 'fast-check'
import { element, PHASES, type Element, type ListEdit, type Noted, type Phase, type Project } from '../../src/ir/project.ts'

const WORDS = [
  'yes', 'No', 'ON', '~', 'null', 'NULL', '', ' ', 'true', '1_23_1', '0755', '0x1F', '1.10', '12e5', '1:30', '2015-01-31', '.5', '.inf', '-', '--', '---', '...', '-x', '- x', '? x',
  '?', ':', ': x', 'x: y', 'x:', 'x #y', '#x', ' # x', '%{prefix}', '%TAG', '@x', '`x`', '!tag', '!!str x', '&a', '*a', '[x]', '{x}', 'x]', 'x, y', '"x"', "'x'", "it's", 'say "x"', '"', "'",
  '|', '|-', '>', '>-', '<<', '=', '\\', '\\n', 'a\\', '\t', '\tx', 'x\t', 'x\ty', 'ü', '–', '漢字', '\u{1f600}', '\u00a0x', '\u2028', '\ufeffx', '\u0085', '\u0007', '\u001b[31m', '$x', '${x}', 'a  b', '   x', 'x   ',
]

/** One line or several, with awkward beginnings and ends. */
export const text: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...WORDS) },
  { weight: 3, arbitrary: fc.array(fc.constantFrom(...WORDS, 'x', 'make', ' '), { minLength: 2, maxLength: 4 }).map((words) => words.join(' ')) },
  { weight: 3, arbitrary: fc.array(fc.oneof(fc.constantFrom(...WORDS, '  indented', '    more', '', ''), fc.string({ maxLength: 12 })), { minLength: 2, maxLength: 6 }).map((lines) => lines.join('\n')) },
  { weight: 2, arbitrary: fc.string({ unit: 'grapheme', maxLength: 20 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
  { weight: 1, arbitrary: fc.array(fc.constantFrom('make', '--with-x=%{prefix}', 'a', 'option#', '"b c"', ':', '-'), { minLength: 30, maxLength: 60 }).map((words) => words.join(' ')) },
)

const comments = fc.option(fc.record({
  before: fc.option(fc.array(text, { minLength: 1, maxLength: 2 }), { nil: undefined }), trailing: fc.option(text, { nil: undefined }),
}, { requiredKeys: [] }).map((made) => Object.fromEntries(Object.entries(made).filter(([, value]) => value !== undefined))), { nil: undefined })

const noted: fc.Arbitrary<Noted> = fc.tuple(text, comments).map(([words, around]) => ({ text: words, ...(around ? { comments: around } : {}) }))
const texts = fc.array(text, { maxLength: 3 })
const notedMap = fc.array(fc.tuple(key(), noted), { maxLength: 3 }).map((entries) => new Map(entries))

/** A key: as awkward as any text, but one that survives stripping. */
function key(): fc.Arbitrary<string> {
  return fc.oneof(fc.constantFrom('prefix', 'PATH', 'gtk+', 'a b', 'yes', '~', '1.0', '%x', 'x: y', "it's", 'vendor/lib#1', '- x', '漢'), fc.string({ minLength: 1, maxLength: 8 }))
    .map((made) => made.trim() || 'k')
}

const listEdit = fc.oneof(
  fc.record({ replace: fc.array(noted, { maxLength: 3 }), after: fc.array(text, { maxLength: 1 }) }),
  fc.record({ prepend: fc.array(noted, { minLength: 1, maxLength: 2 }), append: fc.array(noted, { minLength: 1, maxLength: 2 }) }),
) satisfies fc.Arbitrary<ListEdit<Noted>>

const phases = fc.uniqueArray(fc.tuple(fc.constantFrom(...PHASES), listEdit), { selector: ([phase]) => phase, maxLength: 4 })
  .map((entries) => new Map<Phase, ListEdit<Noted>>(entries))

const splitRules = fc.array(fc.tuple(key(), fc.array(text, { minLength: 1, maxLength: 2 })), { maxLength: 2 }).map((entries) => new Map(entries))

/** An element of any kind. */
export const anyElement: fc.Arbitrary<Element> = fc.record({
  kind: fc.constantFrom('manual', 'autotools', 'compose', 'stack', 'x y'), description: noted, head: texts, tail: texts,
  depends: fc.array(text, { maxLength: 2 }), located: fc.array(text, { maxLength: 2 }), url: noted, ref: noted, submodules: fc.uniqueArray(key(), { maxLength: 2 }),
  variables: notedMap, environment: notedMap, phases, integration: fc.array(noted, { maxLength: 2 }), splitRules,
}).map((made) => element({
  name: 'x.bst', kind: made.kind, description: made.description, head: made.head, tail: made.tail,
  depends: made.depends.map((name) => ({ element: name })), buildDepends: made.located.map((name) => ({ element: name, location: '/bootstrap' })),
  sources: [{ kind: 'git', url: made.url, ref: made.ref, submodules: made.submodules.map((path) => ({ path, url: made.url.text })) }],
  variables: made.variables, environment: made.environment, config: { of: 'build', phases: made.phases },
  public: { integrationCommands: made.integration, overlapWhitelist: made.depends, splitRules: new Map([...made.splitRules].map(([domain, globs]) => [domain, { replace: globs }])) },
}))

/** A project's own settings. */
export const anyProject: fc.Arbitrary<Project> = fc.record({
  head: texts, aliases: fc.array(fc.tuple(key(), text), { maxLength: 2 }), variables: notedMap, environment: notedMap, splitRules, phases, values: fc.array(text, { minLength: 1, maxLength: 3 }), description: text,
}).map((made): Project => ({
  name: 'p', head: made.head, aliases: new Map(made.aliases), options: [{ name: 'morph_arch', description: made.description, values: made.values, default: made.values[0]! }],
  variables: made.variables, conditionals: [], environment: made.environment, environmentNocache: [], splitRulesComments: made.head,
  splitRules: new Map([...made.splitRules].map(([domain, globs]) => [domain, { globs }])),
  kinds: new Map([['manual', { variables: made.variables, environment: new Map(), environmentNocache: [], phases: made.phases }]]),
  includes: [], elements: new Map(), files: new Map(),
}))
