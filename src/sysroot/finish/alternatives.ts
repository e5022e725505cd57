/**
 * `update-alternatives --install` as packages' scripts have it: which program is meant by awk, cc, yacc. Read out of the
 * scripts where that can be done without running them. Knows no disk.
 */

/** One link that the system of alternatives would make. */
export interface Alternative {
  /** Such as /usr/bin/awk. */
  readonly link: string
  /** Its name below /etc/alternatives. */
  readonly name: string
  /** Such as /usr/bin/gawk. */
  readonly path: string
  readonly priority: number
  /** Of another one: it follows that one's choice. */
  readonly slaves: readonly { readonly link: string; readonly name: string; readonly path: string }[]
}

/** The alternatives of a script. Words with variables that the script does not set to a plain text are passed over. */
export function readAlternatives(script: string): readonly Alternative[] {
  const variables = new Map<string, string>()
  return script.replace(/\\\n/g, ' ').split('\n').flatMap((line) => {
    const [, name, value] = /^\s*([A-Za-z_]\w*)=["']?([^"'$`\s;]*)["']?\s*$/.exec(line) ?? []
    if (name !== undefined && value !== undefined) variables.set(name, value)
    const command = /^\s*(?:\S+\s*(?:\|\||&&)\s*)?update-alternatives\s(.*)$/.exec(line)?.[1]
    const read = command === undefined ? undefined : readCommand(wordsOf(command, variables))
    return read ? [read] : []
  })
}

/** What is chosen for each name: the highest priority, the first of equals. */
export function chooseAlternatives(all: readonly Alternative[]): readonly Alternative[] {
  const chosen = new Map<string, Alternative>()
  for (const one of all) {
    const before = chosen.get(one.name)
    if (!before || one.priority > before.priority) chosen.set(one.name, one)
  }
  return [...chosen.values()]
}

/** Words up to a comment or the next command; a word that cannot be known is nothing. */
function wordsOf(command: string, variables: ReadonlyMap<string, string>): readonly (string | undefined)[] {
  const words = command.replace(/\s#.*$/, '').replace(/(?:\|\||&&|;|>|\bthen\b).*$/, '').trim().split(/\s+/)
  return words.map((word) => {
    const plain = word.replace(/["']/g, '').replace(/\$(?:\{(\w+)\}|(\w+))/g, (all, braced: string | undefined, bare: string | undefined) => variables.get(braced ?? bare ?? '') ?? all)
    return /[$`*?]/.test(plain) ? undefined : plain
  })
}

function readCommand(words: readonly (string | undefined)[]): Alternative | undefined {
  const at = words.indexOf('--install')
  if (at === -1) return undefined
  const [link, name, path, priority] = words.slice(at + 1, at + 5)
  if (link === undefined || name === undefined || path === undefined || priority === undefined || !/^-?\d+$/.test(priority)) return undefined
  const slaves: Alternative['slaves'][number][] = []
  for (let index = words.indexOf('--slave', at); index !== -1; index = words.indexOf('--slave', index + 1)) {
    const [slaveLink, slaveName, slavePath] = words.slice(index + 1, index + 4)
    if (slaveLink !== undefined && slaveName !== undefined && slavePath !== undefined) slaves.push({ link: slaveLink, name: slaveName, path: slavePath })
  }
  return { link, name, path, priority: Number(priority), slaves }
}
