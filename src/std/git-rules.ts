/**
 * What git may be asked, in which surroundings, and what its answers mean. Runs nothing; those who do run git take its
 * settings from here, so that no URL, repository or habit of the user makes it run another program.
 */
import process from 'node:process'

/** Environment of every call: no questions to a terminal, no transports that run programs. */
export const GIT_SETTINGS: Readonly<Record<string, string>> = {
  GIT_TERMINAL_PROMPT: '0', GIT_ASKPASS: 'true', SSH_ASKPASS: 'true', GIT_ALLOW_PROTOCOL: 'file:git:http:https:ssh', LC_ALL: 'C',
}

/** Transports that fetch and do nothing else, with hosts that cannot be taken for options. */
export function isSafeGitUrl(url: string): boolean {
  return /^(?:https?|git|ssh|file):\/\/(?!-)[^\s]*$/.test(url) && !/^[a-z]+:\/\/[^/]*@-/.test(url) || isPath(url)
}

/** Whether a URL names a repository of this machine. */
export function isLocalGitUrl(url: string): boolean {
  return url.startsWith('file://') || isPath(url)
}

function isPath(url: string): boolean {
  return /^\/[^\n]*$/.test(url)
}

/** What git needs of our surroundings; simple-git refuses to run with others, such as EDITOR. */
export function gitSurroundings(): NodeJS.ProcessEnv {
  const names = ['PATH', 'HOME', 'USER', 'TMPDIR', 'SSH_AUTH_SOCK', 'http_proxy', 'https_proxy', 'HTTPS_PROXY', 'all_proxy', 'no_proxy', 'NO_PROXY', 'SSL_CERT_FILE']
  return Object.fromEntries(names.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])))
}

/** What `git ls-remote` says: `refs/...` → commit; of an annotated tag the commit behind it. */
export function readListing(text: string): ReadonlyMap<string, string> {
  const refs = new Map<string, string>()
  for (const line of text.split('\n')) {
    const [, commit, name, peeled] = /^([0-9a-f]{40})\t(\S+?)(\^\{\})?$/.exec(line) ?? []
    if (commit !== undefined && name !== undefined && (peeled !== undefined || !refs.has(name))) refs.set(name, commit)
  }
  return refs
}

/** The commit of a short name, as git itself reads it: tags before branches. */
export function commitOfRef(ref: string, refs: ReadonlyMap<string, string>): string | undefined {
  return refs.get(ref) ?? refs.get(`refs/${ref}`) ?? refs.get(`refs/tags/${ref}`) ?? refs.get(`refs/heads/${ref}`)
}

/** The one line of what git said that tells why it failed. */
export function gitFault(error: unknown): string {
  const words = error instanceof Error ? error.message : String(error)
  const lines = words.split('\n').map((line) => line.trim()).filter((line) => line !== '')
  const told = lines.find((line) => line.startsWith('fatal:')) ?? lines[0] ?? 'git failed'
  return told.replace(/^fatal: /, '')
}
