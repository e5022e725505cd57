import { blocksOf } from './explain.ts'

test('a page falls into headings, paragraphs, lists and code', () => {
  expect(blocksOf('## Why\n\nTwo lines\nof words.\n\n- one\n  and more\n- two\n\n```yaml\na: 1\n\nb: 2\n```\n\n    kept: yes\n')).toEqual([
    { kind: 'heading', text: 'Why' }, { kind: 'paragraph', text: 'Two lines of words.' }, { kind: 'list', items: ['one and more', 'two'] },
    { kind: 'code', text: 'a: 1\n\nb: 2' }, { kind: 'code', text: 'kept: yes' },
  ])
})
