/** The list of a command line: `gnome,linux-image-cloud-amd64` → words, or what is wrong with it. */
import { arch } from 'node:os'
import { Refused } from './failure.ts'
import { PRESET_NAMES } from './presets.ts'

/** Names as Debian's policy has them, perhaps with a version; a dash at the end would mean "remove" to apt. */
const PACKAGE = /^[a-z0-9][a-z0-9+.-]*[a-z0-9+.](=[A-Za-z0-9.+:~-]+)?$/

/** The words, each once, in the order given. Throws {@link Refused} for what can be no package. */
export function readWords(list: string): readonly string[] {
  const words = list.split(',').map((word) => word.trim()).filter((word) => word !== '')
  const hint = `expected names of packages and sets, such as gnome,linux-image-cloud-amd64; sets are ${PRESET_NAMES.join(', ')}`
  if (words.length === 0) throw new Refused('request', 'the list of packages is empty', { hint })
  const odd = words.find((word) => !PACKAGE.test(word))
  if (odd !== undefined) throw new Refused('request', `"${odd}" is no name of a package`, { hint })
  return [...new Set(words)]
}

/** Whether a word can be a suite or a machine: it becomes part of paths. */
export function checkName(kind: 'suite' | 'machine', word: string): void {
  if (/^[a-z0-9][a-z0-9.+-]*$/.test(word)) return
  throw new Refused('request', `"${word}" is no ${kind}`, { hint: kind === 'suite' ? 'name one of Debian, such as bookworm' : 'name one of Debian, such as amd64 or arm64' })
}

/** Node's name of a machine → Debian's, where they differ. */
const MACHINES: Readonly<Record<string, string>> = { x64: 'amd64', ia32: 'i386', arm: 'armhf', ppc64: 'ppc64el', mips64el: 'mips64el' }

/** This machine as Debian calls it. */
export function hostMachine(): string {
  return MACHINES[arch()] ?? arch()
}
