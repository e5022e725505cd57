import { editProjectRefs, editRef } from './edit-ref.ts'

/** Edits the source at `index` among the items of a text that say their kind. */
function editSource(text: string, index: number, ref: string): string | undefined {
  const kinds = [...text.matchAll(/(?<=[-{] *"?kind"?: *)\w/g)]
  return editRef(text, kinds[index]?.index ?? -1, ref)
}

const NEW = 'v1.2-3-g0123456789012345678901234567890123456789'

test.each<readonly [string, string, string]>([
  ['plain', '  ref: old   # why\n', `  ref: ${NEW}   # why\n`],
  ['in double quotes', '  ref: "old" # why\n', `  ref: "${NEW}" # why\n`],
  ['in single quotes', "  ref:   'old'\n", `  ref:   '${NEW}'\n`],
  ['empty', '  ref:\n', `  ref: ${NEW}\n`],
  ['empty, with a comment', '  ref: # none yet\n', `  ref: ${NEW} # none yet\n`],
  ['empty in quotes', '  ref: ""\n', `  ref: "${NEW}"\n`],
  ['a block', '  ref: |\n    old\n\n', `  ref: |\n    ${NEW}\n\n`],
  ['on the next line', '  ref:\n    old\n', `  ref:\n    ${NEW}\n`],
])('a ref that is there: %s', (_, before, after) => {
  const around = (ref: string) => `# head\nkind:   manual\n\nsources:\n- kind: local\n  path: x\n\n-  kind: git\n   url:  "up:x"  # from\n${ref.replace(/^/gm, ' ').replace(/ $/, '')}   track: 'main'\n\nconfig: {a: [1,2]}   \n# tail`
  expect(editSource(around(before), 1, NEW)).toBe(around(after))
})

test.each<readonly [string, string, string]>([
  ['behind track', '- kind: git\n  track: main # t\n  url: up:x\n', `- kind: git\n  track: main # t\n  ref: ${NEW}\n  url: up:x\n`],
  ['behind url', '  - kind: tar\n    url: up:x\n    base-dir: ""\n', `  - kind: tar\n    url: up:x\n    ref: ${NEW}\n    base-dir: ""\n`],
  ['at the end of a file without a line feed', '- kind: tar\n  url: up:x', `- kind: tar\n  url: up:x\n  ref: ${NEW}\n`],
  ['with nothing but a kind', '- kind: odd\n', `- kind: odd\n  ref: ${NEW}\n`],
  ['in a flow map', '- {kind: git, track: "main", url: x}\n', `- {kind: git, track: "main", ref: ${NEW}, url: x}\n`],
  ['with carriage returns', '- kind: git\r\n  track: main\r\n', `- kind: git\r\n  track: main\r\n  ref: ${NEW}\r\n`],
  ['with a folded url', '- kind: tar\n  url:\n    up:x\n  directory: d\n', `- kind: tar\n  url:\n    up:x\n  ref: ${NEW}\n  directory: d\n`],
  ['with a block of a url', '- kind: tar\n  url: |\n    up:x\n\n  directory: d\n', `- kind: tar\n  url: |\n    up:x\n  ref: ${NEW}\n\n  directory: d\n`],
  ['with quoted keys', '- "kind": git\n  "track": main\n', `- "kind": git\n  "track": main\n  ref: ${NEW}\n`],
])('a ref that is not: %s', (_, before, after) => {
  expect(editSource(`kind: manual\nsources:\n${before}`, 0, NEW)).toBe(`kind: manual\nsources:\n${after}`)
})

test('a byte order mark and other text stay', () => {
  expect(editSource('\ufeffsources: [{kind: git, ref: old}]\n', 0, 'abc')).toBe('\ufeffsources: [{kind: git, ref: abc}]\n')
})

test('a tag that YAML would read as something else is quoted', () => {
  expect(editSource('sources:\n- kind: git\n  ref: old\n', 0, '@1-0-gabc')).toBe('sources:\n- kind: git\n  ref: "@1-0-gabc"\n')
})

test.each(['sources:\n- kind: git\n', 'kind: x\n', 'sources:\n  (>):\n  - kind: git\n', 'sources: [', 'sources:\n- a\n- b\n', 'sources:\n- a: b\n- kind: git\n  ref: [a]\n'])('%j has no place for it', (text) => {
  expect(editSource(text, 1, 'abc')).toBeUndefined()
})

describe('project.refs', () => {
  const place = { project: 'demo', element: 'sub/app.bst', index: 0 }

  test.each<readonly [string, number, string, string]>([
    ['none yet', 0, '', 'projects:\n  demo:\n    sub/app.bst:\n    - ref: new\n'],
    ['none yet, second source', 1, '', 'projects:\n  demo:\n    sub/app.bst:\n    - {}\n    - ref: new\n'],
    ['a ref', 0, 'projects:\n  demo:\n    sub/app.bst:\n    - ref: "old" # c\n', 'projects:\n  demo:\n    sub/app.bst:\n    - ref: "new" # c\n'],
    ['a second source', 1, 'projects:\n  demo:\n    sub/app.bst:\n    - ref: old\n', 'projects:\n  demo:\n    sub/app.bst:\n    - ref: old\n    - ref: new\n'],
    ['a source without one', 0, 'projects:\n  demo:\n    sub/app.bst:\n      - {}\n      - ref: b\n', 'projects:\n  demo:\n    sub/app.bst:\n      - {ref: new}\n      - ref: b\n'],
    ['another element', 0, '# c\nprojects:\n  demo:\n    b.bst:\n    - ref: b\n  more:\n    x.bst:\n    - ref: x\n', '# c\nprojects:\n  demo:\n    b.bst:\n    - ref: b\n    sub/app.bst:\n    - ref: new\n  more:\n    x.bst:\n    - ref: x\n'],
    ['another project', 0, 'projects:\n  other:\n    b.bst:\n    - ref: b', 'projects:\n  other:\n    b.bst:\n    - ref: b\n  demo:\n    sub/app.bst:\n    - ref: new\n'],
  ])('%s', (_, index, before, after) => {
    expect(editProjectRefs(before, { ...place, index }, 'new')).toBe(after)
  })

  test.each(['projects: 1\n', 'projects: {}\n', 'a: b\n', 'projects:\n  demo: []\n', 'projects:\n  demo:\n    sub/app.bst: x\n', 'projects: {demo: {sub/app.bst: []}}\n'])('%j has no place for it', (text) => {
    expect(editProjectRefs(text, place, 'new')).toBeUndefined()
  })
})
