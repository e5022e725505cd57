import { change, diagnostic, differenceOf, inputOf, patchOf } from '../../../tests/support/difference.ts'
import type { Change, Difference } from '../../ir/difference.ts'
import { patchText } from './patch-text.ts'
import { diffText } from './text.ts'

const [GNOME, MINIMAL, BOARD] = ['systems/gnome-system-x86_64', 'systems/minimal-system-x86_64', 'systems/devel-system-armv7lhf']
const OLD = '1a2b3c4d5e6f7081920a1b2c3d4e5f6071829304'
const NEW = '5d6e7f8d5e6f7081920a1b2c3d4e5f6071829304'

/** The blocks of the text: headline first. */
function blocks(changes: readonly Change[], facts: Partial<Difference> = {}): readonly string[] {
  return diffText(inputOf(differenceOf(changes, facts)), { colour: false }).trimEnd().split('\n\n')
}

function ref(name: string, before: [string, string?], after: [string, string?], facts: Partial<Change> = {}): Change {
  const [one, other] = [before, after].map(([commit, words]) => ({ ref: commit, ...(words === undefined ? {} : { name: words }) }))
  return change('ref', [name], { ref: { url: 'upstream:x', before: one, after: other }, ...facts })
}

test('says in one sentence that nothing differs', () => {
  expect(diffText(inputOf(differenceOf([])), { colour: true })).toBe('Nothing differs between HEAD and the work tree.\n')
})

describe('the headline', () => {
  test('counts elements and other files, names the systems, and counts what is said anew', () => {
    expect(blocks([
      change('commands', ['a.bst', 'b.bst'], { systems: [GNOME] }),
      change('moved', ['new/c.bst'], { state: 'moved', before: 'c.bst', after: 'new/c.bst', systems: [MINIMAL], follows: ['elements/b.bst', 'elements/d.bst'] }),
      change('element', ['e.bst'], { state: 'removed' }), change('element', ['f.bst'], { state: 'added' }),
      change('settings', [], { places: [{ path: 'project.conf' }] }),
    ], {
      systems: { all: [MINIMAL, GNOME, BOARD], added: [], removed: [], moved: [], changed: [MINIMAL, GNOME] },
      diagnostics: { appeared: [diagnostic('error', 'a/b', 'x'), diagnostic('note', 'a/b', 'x'), diagnostic('note', 'a/b', 'y')], gone: [diagnostic('warning', 'a/b', 'z')] },
    })[0]).toBe([
      '2 elements changed, 1 added, 1 removed, 1 moved, 1 follows; 1 other file changed',
      `2 of 3 systems reached: ${MINIMAL}, ${GNOME}`,
      '1 error, 2 notes appeared; 1 warning gone',
    ].join('\n'))
  })

  test.each<[string, Partial<Difference['systems']>, string | undefined]>([
    ['nobody knows systems', { all: [], changed: [] }, undefined],
    ['none is reached', { changed: [] }, 'no system reached'],
    ['all are', { changed: [MINIMAL, GNOME, BOARD] }, 'all 3 systems reached'],
    ['there is only one', { all: [GNOME], changed: [GNOME] }, `the only system reached: ${GNOME}`],
    ['one is new', { changed: [GNOME], added: [BOARD] }, `1 of 2 systems reached: ${GNOME}; 1 system added: ${BOARD}`],
    ['all are new', { changed: [], added: [MINIMAL, GNOME, BOARD] }, `3 systems added: ${MINIMAL}, ${GNOME}, ${BOARD}`],
    ['one has another name', { changed: [], moved: [{ from: 'systems/old', to: GNOME }] }, `no system reached; 1 system moved: systems/old → ${GNOME}`],
    ['one is gone', { changed: [], removed: [BOARD] }, `no system reached; 1 system removed: ${BOARD}`],
    ['more than a handful are', { all: ['a', 'b', 'c', 'd', 'e', 'f', 'g'], changed: ['a', 'b', 'c', 'd', 'e', 'f'] }, '6 of 7 systems reached'],
  ])('where %s', (_, systems, words) => {
    const [head] = blocks([change('commands', ['a.bst'])], { systems: { all: [MINIMAL, GNOME, BOARD], added: [], removed: [], moved: [], changed: [], ...systems } })
    expect(head!.split('\n')[1]).toBe(words)
  })

  test('where files follow that no change is about', () => {
    const file = (path: string): { path: string; state: 'changed'; systems: [] } => ({ path, state: 'changed', systems: [] })
    expect(blocks([change('commands', ['a.bst'])], { files: [file('elements/a.bst'), file('MIGRATION.md')] })[0]).toBe('1 element changed; MIGRATION.md follows')
    expect(blocks([change('commands', ['a.bst'])], { files: [file('elements/a.bst'), file('MIGRATION.md'), file('x')] })[0]).toBe('1 element changed; 2 other files follow')
  })

  test('where diagnostics alone differ', () => {
    expect(blocks([], { diagnostics: { appeared: [diagnostic('warning', 'a/b', 'x')], gone: [] } })).toEqual([
      'no file of the project differs\n1 warning appeared', 'Appeared: 1 warning\n  + warning[a/b]: x',
    ])
  })
})

