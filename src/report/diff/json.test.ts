import Ajv from 'ajv'
import { change, diagnostic, differenceOf, element, inputOf, patchOf } from '../../../tests/support/difference.ts'
import schema from '../../../schemas/difference.schema.json' with { type: 'json' }
import { SourceTexts } from '../../diagnostics/source-text.ts'
import { CHANGE_TOPICS } from '../../ir/difference.ts'
import { diffJson } from './json.ts'

const valid = new Ajv({ allErrors: true, strict: true }).compile(schema)

function parsed(text: string): Record<string, unknown> {
  expect(text.endsWith('}\n')).toBe(true)
  expect(text.trimEnd()).not.toContain('\n')
  const value = JSON.parse(text) as Record<string, unknown>
  expect(valid(value) ? [] : valid.errors).toEqual([])
  return value
}

test('is what the schema says, for every topic', () => {
  const changes = CHANGE_TOPICS.map((topic) => change(topic, [`strata/core/${topic}.bst`], { key: 'x', systems: ['systems/a'], before: 'a\u001b', together: 'strata/core' }))
  const refs = [{ ref: 'abc', name: 'v1' }, undefined].map((before) => change('ref', ['strata/core/linux.bst'], { ref: { url: 'upstream:linux', before, after: { ref: 'def' } } }))
  const { version, changes: told } = parsed(diffJson(inputOf(differenceOf([...changes, ...refs], {
    diagnostics: { appeared: [diagnostic('error', 'a/b', 'wrong', 3)], gone: [{ ...diagnostic('note', 'a/c', 'said'), hint: 'do', related: [{ message: 'there', at: { file: 'x', start: 0, end: 0 } }] }] },
  }))))
  expect(version).toBe(1)
  expect(told).toHaveLength(CHANGE_TOPICS.length + 2)
})

test('is an object where nothing differs, too', () => {
  expect(parsed(diffJson(inputOf(differenceOf([]))))).toEqual({
    type: 'difference', version: 1, before: 'HEAD', after: 'the work tree',
    counts: { elements: { changed: 0, added: 0, removed: 0, moved: 0, follow: 0 }, others: { changed: 0, added: 0, removed: 0, moved: 0, follow: 0 } },
    systems: { all: [], added: [], removed: [], moved: [], changed: [] }, changes: [], files: [], diagnostics: { appeared: [], gone: [], passedOver: 0 },
  })
})

test('counts lines of files where the patch is at hand', () => {
  const changes = [change('commands', ['a.bst']), change('files', [], { places: [{ path: 'files/logo.png' }] })]
  const patch = patchOf({ 'elements/a.bst': ['@@ -1 +1,2 @@\n-a\n+b\n+c'], 'files/logo.png': [] })
  const files = patch.files.map((file) => ({ ...file, binary: file.to === 'files/logo.png' }))
  expect(parsed(diffJson(inputOf(differenceOf(changes), { ...patch, files })))['files']).toEqual([
    { state: 'changed', path: 'elements/a.bst', systems: [], addedLines: 2, removedLines: 1 },
    { state: 'changed', path: 'files/logo.png', systems: [], binary: true },
  ])
  expect(parsed(diffJson(inputOf(differenceOf(changes))))['files']).toEqual([
    { state: 'changed', path: 'elements/a.bst', systems: [] }, { state: 'changed', path: 'files/logo.png', systems: [] },
  ])
})

test('says lines of definitions on the side where they stand: of what is gone, before', () => {
  const at = { file: 'strata/core.morph', start: 4, end: 6 }
  const gone = change('element', [], { state: 'removed', places: [element('old.bst', at)] })
  const lost = change('commands', [], { state: 'removed', key: 'config.install-commands', places: [element('kept.bst', at)] })
  const texts = (text: string): SourceTexts => new SourceTexts(new Map([['strata/core.morph', text]]))
  const input = { ...inputOf(differenceOf([gone, lost])), texts: { before: texts('a\nb\nc\nd\n'), after: texts('a b c d e f\n') } }
  expect((parsed(diffJson(input))['changes'] as { places: unknown }[]).map(({ places }) => places)).toEqual([
    [{ path: 'elements/old.bst', element: 'old.bst', definition: { file: 'strata/core.morph', line: 3, column: 1 } }],
    [{ path: 'elements/kept.bst', element: 'kept.bst', definition: { file: 'strata/core.morph', line: 1, column: 5 } }],
  ])
})
