/** A file's lines with their colours, made when the file is first shown. */
import hljs from 'highlight.js/lib/core'
import bash from 'highlight.js/lib/languages/bash'
import diff from 'highlight.js/lib/languages/diff'
import yaml from 'highlight.js/lib/languages/yaml'
import type { Model } from '../model.ts'
import { tokenLines, type Token } from './tokens.ts'

hljs.registerLanguage('bash', bash)
hljs.registerLanguage('diff', diff)
hljs.registerLanguage('yaml', yaml)

/** Beyond so many characters a file stays plain: colours would take longer than a person waits. */
const MOST = 400_000

const known = new WeakMap<Model, Map<number, readonly (readonly Token[])[]>>()

/** The lines of a file; a last empty one is left out. Nothing for a file without text. */
export function linesOfFile(model: Model, file: number): readonly (readonly Token[])[] {
  const files = known.get(model) ?? new Map<number, readonly (readonly Token[])[]>()
  known.set(model, files)
  let lines = files.get(file)
  if (!lines) {
    const { path = '', text = '' } = model.data.files[file] ?? {}
    lines = tokensOfText(path, text.replace(/\n$/, ''))
    files.set(file, lines)
  }
  return lines
}

/** Text of a file that is called `path`, as lines. */
export function tokensOfText(path: string, text: string): readonly (readonly Token[])[] {
  const language = languageOf(path, text)
  if (language === undefined || text.length > MOST) return text.split('\n').map((line) => line === '' ? [] : [{ text: line, kind: '' }])
  return tokenLines(hljs.highlight(text, { language, ignoreIllegals: true }).value)
}

function languageOf(path: string, text: string): string | undefined {
  if (/\.(morph|bst|conf|ya?ml|refs)$|(^|\/)(DEFAULTS|VERSION)$/.test(path)) return 'yaml'
  if (/\.(diff|patch)$/.test(path)) return 'diff'
  if (/\.(sh|configure|write|check)$/.test(path) || /^#!.*\b(ba|da)?sh\b/.test(text)) return 'bash'
  return undefined
}
