import { AUDIT, DIFF, FILES } from '../../tests/support/page-data.ts'
import { boxOf, fileOfElement, fileOfMorph, modelOf, selectionOfFile } from './model.ts'
import { filesOf, sidesOf } from './details-input.ts'
import { factsOf, holderOf, relationsOf } from './relations.ts'

const model = modelOf(AUDIT)

test('a system reaches what its strata build on', () => {
  expect([...model.reachOf(0)].sort()).toEqual([0, 1, 2])
  expect([...model.reachOf(1)]).toEqual([2])
})

test('circles of strata end', () => {
  const [first, second] = AUDIT.strata
  const round = modelOf({ ...AUDIT, strata: [{ ...first!, uses: [1] }, { ...second!, uses: [0] }], systems: [{ ...AUDIT.systems[0]!, strata: [0] }] })
  expect([...round.reachOf(0)]).toEqual([0, 1])
})

test('who builds on whom, the other way round', () => {
  expect(model.strataOnStratum.get(0)).toEqual([1])
  expect(model.chunksOnChunk.get(1)).toEqual([2])
})

test('elements and morphologies are found by the names that files have for them', () => {
  expect(fileOfElement(model, 'strata/top/one.bst')).toBe(FILES.oneBst)
  expect(fileOfElement(model, 'base.bst')).toBeUndefined()
  expect([fileOfMorph(model, 'strata/top.morph'), fileOfMorph(model, 'strata/top')]).toEqual([FILES.top, FILES.top])
})

test('a file is shown as the thing that it defines or became', () => {
  expect(selectionOfFile(model, FILES.twoBst)).toEqual({ kind: 'chunk', index: 2 })
  expect(selectionOfFile(model, FILES.top)).toEqual({ kind: 'stratum', index: 1 })
  expect(selectionOfFile(model, FILES.allBst)).toEqual({ kind: 'system', index: 0 })
  expect(selectionOfFile(model, FILES.conf)).toEqual({ kind: 'file', index: FILES.conf })
})

test('a change stands in the graph where its first file does', () => {
  const diff = modelOf(DIFF)
  expect(boxOf(diff, { kind: 'change', index: 0 })).toEqual({ kind: 'chunk', index: 1 })
  expect(boxOf(diff, { kind: 'change', index: 2 })).toBeUndefined()
  expect(boxOf(diff, { kind: 'file', index: FILES.topBst })).toEqual({ kind: 'stratum', index: 1 })
})

test('a chunk is its entry, its own file, and its element', () => {
  expect(sidesOf(model, { kind: 'chunk', index: 2 })).toEqual({
    definitions: [{ file: FILES.top, range: [9, 14], role: 'entry in its stratum' }, { file: FILES.two }], project: [{ file: FILES.twoBst }],
  })
  expect(sidesOf(model, { kind: 'chunk', index: 1 }).definitions).toEqual([{ file: FILES.top, range: [6, 8], role: 'entry in its stratum' }])
  expect(filesOf(model, { kind: 'chunk', index: 2 })).toEqual([FILES.top, FILES.two, FILES.twoBst])
})

test('a file of the project stands beside the definitions that its lines say', () => {
  expect(sidesOf(model, { kind: 'file', index: FILES.topBst })).toEqual({
    definitions: [{ file: FILES.top, range: [6, 14], role: 'also says some of it', folded: false }], project: [{ file: FILES.topBst }],
  })
})

test('a file of the definitions stands beside all that was made of it', () => {
  expect(sidesOf(model, { kind: 'file', index: FILES.top })).toEqual({
    definitions: [{ file: FILES.top }, { file: FILES.two, range: [3, 6], role: 'also says some of it', folded: false }],
    project: [{ file: FILES.oneBst, folded: false }, { file: FILES.twoBst, folded: true }, { file: FILES.topBst, folded: true }],
  })
})

test('what a thing is, what holds it, and what it stands on', () => {
  expect(relationsOf(model, { kind: 'chunk', index: 2 })).toEqual([{ label: 'Builds on', things: [{ kind: 'chunk', index: 1 }] }])
  expect(relationsOf(model, { kind: 'stratum', index: 0 })).toEqual([{ label: 'Under', things: [{ kind: 'stratum', index: 1 }] }])
  expect(relationsOf(model, { kind: 'system', index: 0 })).toEqual([])
  expect([holderOf(model, { kind: 'chunk', index: 2 }), holderOf(model, { kind: 'file', index: FILES.two }), holderOf(model, { kind: 'system', index: 0 })]).toEqual(['top', 'definitions', 'system'])
  expect(factsOf(model, { kind: 'system', index: 1 })).toEqual([{ text: 'armv7' }, { text: '1 stratum' }, { text: 'left out: it has errors', isBad: true }])
  expect(factsOf(modelOf(DIFF), { kind: 'change', index: 0 })).toEqual([{ text: 'Refs' }])
})
