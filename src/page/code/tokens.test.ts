import { AUDIT, FILES } from '../../../tests/support/page-data.ts'
import { modelOf } from '../model.ts'
import { linesOfFile, tokensOfText } from './highlight.ts'
import { linkInLine } from './links.ts'
import { cutTokens, tokenLines } from './tokens.ts'

test('markup of highlight.js becomes tokens; what encloses lines holds in each', () => {
  expect(tokenLines('<span class="hljs-attr">a:</span> <span class="hljs-string">&lt;b&gt; &amp;amp;\nc<span class="hljs-subst">d</span></span>')).toEqual([
    [{ text: 'a:', kind: 'attr' }, { text: ' ', kind: '' }, { text: '<b> &amp;', kind: 'string' }],
    [{ text: 'c', kind: 'string' }, { text: 'd', kind: 'subst' }],
  ])
})

test.each(['name: x\n# <script>alert("1")</script>\ncommands:\n- |\n  a && b > c \'d\'\n- ""\n', 'a: "\u2028"\n', '\ttab: {{ }}\n', '<span class="hljs-attr">no</span>', '&lt;'])('no letter of %j is lost or made up', (text) => {
  for (const path of ['a.morph', 'b.sh', 'c.diff', 'd.txt']) {
    expect(tokensOfText(path, text).map((tokens) => tokens.map((token) => token.text).join('')).join('\n')).toBe(text)
  }
})

test('a file ends with its last line feed', () => {
  expect(linesOfFile(modelOf(AUDIT), FILES.conf)).toHaveLength(1)
})

test('tokens are cut where a stretch begins and ends', () => {
  const stretch = { from: 2, to: 5, value: true }
  expect(cutTokens([{ text: 'abcd', kind: 'x' }, { text: 'efg', kind: '' }], [stretch])).toEqual([
    { text: 'ab', kind: 'x' }, { text: 'cd', kind: 'x', within: stretch }, { text: 'e', kind: '', within: stretch }, { text: 'fg', kind: '' },
  ])
})

test.each<[string, number, number, string, [number, number, object] | undefined]>([
  ['an element in a list', FILES.twoBst, 4, '- strata/top/one.bst', [2, 20, { kind: 'chunk', index: 1 }]],
  ['an element by its file name', FILES.twoBst, 4, '- filename: strata/top.bst', [12, 26, { kind: 'stratum', index: 1 }]],
  ['an element that is not there', FILES.twoBst, 4, '- base.bst', undefined],
  ['a file of a chunk', FILES.top, 10, '  morph: strata/top/two.morph', [9, 29, { kind: 'chunk', index: 2 }]],
  ['a sibling', FILES.top, 14, '  - one', [4, 7, { kind: 'chunk', index: 1 }]],
  ['a name that is no sibling of this chunk', FILES.top, 7, '  - one', undefined],
])('%s leads to its place, or nowhere', (_, file, line, text, wanted) => {
  const link = linkInLine(modelOf(AUDIT), file, line, text)
  expect(link && [link.from, link.to, link.value]).toEqual(wanted)
})
