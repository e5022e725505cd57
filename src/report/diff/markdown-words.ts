/** Words of definitions in Markdown that is shown to people on a forge: nothing in them is markup, mentions a person or links. */
import { visibleText } from '../../diagnostics/visible-text.ts'
import { code } from '../markdown.ts'

/** One word of the definitions takes no more than this. */
const LONGEST = 300
/** Letters and marks that mean nothing to Markdown, GitLab and GitHub. */
const HARMLESS = /^[\p{L}\p{N}.,;'()?→…−-]*$/u
/** What GitHub and GitLab link without any mark: hosts, commits, issues. */
const LINKED = /\.\p{L}|^(?=.*\d)[0-9a-f]{7,64}$|^GH-\d/iu
const HEADS = new Set('(\'"')
const TAILS = new Set('.,;:)\'"?!')

/** A name, path or value as code, shortened where it is very long. */
export function codeWords(words: string): string {
  return code(words.length > LONGEST ? `${words.slice(0, LONGEST)}…` : words)
}

/** A sentence: what stands in quotes or backticks, and every word that could mean something, becomes code. */
export function safeProse(sentence: string): string {
  return visibleText(sentence).split(/(`[^`]+`|"(?:[^"\\]|\\.)*")/).map((part, index) => (index % 2 === 0 ? safeWords(part) : codeWords(part.slice(1, -1))))
    // Backticks that touch would be one mark.
    .reduce((text, part) => (text.endsWith('`') && part.startsWith('`') ? `${text} ${part}` : text + part), '')
}

function safeWords(text: string): string {
  return text.split(/(\s+)/).map((word, index) => {
    if (index % 2 === 1) return word
    let [start, end] = [0, word.length]
    while (start < end && HEADS.has(word.charAt(start))) start++
    while (end > start && TAILS.has(word.charAt(end - 1))) end--
    const body = word.slice(start, end)
    return HARMLESS.test(body) && !LINKED.test(body) ? word : `${word.slice(0, start)}${codeWords(body)}${word.slice(end)}`
  }).join('')
}
