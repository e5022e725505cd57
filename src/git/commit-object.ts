/** What a commit object says, byte by byte: whoever repeats it must lose nothing. Knows no process. */

/** A commit as it is stored, but for what signs it. Texts hold one character for each byte (latin1). */
export interface CommitObject {
  readonly tree: string
  readonly parents: readonly string[]
  /** `name <address> seconds zone`. */
  readonly author: string
  readonly committer: string
  /** What the message is said to be encoded in; UTF-8 where nothing is said. */
  readonly encoding: string | undefined
  readonly message: string
}

/** Reads the bytes of a commit object. Signatures, merged tags and other headers are left out: they hold for that one object. */
export function readCommit(bytes: Buffer): CommitObject {
  const text = bytes.toString('latin1')
  const end = text.indexOf('\n\n')
  // A line that begins with a blank goes on with the header before it, a signature for one.
  const lines = (end === -1 ? text : text.slice(0, end)).split('\n').filter((line) => !line.startsWith(' '))
  const all = (name: string): readonly string[] => lines.filter((line) => line.startsWith(`${name} `)).map((line) => line.slice(name.length + 1))
  return {
    tree: all('tree')[0] ?? '', parents: all('parent'), author: all('author')[0] ?? '', committer: all('committer')[0] ?? '',
    encoding: all('encoding')[0], message: end === -1 ? '' : text.slice(end + 2),
  }
}

/** Seconds since 1970 that an author or committer line says; 0 where it says nothing that can be read. */
export function secondsOf(person: string): number {
  return Number(/> (\d+) [+-]\d+$/.exec(person)?.[1] ?? 0)
}

/** A name or address as a person reads it. */
export function shownText(text: string): string {
  return Buffer.from(text, 'latin1').toString()
}

/** A line that git takes for a person and a time: that one, or the nearest to one that git's own writers never made. */
export function soundPerson(person: string): string {
  if (/^(?:[^<>\n\0]* )?<[^<>\n\0]*> \d{1,18} [+-]\d{1,4}$/.test(person)) return person
  const [, name = '', address = '', rest = ''] = /^([^<]*)<?([^>]*)>?(.*)$/s.exec(person) ?? []
  const plain = (words: string): string => words.replace(/[<>\n\0]/g, '').trim()
  const [, seconds = '0', zone = '+0000'] = /(\d{1,18})(?: ([+-]\d{4}))?\s*$/.exec(rest) ?? []
  return `${plain(name)}${plain(name) === '' ? '' : ' '}<${plain(address)}> ${seconds} ${zone}`
}
