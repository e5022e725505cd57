import { AUDIT, DIFF } from '../../tests/support/page-data.ts'
import { countSeverities, groupByCode, shownChanges, shownChunks, shownDiagnostics, shownStrata } from './filters.ts'
import { modelOf } from './model.ts'
import { startOf } from './place.ts'

const audit = modelOf(AUDIT)
const diff = modelOf(DIFF)
const place = startOf(audit)

test('strata: those that the system reaches; in a diff only those with a change, if that is wanted', () => {
  expect(shownStrata(audit, { ...place, system: 1 })).toEqual([2])
  expect(shownStrata(audit, { ...place, system: 'all' })).toEqual([0, 1, 2])
  expect(shownStrata(diff, { ...place, onlyChanged: true })).toEqual([1])
  expect(shownChunks(diff, 0, { onlyChanged: true })).toEqual([])
  expect(shownChunks(diff, 1, { onlyChanged: true })).toEqual([1, 2])
})

test('diagnostics: by system, stratum, severity and words; those of no system always count', () => {
  expect(shownDiagnostics(audit, { ...place, system: 'all' })).toEqual([0, 1, 2, 3])
  expect(shownDiagnostics(audit, { ...place, system: 1 })).toEqual([1, 2])
  expect(shownDiagnostics(audit, { ...place, stratum: 1 })).toEqual([0, 3])
  expect(shownDiagnostics(audit, { ...place, severities: ['error'] })).toEqual([2])
  expect(shownDiagnostics(audit, { ...place, severities: [] })).toEqual([])
  expect(shownDiagnostics(audit, place, 'ROOT two.morph')).toEqual([0])
  expect(shownDiagnostics(diff, { ...place, onlyChanged: true })).toEqual([0])
})

test('diagnostics of one code stand together, the graver first', () => {
  expect(groupByCode(audit, [0, 1, 2, 3])).toEqual([
    { code: 'reader/missing', severity: 'error', indices: [2] }, { code: 'convert/needs-root', severity: 'warning', indices: [0, 3] }, { code: 'reader/unknown-field', severity: 'note', indices: [1] },
  ])
  expect(countSeverities(audit, [0, 1, 3])).toEqual({ error: 0, warning: 2, note: 1 })
})

test('changes: by system, topic, stratum and words; those of no system always count', () => {
  expect(shownChanges(diff, place, undefined)).toEqual([0, 1, 2, 3])
  expect(shownChanges(diff, { ...place, system: 1 }, undefined)).toEqual([2, 3])
  expect(shownChanges(diff, place, 'ref')).toEqual([0, 3])
  expect(shownChanges(diff, { ...place, stratum: 1 }, undefined)).toEqual([0, 1])
  expect(shownChanges(diff, place, undefined, 'make')).toEqual([1])
})
