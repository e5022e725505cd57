import { directory, shown } from '../../../tests/support/directory.ts'
import { matchesAny } from './glob.ts'
import { keepPaths, selectedPaths, selectsAll, type Selection } from './split.ts'

const TREE = directory({ 'usr/bin/p': '!p', 'usr/include/h': 'h', 'usr/lib/pkgconfig/x.pc': 'x', 'etc/conf': 'c', 'usr/lib/l': '-> x', hollow: null })
const RULES = new Map([
  ['runtime', matchesAny(['/usr/bin', '/usr/bin/*'])], ['devel', matchesAny(['/usr/include', '/usr/include/**', '/usr/lib/pkgconfig/*.pc'])], ['both', matchesAny(['/usr/include/h', '/usr/bin/p'])], ['none', matchesAny([])],
])

const ALL: Selection = { include: [], exclude: [], includeOrphans: true }
const taken = (selection: Partial<Selection>): readonly string[] => shown(keepPaths(TREE, selectedPaths(TREE, RULES, { ...ALL, ...selection }))).map((line) => line.split(' ')[0] ?? '')

test.each<readonly [string, Partial<Selection>, readonly string[]]>([
  ['everything', {}, ['/etc/', '/etc/conf', '/hollow/', '/usr/', '/usr/bin/', '/usr/bin/p', '/usr/include/', '/usr/include/h', '/usr/lib/', '/usr/lib/l', '/usr/lib/pkgconfig/', '/usr/lib/pkgconfig/x.pc']],
  ['all domains without orphans', { includeOrphans: false }, ['/usr/', '/usr/bin/', '/usr/bin/p', '/usr/include/', '/usr/include/h', '/usr/lib/', '/usr/lib/pkgconfig/', '/usr/lib/pkgconfig/x.pc']],
  ['one domain with its parents', { include: ['devel'], includeOrphans: false }, ['/usr/', '/usr/include/', '/usr/include/h', '/usr/lib/', '/usr/lib/pkgconfig/', '/usr/lib/pkgconfig/x.pc']],
  ['one domain carries all orphans', { include: ['runtime'] }, ['/etc/', '/etc/conf', '/hollow/', '/usr/', '/usr/bin/', '/usr/bin/p', '/usr/lib/', '/usr/lib/l', '/usr/lib/pkgconfig/']],
  ['what is excluded goes, whatever else it belongs to', { include: ['runtime', 'devel'], exclude: ['both'], includeOrphans: false }, ['/usr/', '/usr/bin/', '/usr/include/', '/usr/lib/', '/usr/lib/pkgconfig/', '/usr/lib/pkgconfig/x.pc']],
  ['folders that are orphans stay empty', { exclude: ['devel', 'runtime'] }, ['/etc/', '/etc/conf', '/hollow/', '/usr/', '/usr/lib/', '/usr/lib/l', '/usr/lib/pkgconfig/']],
  ['domains that are not there or hold nothing', { include: ['none', 'unknown'], exclude: ['unheard'], includeOrphans: false }, []],
])('takes %s', (_title, selection, expected) => { expect(taken(selection)).toEqual(expected) })

test('knows when nothing is selected away', () => {
  expect(selectsAll(ALL)).toBe(true)
  for (const some of [{ include: ['a'] }, { exclude: ['a'] }, { includeOrphans: false }]) expect(selectsAll({ ...ALL, ...some })).toBe(false)
})

test('a directory that is named comes without its content', () => {
  expect(shown(keepPaths(TREE, new Set(['/usr/bin'])))).toEqual(['/usr/', '/usr/bin/'])
  expect(keepPaths(TREE, new Set()).entries.size).toBe(0)
})
