import { Collector } from '../diagnostics/collector.ts'
import { SourceUrls } from './source.ts'

const at = { file: 'f', start: 0, end: 0 }

test.each([
  ['upstream:glib', 'upstream:glib', { upstream: 'git://git.baserock.org/delta/' }],
  ['git://git.example.org/a/b', 'git.example.org:a/b', { 'git.example.org': 'git://git.example.org/' }],
  ['https://example.org/a', 'example.org:a.git', { 'example.org': 'https://example.org/' }],
  ['git@example.org:a/b.git', 'example.org:a/b.git', { 'example.org': 'ssh://git@example.org/' }],
  ['/srv/a', 'local:srv/a', { local: '/' }],
  ['git://github.com/x/y', 'github:x/y', { github: 'git://github.com/' }],
  ['file:///srv/a', 'local:srv/a', { local: 'file:///' }],
  ['mine:a', 'mine:a', { mine: 'https://mine.example/' }],
])('%s', (repo, url, aliases) => {
  const urls = new SourceUrls(new Map([['mine', 'https://mine.example/']]), new Collector())
  expect(urls.aliased({ value: repo, at })).toBe(url)
  expect(Object.fromEntries(urls.aliases())).toEqual(aliases)
})

test('one host by two schemes has two aliases', () => {
  const urls = new SourceUrls(new Map(), new Collector())
  expect([urls.aliased({ value: 'git://h.org/a', at }), urls.aliased({ value: 'https://h.org/a.git', at }), urls.aliased({ value: 'git://h.org/b', at })])
    .toEqual(['h.org:a', 'h.org-2:a.git', 'h.org:b'])
})

test('unknown aliases and dangerous URLs are said', () => {
  const collector = new Collector()
  const urls = new SourceUrls(new Map(), collector)
  urls.aliased({ value: 'nobody:a', at })
  urls.aliased({ value: 'ext::sh -c id', at })
  urls.aliased({ value: 'ssh://-oProxyCommand=x/a', at })
  expect(collector.list().map((said) => said.code)).toEqual(expect.arrayContaining(['convert/unknown-alias', 'convert/dangerous-url']))
  expect(urls.aliases().get('nobody')).toBe('ssh://nobody.invalid/')
})
