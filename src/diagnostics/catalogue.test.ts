import { catalogue } from './catalogue.ts'
import type { Entry } from './catalogue/entry.ts'
import { CODES, isCode, renderPage, renderReference } from './render-page.ts'

/** Parameters of any row: a name in whose place a text, list or number may stand is all of them. */
const anything: unknown = new Proxy({}, {
  get: (_, name) => {
    if (/^(?:known|names|path|systems|missing|artifacts|firsts|programs|variables)$/.test(String(name))) return ['a', 'b']
    if (name === 'why') return 'owner'
    return /^(?:suggestion)$/.test(String(name)) ? undefined : 'words'
  },
})

describe.each(CODES)('%s', (code) => {
  const row = catalogue[code] as unknown as Entry<unknown>

  test('has words, and a page that says more than a line', () => {
    expect(code).toMatch(/^[a-z]+\/[a-z0-9-]+$/)
    expect(row.message(anything)).toMatch(/\S/)
    expect(row.hint?.(anything) ?? 'none').toMatch(/\S/)
    expect(row.page.trim().length).toBeGreaterThan(40)
    expect(row.message(anything)).not.toMatch(/undefined|\[object/)
  })

  test('is explained', () => {
    expect(renderPage(code)).toBe(`# ${code}\n\nSeverity: ${row.severity}\n\n${row.page.trim()}\n`)
    expect(renderReference()).toContain(`\n### ${code}\n\nSeverity: ${row.severity}\n\n${row.page.trim()}\n`)
  })
})

test('nothing else is a code', () => {
  expect(['toString', '', 'convert'].filter(isCode)).toEqual([])
})
