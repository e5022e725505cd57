/** Commands that need root, which no BuildStream sandbox gives: found, and rewritten where that is safe (BD §11; conversion design, §2). */

/** Why a command cannot do under BuildStream what it did under Baserock. */
export interface RootNeed {
  readonly why: 'owner' | 'setuid' | 'device' | 'capability' | 'identity' | 'mount'
  /** The words at fault. */
  readonly words: string
  /** Nothing is lost by leaving the words out, because everything belongs to root anyway. */
  readonly harmless: boolean
}

const ROOT = String.raw`["']?(?:root|0)["']?`
const PATTERNS: readonly { readonly why: RootNeed['why']; readonly pattern: RegExp; readonly harmless: boolean }[] = [
  { why: 'owner', harmless: true, pattern: new RegExp(String.raw`\binstall\b[^\n;|&]*?\s-(?:o|g|-owner=|-group=)\s*${ROOT}(?=\s)[^\n;|&]*`, 'g') },
  { why: 'owner', harmless: true, pattern: new RegExp(String.raw`\bch(?:own|grp)\b(?:\s+-\S+)*\s+${ROOT}(?:[:.]${ROOT})?\s[^\n;|&]*`, 'g') },
  { why: 'owner', harmless: false, pattern: /\bch(?:own|grp)\b[^\n;|&]*/g },
  { why: 'owner', harmless: false, pattern: /\binstall\b[^\n;|&]*?\s(?:-[og]|--owner|--group)[^\n;|&]*/g },
  { why: 'setuid', harmless: false, pattern: /\bchmod\b(?:\s+-\S+)*\s+(?:0?[2-7][0-7]{3}|[ugoa]*\+[rwxX]*[st][rwxXst]*)\b[^\n;|&]*/g },
  { why: 'setuid', harmless: false, pattern: /\binstall\b[^\n;|&]*?\s(?:-m\s*|--mode=)0?[2-7][0-7]{3}\b[^\n;|&]*/g },
  { why: 'device', harmless: false, pattern: /\bmknod\b[^\n;|&]*/g },
  { why: 'capability', harmless: false, pattern: /\bsetcap\b[^\n;|&]*/g },
  { why: 'identity', harmless: false, pattern: /(?:^|[\s;&|(])(?:sudo|su|chroot)\s[^\n;|&]*/g },
  { why: 'mount', harmless: false, pattern: /(?:^|[\s;&|(])(?:mount|umount|losetup)\s[^\n;|&]*/g },
]

/** Words without which no pattern can match; nearly all commands have none. */
const CANDIDATE = /\bch(?:own|grp|mod|root)\b|\bmknod\b|\bsetcap\b|\bsu(?:do)?\s|mount\s|\blosetup\s|\binstall\b[^\n]*\s-/

/** What of a command needs root; each stretch of text once, the first pattern that matches deciding. */
export function rootNeeds(command: string): readonly RootNeed[] {
  if (!CANDIDATE.test(command)) return []
  const code = command.split('\n').map((line) => (/^\s*#/.test(line) ? ' '.repeat(line.length) : line)).join('\n')
  const taken: [number, number][] = []
  const found: { readonly at: number; readonly need: RootNeed }[] = []
  for (const { why, pattern, harmless } of PATTERNS) {
    for (const match of code.matchAll(pattern)) {
      const [from, to] = [match.index, match.index + match[0].length]
      if (taken.some(([start, end]) => from < end && to > start)) continue
      taken.push([from, to])
      found.push({ at: from, need: { why, words: match[0].trim(), harmless } })
    }
  }
  return found.sort((a, b) => a.at - b.at).map((entry) => entry.need)
}

/** The command without what is harmless to leave out: `-o root -g root` of install, `chown root:root`. */
export function withoutRoot(command: string): string {
  const owner = new RegExp(String.raw`\s(?:-[og]\s*|--(?:owner|group)=)${ROOT}(?=\s)`, 'g')
  const chown = new RegExp(String.raw`(^|[;&|]\s*|\n\s*)ch(?:own|grp)\b(?:\s+-\S+)*\s+${ROOT}(?:[:.]${ROOT})?\s+[^\n;|&]*`, 'g')
  return command
    .replace(/\binstall\b[^\n;|&]*/g, (words) => words.replace(owner, ''))
    .replace(chown, (_, before: string) => `${before}:`)
}
