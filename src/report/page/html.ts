/** A page's data and its program → one HTML file that holds everything, runs nothing else, and asks no server. */
import { createHash } from 'node:crypto'
import type { PageData } from '../../page/data.ts'
import { InternalError } from '../../std/internal-error.ts'

/** The program of the page as text. */
export interface PageParts {
  readonly script: string
  readonly style: string
}

/**
 * The text of the file. Whatever the data says stays data: the browser may run the one script and apply the one style whose
 * hashes are named, and nothing in the data can end the element that holds it.
 */
export function pageHtml(data: PageData, { script, style }: PageParts): string {
  const policy = `default-src 'none'; script-src ${hashOf(script)}; style-src ${hashOf(style)}; img-src data:; base-uri 'none'; form-action 'none'`
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="morph2bst">
<title>${escaped(`${data.title}: ${data.subtitle}`)}</title>
<style>${inline(style, 'style')}</style>
</head>
<body>
<div id="app"></div>
<noscript><p>This page shows ${escaped(data.title)} with a script that it holds itself. Allow scripts to read it.</p></noscript>
<script type="application/json" id="data">${jsonText(data)}</script>
<script>${inline(script, 'script')}</script>
</body>
</html>
`
}

/** JSON that can stand in a script element: without a character that could begin a tag, or end a line to a script. */
export function jsonText(value: unknown): string {
  return JSON.stringify(value).replace(/[<\u2028\u2029]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`
}

/** Our own text as the content of an element; the bundler sees to it that it does not end the element, and that browsers read it as it is. */
function inline(text: string, element: 'script' | 'style'): string {
  if (/<\/(?:script|style)|<!--[^]*<script|[\0\r]/i.test(text)) throw new InternalError(`the ${element} of the page cannot stand in the page`)
  return text
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[character] ?? '&quot;')
}
