/** The file of a page: whatever the data says stays data. */
import { createHash } from 'node:crypto'
import type { PageData } from '../../page/data.ts'
import { jsonText, pageHtml } from './html.ts'

const HOSTILE = '</script><img src=x onerror=alert(1)> <!-- <script> ]]> & " \' \u2028\u2029 \ud800 \0 \r\n'
const DATA: PageData = { kind: 'audit', title: HOSTILE, subtitle: HOSTILE, facts: [[HOSTILE, HOSTILE]], systems: [], strata: [], chunks: [], files: [{ side: 'project', path: HOSTILE, text: HOSTILE }], diagnostics: [], changes: [], topics: {} }
const PARTS = { script: 'document.title = "ü"', style: 'p { color: red }' }
const html = pageHtml(DATA, PARTS)

test('data comes back as it was, and nothing of it begins a tag', () => {
  const [, json = ''] = /<script type="application\/json" id="data">(.*?)<\/script>/s.exec(html) ?? []
  expect(JSON.parse(json)).toEqual(DATA)
  expect(json).not.toMatch(/[<\u2028\u2029]/)
  expect(html.match(/<script/g)).toHaveLength(2)
  expect(html).not.toContain('<img')
  expect(jsonText('<a>')).toBe('"\\u003ca>"')
})

test('the policy names the one script and the one style by their hashes, and allows no server', () => {
  const hash = (text: string): string => createHash('sha256').update(text).digest('base64')
  const [, policy] = /Content-Security-Policy" content="([^"]*)"/.exec(html) ?? []
  expect(policy).toBe(`default-src 'none'; script-src 'sha256-${hash(PARTS.script)}'; style-src 'sha256-${hash(PARTS.style)}'; img-src data:; base-uri 'none'; form-action 'none'`)
  expect(html).toContain(`<script>${PARTS.script}</script>`)
  expect(html).toContain(`<style>${PARTS.style}</style>`)
})

test('it can be read on a phone, in light and dark, and says who it is without scripts', () => {
  expect(html.startsWith('<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n')).toBe(true)
  expect(html).toContain('<meta name="viewport" content="width=device-width, initial-scale=1">')
  expect(html).toContain('<meta name="color-scheme" content="light dark">')
  expect(html).toContain('<body>\n<div id="app"></div>\n<noscript><p>This page shows &lt;/script&gt;&lt;img')
})

test.each(['a</script>', 'a</STYLE>', '<!-- <script', 'a\r'])('a program that could not stand in a page is our own fault: %j', (script) => {
  expect(() => pageHtml(DATA, { ...PARTS, script })).toThrow('the script of the page')
})
