import { chooseSources, type HostIndex } from './sources.ts'

const index = (uri: string, release: string, more: Partial<HostIndex> = {}): HostIndex => ({ uri, release, codename: release, component: 'main', origin: 'Debian', ...more })
const HOST = [
  index('mirror/debian/', 'bookworm'), index('mirror/debian/', 'bookworm-updates'), index('mirror/security/', 'bookworm-security'),
  index('mirror/debian/', 'bookworm-backports'), index('mirror/debian/', 'bookworm', { component: 'contrib' }), index('other/', 'nodistro', { origin: '. nodistro' }),
]

test('takes the archives of the host with their additions, and no backports', () => {
  expect(chooseSources('bookworm', [], HOST, 'bookworm')).toEqual([
    { uri: 'mirror/debian/', suite: 'bookworm' }, { uri: 'mirror/debian/', suite: 'bookworm-updates' }, { uri: 'mirror/security/', suite: 'bookworm-security' },
  ])
})

test('asks the same archives for another suite', () => {
  expect(chooseSources('trixie', [], HOST, 'bookworm').map(({ suite }) => suite)).toEqual(['trixie', 'trixie-updates', 'trixie-security'])
  expect(chooseSources('sid', [], HOST, 'bookworm')).toEqual([{ uri: 'mirror/debian/', suite: 'sid' }])
})

test('knows a suite by its codename', () => {
  const named = [index('mirror/', 'stable', { codename: 'bookworm' }), index('mirror/', 'testing', { codename: 'trixie' })]
  expect(chooseSources('bookworm', [], named, undefined)).toEqual([{ uri: 'mirror/', suite: 'stable' }])
})

test('knows archives that were never fetched by the name of the suite', () => {
  const unread = [index('mirror/', 'bookworm', { origin: '', codename: '' }), index('else/', 'cloud-bookworm', { origin: '', codename: '' })]
  expect(chooseSources('bookworm', [], unread, 'bookworm')).toEqual([{ uri: 'mirror/', suite: 'bookworm' }])
})

test('takes the archives that are named instead', () => {
  expect(chooseSources('bookworm', ['https://a.example/debian', 'https://a.example/sec bookworm-security'], HOST, 'bookworm')).toEqual([
    { uri: 'https://a.example/debian/', suite: 'bookworm' }, { uri: 'https://a.example/sec/', suite: 'bookworm-security' },
  ])
  expect(() => chooseSources('bookworm', ['nonsense'], HOST, 'bookworm')).toThrow('"nonsense" is no archive')
})

test('says so where no archive is Debian\'s', () => {
  expect(() => chooseSources('bookworm', [], [index('other/', 'jammy', { origin: 'Ubuntu' })], undefined)).toThrow('configured for no archive of Debian')
})
