import { AUDIT, DIFF, FILES } from '../../tests/support/page-data.ts'
import { modelOf } from './model.ts'
import { hashOf, placeOf, startOf, type Place } from './place.ts'

const audit = modelOf(AUDIT)
const diff = modelOf(DIFF)

test('nothing leads to the start: the system with most strata; of a diff the first that a change reaches', () => {
  expect(placeOf('', audit)).toEqual(startOf(audit))
  expect(startOf(audit)).toMatchObject({ system: 0, list: 'outline' })
  expect(startOf(diff)).toMatchObject({ system: 0, list: 'changes' })
  expect(startOf(modelOf({ ...DIFF, changes: [{ ...DIFF.changes[0]!, systems: [1] }] })).system).toBe(1)
  expect(startOf(modelOf({ ...AUDIT, systems: [] })).system).toBe('all')
  expect(hashOf(startOf(audit), audit)).toBe('')
})

test.each<[string, Partial<Place>]>([
  ['system=systems/small', { system: 1 }],
  ['system=*', { system: 'all' }],
  ['show=system', { selection: { kind: 'system', index: 0 } }],
  ['in=strata/top&list=diagnostics&severity=error,note', { stratum: 1, list: 'diagnostics', severities: ['error', 'note'] }],
  ['severity=', { severities: [] }],
  ['stratum=strata/other', { selection: { kind: 'stratum', index: 2 } }],
  ['chunk=strata/top/two&line=definitions:strata/top/two.morph:6&view=files', { selection: { kind: 'chunk', index: 2 }, line: { file: FILES.two, line: 6 }, view: 'files' }],
  ['file=project:project.conf&words=a%20%26%20b', { selection: { kind: 'file', index: FILES.conf }, words: 'a & b' }],
])('%s is a place, and the place is written so', (hash, part) => {
  const place = { ...startOf(audit), ...part }
  expect(placeOf(`#${hash}`, audit)).toEqual(place)
  expect(hashOf(place, audit)).toBe(hash)
})

test('of a diff also the change, its topic, and that only what differs is shown', () => {
  const place = { ...startOf(diff), selection: { kind: 'change', index: 2 } as const, topic: 'ref', onlyChanged: true }
  expect(hashOf(place, diff)).toBe('change=3&topic=ref&changed=only')
  expect(placeOf(hashOf(place, diff), diff)).toEqual(place)
  expect(placeOf('#changed=only', audit).onlyChanged).toBe(false)
})

test.each(['#system=no/such', '#chunk=%E0%A4%A', '#change=0', '#change=5', '#line=x:3', '#line=definitions:strata/top.morph:0', '#list=odd&view=odd', '#=&&&', '#topic=none'])('%s leads to the start', (hash) => {
  expect(placeOf(hash, diff)).toEqual(startOf(diff))
})

test('signs in names survive', () => {
  const path = 'strata/a&b=c#d%e/gtk+ é'
  const model = modelOf({ ...AUDIT, strata: [{ ...AUDIT.strata[0]!, path }] })
  const place = { ...startOf(model), selection: { kind: 'stratum', index: 0 } as const }
  expect(hashOf(place, model)).not.toMatch(/#| /)
  expect(placeOf(hashOf(place, model), model)).toEqual(place)
})