describe('changes', () => {
  test('of refs are aligned, with names before commits', () => {
    expect(blocks([
      ref('strata/bsp/linux.bst', [OLD, '4.4.1'], [NEW, '4.6']), ref('strata/gtk3/gtk+.bst', [OLD, 'master'], [NEW, 'master']), ref('strata/core/a.bst', [OLD], [`${OLD.slice(0, 12)}${'9'.repeat(28)}`]),
      ref('strata/core/b.bst', ['v1.0', 'v1.0'], [OLD, 'v1.0']),
    ])[1]).toBe([
      'Refs',
      '  linux   4.4.1 (1a2b3c4) → 4.6 (5d6e7f8)',
      '  gtk+    master: 1a2b3c4 → 5d6e7f8',
      '  a       1a2b3c4d5e6f7 → 1a2b3c4d5e6f9',
      '  b       v1.0 → v1.0 (1a2b3c4)',
    ].join('\n'))
  })

  test('of refs of elements that have the same name', () => {
    const places = ['strata/a/linux.bst', 'strata/b/linux.bst', 'strata/c/other.bst'].map((name) => ({ path: `elements/${name}`, element: name }))
    expect(blocks([ref('x', [OLD], [NEW], { places })])[1]).toBe('Refs\n  strata/a/linux, strata/b/linux, other   1a2b3c4 → 5d6e7f8')
    expect(blocks([{ ...ref('x', [OLD], [NEW], { places, together: 'strata/a' }) }])[1]).toBe('Refs\n  3 elements of strata/a   1a2b3c4 → 5d6e7f8')
  })

  test('of whole elements have a line each, or one for many', () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((name) => `strata/docs/${name}.bst`)
    expect(blocks([change('element', ['z.bst'], { state: 'added' }), change('element', names, { state: 'removed', together: 'strata/docs' })])[1]).toBe(
      'Elements\n  + z.bst\n  - 8 elements of strata/docs: a, b, c, d, e and 3 more')
  })

  test('of elements with others below them are told as the uppermost', () => {
    expect(blocks([
      change('element', ['strata/docs/a.bst', 'strata/docs/build-deps.bst', 'strata/docs.bst'], { state: 'added', together: 'strata/docs', follows: ['files/x', 'elements/systems/s.bst'] }),
      change('image', ['deploy/c/d.bst'], { state: 'removed', follows: ['elements/deploy/c/d/configured.bst', 'elements/x.bst'] }),
      change('files', [], { state: 'changed', places: ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((name) => ({ path: `files/deploy/${name}/motd` })) }),
      change('files', [], { state: 'removed', places: [{ path: 'files/a' }, { path: 'files/b' }], follows: ['files/c'] }),
    ]).slice(1)).toEqual([
      'Elements\n  + strata/docs.bst   (with a, build-deps and 1 other file; 1 element follows)',
      'Images\n  - deploy/c/d.bst   (with configured; 1 element follows)',
      'Files\n  ~ motd, 7 files below files/deploy\n  - files/a                            (with 1 file)\n  - files/b',
    ])
  })

  test('of many places are told by what the places have in common', () => {
    const value = { key: 'k', before: '1', after: '2' }
    const all = ['deploy/c/a.bst', 'deploy/c/b/configured.bst', 'deploy/c/d.bst', 'deploy/c/e.bst']
    expect(blocks([
      change('settings', all, value), change('settings', all, { ...value, together: 'strata/core' }), change('settings', [...all, 'x.bst'], value), change('settings', ['a.bst', 'b.bst', 'c.bst'], value),
    ])[1]).toBe([
      'Settings', '  4 elements below deploy/c                             k: 1 → 2', '  4 elements of strata/core                             k: 1 → 2',
      '  deploy/c/a.bst, deploy/c/b/configured.bst and 3 more  k: 1 → 2', '  a.bst, b.bst, c.bst                                   k: 1 → 2',
    ].join('\n').replaceAll('  k:', '   k:'))
  })

  test('of lists that are laid over others say so', () => {
    expect(blocks([
      change('commands', ['a.bst'], { key: 'config.install-commands.(>)', added: ['x'] }), change('splitting', ['a.bst'], { key: 'public.bst.split-rules.devel.(=)', reordered: true }),
    ]).slice(1)).toEqual(['Commands\n  a.bst   config.install-commands (appended)\n    + x', 'Split rules\n  a.bst   public.bst.split-rules.devel (in place of the default): in another order'])
  })

  test('of comments look like comments', () => {
    expect(blocks([change('remarks', ['a.bst'], { removed: ['- old'], systems: [GNOME] })], { systems: { all: [GNOME], added: [], removed: [], moved: [], changed: [] } })[1]).toBe(
      'Descriptions and comments\n  a.bst\n    - # - old')
  })

  test('of a topic begin with what came and went', () => {
    expect(blocks([change('system', ['systems/a.bst'], { key: 'depends', added: ['x.bst'] }), change('system', ['systems/b.bst'], { state: 'added' })])[1]).toBe(
      'Systems\n  + systems/b.bst\n    systems/a.bst   depends\n      + x.bst')
  })

  test('of places say how many name what moved', () => {
    expect(blocks([
      change('moved', ['b/x.bst'], { state: 'moved', before: 'a/x.bst', after: 'b/x.bst', follows: ['elements/p.bst'] }),
      change('moved', ['b/y.bst', 'b/z.bst'], { state: 'moved', before: 'a', after: 'b', follows: ['elements/p.bst', 'elements/q.bst'] }),
      change('moved', ['e.bst', 'e/f.bst'], { state: 'moved', before: 'd.bst', after: 'e.bst' }),
      change('moved', ['c/longer.bst'], { state: 'moved', before: 'c/short.bst', after: 'c/longer.bst' }),
    ])[1]).toBe([
      'Moved',
      '  a/x.bst → b/x.bst            (1 element names it by its new name)',
      '  a → b                        (2 elements; 2 elements name them by their new names)',
      '  d.bst → e.bst                (with 1 element below it)',
      '  c/short.bst → c/longer.bst',
    ].join('\n'))
  })

  test('of lists are told as lines, long ones shortened, and without what stays', () => {
    const commands = (from: number, to: number): string[] => Array.from({ length: to - from }, (_, index) => `make ${from + index}`)
    expect(blocks([
      change('commands', ['bash.bst'], { key: 'config.install-commands', removed: commands(0, 10), added: ['make\tall'] }),
      change('commands', ['perl.bst'], { key: 'config.build-commands', removed: ['a\nb\nc\nd\n'], added: ['a\nX\nc\nd\n'] }),
      change('dependencies', ['core.bst'], { key: 'depends', reordered: true }),
      change('dependencies', ['gtk.bst'], { key: 'build-depends', reordered: true, removed: ['x.bst'] }),
    ]).slice(1).join('\n')).toBe([
      'Commands',
      '  bash.bst   config.install-commands',
      ...[0, 1, 2, 3, 4, 5].map((number) => `    - make ${number}`),
      '      … 4 more lines go',
      '    + make\tall',
      '  perl.bst   config.build-commands',
      '    - b',
      '    + X',
      '      … 3 lines stay around it',
      'Dependencies',
      '  core.bst   depends: in another order',
      '  gtk.bst    build-depends               (the others in another order)',
      '    - x.bst',
    ].join('\n'))
  })

  test('of values stand in a line if they are short', () => {
    expect(blocks([
      change('settings', ['a.bst'], { key: 'variables.prefix', before: '/usr', after: '/opt' }),
      change('settings', ['a.bst'], { key: 'variables.new', state: 'added', after: '' }),
      change('settings', ['a.bst'], { key: 'variables.old', state: 'removed', before: ' x' }),
      change('settings', ['a.bst'], { key: 'variables.text', before: 'one\ntwo\n', after: 'one\n2\n' }),
    ])[1]).toBe([
      'Settings',
      '  a.bst   variables.prefix: /usr → /opt',
      '  a.bst   variables.new: (none) → ""',
      '  a.bst   variables.old: " x" → (none)',
      '  a.bst   variables.text',
      '    - two', '    + 2', '      … 1 line stays around it',
    ].join('\n'))
  })

  test('say which systems they reach only where these are not all that are reached', () => {
    const systems = (...names: (string | undefined)[]): Partial<Change> => ({ key: 'k', before: '1', after: '2', systems: names.filter((name) => name !== undefined) })
    expect(blocks([
      change('image', ['a.bst'], systems(GNOME, MINIMAL)), change('image', ['b.bst'], systems(MINIMAL)), change('image', ['c.bst'], systems()),
    ], { systems: { all: [MINIMAL, GNOME, BOARD], added: [], removed: [], moved: [], changed: [MINIMAL, GNOME] } })[1]).toBe(
      'Images\n  a.bst   k: 1 → 2\n  b.bst   k: 1 → 2   in minimal-system-x86_64\n  c.bst   k: 1 → 2   in no system')
  })

  test('beyond what one takes in are counted', () => {
    const [, elements] = blocks(Array.from({ length: 60 }, (_, index) => change('commands', [`${index}.bst`])))
    expect(elements!.split('\n').slice(-2)).toEqual(['  ~ 39.bst', '  … and 20 more'])
  })
})

