import { AUDIT, FILES } from '../../tests/support/page-data.ts'
import { modelOf } from './model.ts'
import { search, searchTexts, type Hit } from './search.ts'

const model = modelOf(AUDIT)
const find = (query: string): readonly Hit[] => search(model, searchTexts(model), query)
const names = (query: string): readonly string[] => find(query).filter(({ group }) => group !== 'Text').map(({ group, title }) => `${group} ${title}`)

test('names of each kind, the closest first', () => {
  expect(names('two')).toEqual(['Chunk two', 'File strata/top/two.morph'])
  expect(names('all')[0]).toBe('System all-x86_64')
  expect(names('other')[0]).toBe('Stratum other')
  expect(names('top.bst')).toEqual(['Element top.bst'])
  expect(names('chown')).toEqual(['Diagnostic chown needs root'])
  expect(names('needs-root')).toEqual(['Diagnostic make install may need root', 'Diagnostic chown needs root'])
})

test('all words must be there, in any order and in letters of any size', () => {
  expect(names('ENDS odds')).toEqual(['Stratum other'])
  expect(names('odds beginnings')).toEqual([])
})

test('lines of files, those of the definitions first, with their numbers', () => {
  const lines = find('make install').filter(({ group }) => group === 'Text')
  expect(lines.map(({ title, detail, line, selection }) => [title, detail, line, selection])).toEqual([
    ['- make install', 'strata/top/two.morph:6', { file: FILES.two, line: 6 }, { kind: 'chunk', index: 2 }],
    ['- make install', 'elements/strata/top/two.bst:10', { file: FILES.twoBst, line: 10 }, { kind: 'chunk', index: 2 }],
  ])
})

test('a line is found once, however often it has the word', () => {
  expect(find('name').filter(({ group, detail }) => group === 'Text' && detail.startsWith('strata/top.morph'))).toHaveLength(3)
})

test('letters that grow when made small do not shift what is shown', () => {
  const odd = modelOf({ ...AUDIT, files: [{ side: 'definitions', path: 'a.morph', text: 'İİİİ\nneedle here\n' }], systems: [], strata: [], chunks: [], diagnostics: [] })
  expect(search(odd, searchTexts(odd), 'needle')).toMatchObject([{ title: 'needle here', detail: 'a.morph:2', line: { line: 2 } }])
})

test.each(['', '   ', 'nothing of the kind'])('%j finds nothing', (query) => {
  expect(find(query)).toEqual([])
})
