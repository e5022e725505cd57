/** What `git diff --raw -z --numstat -p` prints → the patch and its files. */
import type { Patch, PatchFile } from '../ir/difference.ts'
import { InternalError } from '../std/internal-error.ts'

type Names = Pick<PatchFile, 'from' | 'to'>

/** Reads the three parts: a record for each file with its names, one with its lines, and the diff itself. */
export function readPatch(printed: string): Patch {
  const words = new Words(printed)
  const names: Names[] = []
  for (let head = words.peek(); head.startsWith(':'); head = words.peek()) names.push(readNames(words.next(), words))
  const counts = names.map(() => readCounts(words.next(), words))
  if (words.peek() === '') words.next()
  const text = words.rest()
  // Lines end in a line feed and nothing else; a regular expression would let them end elsewhere too.
  const parts = text === '' ? [] : text.split('\ndiff --git ').map((part, index, all) => `${index ? 'diff --git ' : ''}${part}${index < all.length - 1 ? '\n' : ''}`)
  if (parts.length !== names.length) throw new InternalError(`git told of ${names.length} files and printed ${parts.length}`)
  return { text, files: names.map((name, index) => ({ ...name, ...counts[index] ?? { binary: false, added: 0, removed: 0 }, text: parts[index] ?? '' })) }
}

/** `:MODE MODE ID ID STATUS`, then one name or two. */
function readNames(head: string, words: Words): Names {
  const status = head.split(' ').at(-1) ?? ''
  const first = words.next()
  if (/^[RC]/.test(status)) return { from: first, to: words.next() }
  return { from: status === 'A' ? undefined : first, to: status === 'D' ? undefined : first }
}

/** `ADDED REMOVED NAME` with tabs between; of a renamed file no name, but two behind it. */
function readCounts(record: string, words: Words): Pick<PatchFile, 'binary' | 'added' | 'removed'> {
  const [added = '', removed = '', name] = record.split('\t')
  if (name === '') {
    words.next()
    words.next()
  }
  return added === '-' ? { binary: true, added: 0, removed: 0 } : { binary: false, added: Number(added), removed: Number(removed) }
}

/** Words that end in NUL, and what is behind them. */
class Words {
  private at = 0

  constructor(private readonly text: string) {}

  peek(): string {
    const end = this.text.indexOf('\0', this.at)
    return end === -1 ? '-' : this.text.slice(this.at, end)
  }

  next(): string {
    const word = this.peek()
    this.at += word.length + 1
    return word
  }

  rest(): string {
    return this.text.slice(this.at)
  }
}
