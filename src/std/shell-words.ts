/** A text as the words that a POSIX shell, or Python's `shlex.split`, takes it for. Nothing is expanded, and `#` begins no comment. */

/** The words of a text; nothing where a quote is not closed, or a backslash ends it. */
export function shellWords(text: string): readonly string[] | undefined {
  const words: string[] = []
  let word: string | undefined
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at)
    if (/[ \t\r\n]/.test(character)) {
      if (word !== undefined) words.push(word)
      word = undefined
      continue
    }
    const read = character === '\'' ? literal(text, at) : character === '"' ? quoted(text, at) : single(text, at)
    if (!read) return undefined
    word = (word ?? '') + read.value
    at = read.last
  }
  return word === undefined ? words : [...words, word]
}

/** What a part of a word stands for, and where it ends. */
interface Part {
  readonly value: string
  readonly last: number
}

/** Within single quotes everything stands for itself. */
function literal(text: string, start: number): Part | undefined {
  const last = text.indexOf('\'', start + 1)
  return last === -1 ? undefined : { value: text.slice(start + 1, last), last }
}

/** Within double quotes a backslash counts before a quote or another backslash only. */
function quoted(text: string, start: number): Part | undefined {
  let value = ''
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '"') return { value, last: at }
    if (text[at] === '\\' && (text[at + 1] === '"' || text[at + 1] === '\\')) at++
    value += text.charAt(at)
  }
  return undefined
}

function single(text: string, at: number): Part | undefined {
  if (text[at] !== '\\') return { value: text.charAt(at), last: at }
  return at + 1 < text.length ? { value: text.charAt(at + 1), last: at + 1 } : undefined
}