describe('diagnostics', () => {
  test('are told worst first, with their places', () => {
    expect(diffText(inputOf(differenceOf([], { diagnostics: {
      appeared: [diagnostic('note', 'a/n', 'third', 0), diagnostic('warning', 'a/w', 'second', 12), diagnostic('error', 'a/e', 'first')], gone: [diagnostic('warning', 'a/g', 'went', 0)],
    } }), undefined, 'name: core\nkind: stratum\n'), { colour: false })).toBe([
      'no file of the project differs', '1 error, 1 warning, 1 note appeared; 1 warning gone', '',
      'Appeared: 1 error, 1 warning, 1 note',
      '  + error[a/e]: first', '  + strata/core.morph:2:2 warning[a/w]: second', '  + strata/core.morph:1:1 note[a/n]: third', '',
      'Gone: 1 warning', '  - strata/core.morph:1:1 warning[a/g]: went', '',
    ].join('\n'))
  })

  test('that are many of one code are counted, but errors never left out for that', () => {
    const appeared = [...Array.from({ length: 8 }, () => diagnostic('warning', 'a/w', 'w')), ...Array.from({ length: 8 }, () => diagnostic('error', 'a/e', 'e'))]
    const [, lines] = blocks([], { diagnostics: { appeared, gone: [] } })
    expect(lines!.split('\n').slice(1)).toEqual([...Array.from({ length: 8 }, () => '  + error[a/e]: e'), ...Array.from({ length: 3 }, () => '  + warning[a/w]: w'), '  … and 5 more warning[a/w]'])
  })

  test('that say another thing of the same are told once', () => {
    const of = (what: string, rest: string): ReturnType<typeof diagnostic> => diagnostic('warning', 'a/order', `${what} ran ${rest}`, 0)
    expect(blocks([], { diagnostics: { gone: [of('"x"', 'after y'), of('"z"', 'after y'), of('it', 'late')], appeared: [of('"x"', 'after w'), of('"v"', 'after y'), of('it', 'early')] } })).toEqual([
      'no file of the project differs\n2 warnings appeared; 2 warnings gone; 1 warning worded otherwise',
      'Appeared: 2 warnings\n  + strata/core.morph:1:1 warning[a/order]: "v" ran after y\n  + strata/core.morph:1:1 warning[a/order]: it ran early',
      'Gone: 2 warnings\n  - strata/core.morph:1:1 warning[a/order]: "z" ran after y\n  - strata/core.morph:1:1 warning[a/order]: it ran late',
      'Worded otherwise: 1 warning\n  ~ strata/core.morph:1:1 warning[a/order]: "x" ran after y → w',
    ])
  })

  test('that are worded otherwise and long are cut between words, and never in quotes', () => {
    const words = (first: string, inSystems: string): string => `"x" ran after "${first} a", ${'"one name", '.repeat(20)}in ${inSystems}${' and on'.repeat(20)}`
    expect(blocks([], { diagnostics: { appeared: [diagnostic('note', 'a/order', words('z', 'two'))], gone: [diagnostic('note', 'a/order', words('y', 'two'))] } })[1]).toBe(
      `Worded otherwise: 1 note\n  ~ note[a/order]: "x" ran after "y a", → "z a", … on${' and on'.repeat(8)}`)
    expect(blocks([], { diagnostics: { appeared: [diagnostic('note', 'a/order', words('z', 'two'))], gone: [diagnostic('note', 'a/order', words('z', 'three'))] } })[1]).toMatch(
      /: "x" ran after "z a", (?:"one name", )+… three → two … /)
  })

  test('that are long are cut, errors excepted', () => {
    const appeared = [diagnostic('error', 'a/e', 'e'.repeat(500)), diagnostic('note', 'a/n', 'n'.repeat(500))]
    expect(blocks([], { diagnostics: { appeared, gone: [] } })[1]?.split('\n').slice(1)).toEqual([`  + error[a/e]: ${'e'.repeat(500)}`, `  + note[a/n]: ${'n'.repeat(400)}…`])
  })

  test('that are passed over are counted', () => {
    expect(diffText({ ...inputOf(differenceOf([])), passedOver: 4 }, { colour: false })).toBe(
      'Nothing differs between HEAD and the work tree.\nPassed over 4 diagnostics that appeared or went in files that the chosen systems do not reach.\n')
  })
})

