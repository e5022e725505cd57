import { change, diagnostic, differenceOf, inputOf, patchOf } from '../../../tests/support/difference.ts'
import { diffMarkdown, MARKER } from './markdown.ts'
import { fenced, foldedDiff } from './markdown-diff.ts'
import { safeProse } from './markdown-words.ts'

const OLD = `1a2b3c4${'0'.repeat(33)}`
const NEW = `5d6e7f8${'0'.repeat(33)}`

test('begins with the marker that CI looks for, and says in a sentence that nothing differs', () => {
  expect(diffMarkdown(inputOf(differenceOf([])))).toBe(`${MARKER}\n### Converted project: \`HEAD\` → \`the work tree\`\n\nNothing differs.\n`)
})

test('tells counts, diagnostics and changes, and folds the diff away', () => {
  const input = inputOf(differenceOf([
    change('element', ['strata/core/zlib.bst'], { state: 'added', systems: ['systems/gnome'] }),
    change('ref', ['strata/bsp/linux.bst'], { systems: [], ref: { url: 'u', before: { ref: OLD, name: 'v4.4' }, after: { ref: NEW, name: 'v4.6|x' } } }),
    change('commands', ['strata/core/bash.bst'], { systems: ['systems/gnome'], key: 'config.install-commands', removed: ['make install'], added: ['make ```'] }),
    change('image', ['deploy/a.bst'], { systems: ['systems/gnome'], key: 'variables.size', before: '4G', after: '8G' }),
  ], { diagnostics: { appeared: [diagnostic('error', 'a/b', 'the chunk `x*y` names @all, see #1', 0)], gone: [] } }), patchOf({ 'a.bst': ['@@ -1 +1 @@\n-a\n+`````'] }))
  expect(diffMarkdown(input)).toBe(`<!-- morph2bst diff -->
### Converted project: \`HEAD\` → \`the work tree\`

3 elements changed, 1 added.${'  '}
the only system reached: \`systems/gnome\`.${'  '}
1 error appeared.

**Appeared: 1 error**

- \`strata/core.morph:1:1\` error \`a/b\`: the chunk \`x*y\` names \`@all\`, see \`#1\`

**Elements**

- added \`strata/core/zlib.bst\`

**Refs**

| source of | before | after |  |
|---|---|---|---|
| \`linux\` | \`v4.4 (1a2b3c4)\` | \`v4.6\\|x (5d6e7f8)\` | in no system |

**Commands**

- \`strata/core/bash.bst\` \`config.install-commands\`

  \`\`\`\`diff
  - make install
  + make \`\`\`
  \`\`\`\`

**Images**

- \`deploy/a.bst\` \`variables.size\`: \`4G\` → \`8G\`

<details><summary>Unified diff: 1 file, +1 −1 lines</summary>

\`\`\`\`\`\`diff
diff --git a/a.bst b/a.bst
--- a/a.bst
+++ b/a.bst
@@ -1 +1 @@
-a
+\`\`\`\`\`
\`\`\`\`\`\`

</details>
`)
})

test('many changes of a topic are folded away', () => {
  const text = diffMarkdown(inputOf(differenceOf(Array.from({ length: 9 }, (_, index) => change('settings', [`${index}.bst`], { key: 'k', before: '1', after: '2' })))))
  expect(text).toContain('<details><summary><b>Settings</b>: 9</summary>\n\n- `0.bst` `k`: `1` → `2`\n')
})

