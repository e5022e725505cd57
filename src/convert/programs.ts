/** Which programs a shell command runs, as far as its words tell. Knows no program but those of every shell. */

/** Words that are part of the shell's own language or come with any shell and coreutils. */
const EVERYWHERE: ReadonlySet<string> = new Set((
  'if then else elif fi for do done while until case esac in function select time exec eval set unset export local return exit true false test '
  + 'cd echo printf read shift trap wait umask type command : . [ [[ { } ! '
  + 'cat chmod chown chgrp cp cut date dirname basename find grep egrep fgrep head id install ln ls mkdir mknod mktemp mv rm rmdir sed sh bash sleep sort '
  + 'tail tar touch tr true uname uniq wc xargs env tee awk gawk od readlink realpath stat sync expr seq pwd yes'
).split(' '))

/** The programs of a command that do not come with every shell, each once, in order. */
export function programsOf(command: string): readonly string[] {
  const code = command.replace(/<<-?\s*(["']?)(\w+)\1[^\n]*\n[\s\S]*?\n\s*\2(?=\n|$)/g, '').replace(/^\s*#.*$/gm, '')
  const found = code.split(/\n|;|&&|\|\||\||\(|\)|`/).map(firstWord).filter((word): word is string => word !== undefined && !EVERYWHERE.has(word))
  return [...new Set(found)]
}

function firstWord(part: string): string | undefined {
  const words = part.trim().split(/\s+/)
  while (words.length && (/^(?:if|then|else|elif|do|while|until|!|exec|time|env)$/.test(words[0] ?? '') || /^[A-Za-z_]\w*=/.test(words[0] ?? ''))) words.shift()
  const word = words[0]?.replace(/^["']|["']$/g, '')
  return word !== undefined && /^[\w./+-]+$/.test(word) && !/^-/.test(word) ? word.replace(/^.*\//, '') || undefined : undefined
}