test('nothing in the input steers the terminal', () => {
  const evil = 'x\u001b[2J\u202ey\u0007'
  const text = diffText(inputOf(differenceOf([
    change('settings', [`${evil}.bst`], { key: evil, before: evil, after: evil, together: evil, systems: [evil] }), change('commands', [evil], { removed: [evil], added: [`${evil}\n${evil}`] }),
    change('moved', [evil], { state: 'moved', before: evil, after: evil }), ref(evil, [evil, evil], [evil, `${evil}2`]),
  ], { diagnostics: { appeared: [diagnostic('error', 'a/b', evil)], gone: [] }, systems: { all: [evil, 'b'], added: [evil], removed: [evil], moved: [{ from: evil, to: evil }], changed: [evil] } })), { colour: false })
  expect(text.split('\n').filter((line) => /[\p{Cc}\u202e]/u.test(line))).toEqual([])
  expect(text).toContain('x\\u001b[2J\\u202ey\\u0007')
})

test('colours are those of git: red goes, green comes, and only where they are wanted', () => {
  const input = inputOf(differenceOf([change('commands', ['a.bst'], { key: 'k', removed: ['old'], added: ['new'] }), change('settings', ['a.bst'], { key: 'k', before: '1', after: '2' })]))
  const text = diffText(input, { colour: true })
  for (const part of ['\u001b[31m- old\u001b[39m', '\u001b[32m+ new\u001b[39m', '\u001b[31m1\u001b[39m → \u001b[32m2\u001b[39m']) expect(text).toContain(part)
   
  expect(text.replace(/\u001b\[\d+m/g, '')).toBe(diffText(input, { colour: false }))
})

test('the unified diff is coloured as git does it, and steers no terminal', () => {
  const patch = patchOf({ 'a.bst': ['@@ -1,2 +1,2 @@ config:\n-\told\u001b[2J\n+new\n same'] })
  expect(patchText(patch, false)).toBe('diff --git a/a.bst b/a.bst\n--- a/a.bst\n+++ b/a.bst\n@@ -1,2 +1,2 @@ config:\n-\told\\u001b[2J\n+new\n same\n')
  expect(patchText(patch, true).split('\n').slice(2)).toEqual([
    '\u001b[1m+++ b/a.bst\u001b[22m', '\u001b[36m@@ -1,2 +1,2 @@\u001b[39m config:', '\u001b[31m-\told\\u001b[2J\u001b[39m', '\u001b[32m+new\u001b[39m', ' same', '',
  ])
})

test('bytes that nobody can read are not shown', () => {
  const text = 'diff --git a/logo.png b/logo.png\nnew file mode 100644\nindex 0..1\nGIT binary patch\nliteral 3\nKcmZQzWMT#Y01f~L\n\nliteral 0\nHcmV?d00001\n\n'
  const files = [{ from: undefined, to: 'logo.png', binary: true, added: 0, removed: 0, text }]
  expect(patchText({ text, files }, false)).toBe('diff --git a/logo.png b/logo.png\nnew file mode 100644\nindex 0..1\nBinary files /dev/null and b/logo.png differ\n')
})

test('what moved is told in one line, however long, and the folder of all elements has a name', () => {
  const long = `strata/${'very-'.repeat(12)}long`
  const text = diffText(inputOf(differenceOf([
    change('moved', [`${long}/new.bst`], { state: 'moved', before: `${long}/old.bst`, after: `${long}/new.bst` }), change('moved', ['a/x.bst', 'a/y.bst'], { state: 'moved', before: '', after: 'a/' }),
  ])), { colour: false })
  expect(text.split('Moved\n')[1]?.split('\n')).toEqual([`  ${long}/old.bst → ${long}/new.bst`, '  ./ → a/   (2 elements)', ''])
})

test('of a file that only looks otherwise it is said that it says the same', () => {
  expect(blocks([change('remarks', ['a.bst'])])[1]).toBe('Descriptions and comments\n  a.bst   (says the same, written otherwise)')
})
