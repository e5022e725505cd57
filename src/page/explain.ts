/** The pages of `explain` as elements: headings, paragraphs, lists, code. A small part of Markdown, all as text. */
import { h } from './dom.ts'

/** A block of a page. */
export type Block =
  | { readonly kind: 'heading' | 'paragraph' | 'code'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }

/** Splits a page into blocks. */
export function blocksOf(page: string): readonly Block[] {
  const blocks: Block[] = []
  const fences = page.trim().split(/^```.*\n?/m)
  fences.forEach((part, index) => {
    if (index % 2 === 1) {
      blocks.push({ kind: 'code', text: part.replace(/\n$/, '') })
      return
    }
    for (const text of part.split(/\n\s*\n/).map((one) => one.replace(/^\n+|\s+$/g, '')).filter((one) => one !== '')) {
      if (/^#+ /.test(text)) blocks.push({ kind: 'heading', text: text.replace(/^#+ /, '') })
      else if (/^ {4}/.test(text)) blocks.push({ kind: 'code', text: text.replace(/^ {4}/gm, '') })
      else if (/^[-*] /.test(text)) blocks.push({ kind: 'list', items: text.split(/\n(?=[-*] )/).map((item) => item.replace(/^[-*] /, '').replace(/\n\s*/g, ' ')) })
      else blocks.push({ kind: 'paragraph', text: text.replace(/\n\s*/g, ' ') })
    }
  })
  return blocks
}

/** A page as an element. */
export function explained(page: string): HTMLElement {
  return h('div', { class: 'page' }, blocksOf(page).map((block) => {
    switch (block.kind) {
      case 'heading': return h('h4', {}, spans(block.text))
      case 'code': return h('pre', {}, block.text)
      case 'list': return h('ul', {}, block.items.map((item) => h('li', {}, spans(item))))
      case 'paragraph': return h('p', {}, spans(block.text))
    }
  }))
}

/** Words between backquotes are code, between two stars bold; a link is its words. */
export function spans(text: string): readonly (string | HTMLElement)[] {
  return text.replace(/\[([^\]]+)\]\([^)]*\)/g, '$1').split(/(`[^`]+`|\*\*[^*]+\*\*)/).filter((part) => part !== '').map((part) => {
    if (part.startsWith('`') && part.length > 2) return h('code', {}, part.slice(1, -1))
    return part.startsWith('**') && part.length > 4 ? h('strong', {}, part.slice(2, -2)) : part
  })
}