describe('the limit', () => {
  const hunk = (line: number, length: number): string => `@@ -${line} +${line} @@\n-${'x'.repeat(length)}\n+${'y'.repeat(length)}`
  const difference = differenceOf([change('commands', ['a.bst'], { key: 'k', removed: ['x'] })])

  test('shows small files whole, of the next larger one what fits, and says what is left out', () => {
    const patch = patchOf({
      'a-large.bst': [hunk(1, 3000)], 'b-small.bst': [hunk(2, 10)], 'c-parts.bst': [hunk(3, 200), hunk(4, 300), hunk(5, 600)], 'd-small.bst': [hunk(6, 10)],
    })
    const text = diffMarkdown(inputOf(difference, patch), { limit: 2400 })
    expect(text.length).toBeLessThanOrEqual(2400)
    expect(text).toContain('Left out, since a comment has no room for more: 1 file (`a-large.bst`), and 1 hunk of `c-parts.bst`. `morph2bst diff --format patch` shows all.')
    expect(text.match(/^@@ -\d/gm)).toEqual(['@@ -2', '@@ -3', '@@ -4', '@@ -6'])
    expect(text).toContain('Unified diff: 4 files, +6 −6 lines')
  })

  test.each([600, 1000, 2000, 5000, 20_000, 65_536])('of %i characters is kept, and the Markdown is whole', (limit) => {
    const many = Array.from({ length: 500 }, (_, index) => change('commands', [`strata/core/${index}.bst`], { key: 'config.install-commands', removed: [`make ${index}`, 'x'.repeat(5000)] }))
    const patch = patchOf(Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`${index}.bst`, [hunk(1, index * 4)]])))
    const text = diffMarkdown(inputOf(differenceOf(many, { diagnostics: { appeared: Array.from({ length: 90 }, (_, index) => diagnostic('error', 'a/b', `wrong ${index}`)), gone: [] } }), patch), { limit })
    expect(text.length).toBeLessThanOrEqual(limit)
    expect(text.startsWith(`${MARKER}\n### Converted project`)).toBe(true)
    expect(text).toContain('500 elements changed')
    expect((text.match(/<details>/g) ?? []).length).toBe((text.match(/<\/details>/g) ?? []).length)
    expect((text.match(/^ *```/gm) ?? []).length % 2).toBe(0)
  })

  test('is GitHub’s where none is given', () => {
    const patch = patchOf(Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`${index}.bst`, [hunk(1, 1000)]])))
    const { length } = diffMarkdown(inputOf(difference, patch))
    expect(length).toBeLessThanOrEqual(65_536)
    expect(length).toBeGreaterThan(60_000)
    expect(diffMarkdown(inputOf(difference, patch), { limit: 1_000_000 }).length).toBeGreaterThan(200_000)
  })
})

describe('text of definitions', () => {
  const evil = '</details><script>alert(1)</script> @all [x](http://e.org) ![i](http://e.org) *b* <!-- `` ``` -->\n# head\n- item\n```'

  test('is neither Markdown nor HTML anywhere', () => {
    const text = diffMarkdown({
      ...inputOf(differenceOf([
        change('element', [evil], { state: 'added' }), change('settings', [evil], { key: evil, before: 'x', after: '<b>' }), change('moved', [evil], { state: 'moved', before: evil, after: evil, follows: [evil] }),
        change('ref', [evil], { ref: { url: evil, before: { ref: evil, name: evil }, after: { ref: 'x', name: '@all' } } }), change('commands', ['a', 'b'], { together: evil, added: [evil] }),
      ], { diagnostics: { appeared: [diagnostic('error', 'a/b', evil)], gone: [] }, systems: { all: [evil, 'b'], added: [], removed: [], moved: [], changed: [evil] } }), patchOf({ [evil.replaceAll('\n', '')]: ['@@ -1 +1 @@\n+```\n+</details>'] })),
      titles: { before: evil, after: '`@all`' },
    })
    expect(withoutCode(text)).not.toMatch(/@|script|alert|\[x|http|\*b\*|^# head|^- item/m)
  })

  test.each([
    ['the field `a``b` is no_t`known`', 'the field `a` `b` is `no_t` `known`'],
    ['see www.example.org, or not.', 'see `www.example.org`, or not.'],
    ['mail a@b.org (now)!', 'mail `a@b.org` (now)!'],
    ['"quoted *words*" stay', '`quoted *words*` stay'],
    ['3.18 and -j and 12 of 40', '3.18 and -j and 12 of 40'],
    ['defaced by :tada: of c0ffee0, see GH-12', 'defaced by `:tada`: of `c0ffee0`, see `GH-12`'],
  ])('%s', (words, safe) => expect(safeProse(words)).toBe(safe))

  test('has a fence longer than any in it', () => {
    expect(fenced('a ```` b', 'diff')).toBe('`````diff\na ```` b\n`````')
  })
})

/** The text without its code, as a reader of Markdown takes it apart: fenced blocks first, then spans. */
function withoutCode(text: string): string {
  const lines: string[] = []
  let fence: string | undefined
  for (const line of text.split('\n')) {
    const [, mark = ''] = /^ *(`{3,})/.exec(line) ?? []
    if (fence === undefined && mark !== '' && !line.trimStart().slice(mark.length).includes('`')) fence = mark
    else if (fence !== undefined && line.trim() === fence) fence = undefined
    else if (fence === undefined) lines.push(line.replace(/(?<!`)(`+)(?!`)(.*?[^`])\1(?!`)/g, ''))
  }
  return lines.join('\n')
}

test('a folded diff keeps to any room, and where some of it fits in little room, some fits in more', () => {
  const hunk = (lines: number): string => `@@ -1 +1 @@${'\n+x'.repeat(lines)}`
  const far = (name: string): string => `${'far/'.repeat(40)}${name}.bst`
  const patch = patchOf({ 'a.bst': [hunk(1)], 'b.bst': [hunk(1)], 'c.bst': [hunk(1)], [far('d')]: Array.from({ length: 40 }, () => hunk(4)), [far('e')]: [hunk(300)], [far('f')]: [hunk(300)], [far('g')]: [hunk(300)] })
  const lengths = Array.from({ length: 2000 }, (_, room) => foldedDiff(patch, room).length)
  expect(lengths.filter((length, room) => length > room)).toEqual([])
  expect(lengths.filter((length, room) => length === 0 && (lengths[room - 1] ?? 0) > 0)).toEqual([])
})
