/**
 * What git may be asked, in which surroundings, and what its answers mean. Runs nothing; those who do run git take its
 * settings from here, so that no URL, repository or habit of the user makes it run another program.
 */
import process from 'node:process'

/** Environment of every call: no questions to a terminal, no transports that run programs. */
export const GIT_SETTINGS: Readonly<Record<string, string>> = {
  GIT_TERMINAL_PROMPT: '0', GIT_ASKPASS: 'true', SSH_ASKPASS: 'true', GIT_ALLOW_PROTOCOL: 'file:git:http:https:ssh', LC_ALL: 'C',
}

/** Git's settings above all others, whoever wrote them: nothing but git is run, and files are their bytes. For `-c`, one each. */
export const GIT_ABOVE_ALL: readonly string[] = [
  'core.hooksPath=/dev/null', 'core.fsmonitor=false', 'core.attributesFile=/dev/null', 'core.autocrlf=false', 'core.symlinks=true',
  'core.fileMode=true', 'gc.auto=0', 'maintenance.auto=false', 'protocol.ext.allow=never',
]

/** Environment in which neither the user's nor the machine's settings count, nor anything that stands for other objects or means to fetch them. */
export const GIT_ALONE: Readonly<Record<string, string>> = {
  GIT_LITERAL_PATHSPECS: '1', GIT_NO_REPLACE_OBJECTS: '1', GIT_NO_LAZY_FETCH: '1', GIT_ATTR_NOSYSTEM: '1', GIT_ADVICE: '0',
}

/** The same for calls in which no setting of the user's or machine's may count. */
export const GIT_NO_SETTINGS: Readonly<Record<string, string>> = { GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null' }

/** No repository is found, wherever git is run. */
export const GIT_NO_REPOSITORY: Readonly<Record<string, string>> = { GIT_DIR: '/dev/null' }

/** What simple-git would else refuse to be told: all of it is set here, to values that run nothing. */
export const GIT_ALLOWED = {
  allowUnsafeAskPass: true, allowUnsafeConfigPaths: true, allowUnsafeHooksPath: true, allowUnsafeFsMonitor: true, allowUnsafeProtocolOverride: true, allowUnsafeTemplateDir: true, allowUnsafeConfigEnvCount: true,
} as const

/** A status other than 0 is a failure; simple-git's own rule asks for words on stderr too. */
export function gitStatusFault(error: Buffer | Error | undefined, { exitCode, stdErr }: { readonly exitCode: number; readonly stdErr: readonly Buffer[] }): Buffer | Error | undefined {
  return error ?? (exitCode === 0 ? undefined : Buffer.concat([Buffer.from(`git ended with status ${exitCode}\n`), ...stdErr]))
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

/** Where the person says which repositories git may trust, and where it may look for them; for finding a repository and nothing else. */
export function gitFindingSettings(): Readonly<Record<string, string>> {
  const names = Object.keys(process.env).filter((name) => /^(?:XDG_CONFIG_HOME|SUDO_UID|GIT_CONFIG_(?:GLOBAL|SYSTEM|NOSYSTEM|PARAMETERS)|GIT_CEILING_DIRECTORIES|GIT_DISCOVERY_ACROSS_FILESYSTEM)$/.test(name))
  return { ...Object.fromEntries(names.map((name) => [name, process.env[name] ?? ''])), ...countedSettings(process.env) }
}

/** Of the settings that GIT_CONFIG_COUNT counts, as jobs and containers set them, those of trust and of people: simple-git refuses to pass on many of the others. */
function countedSettings(environment: NodeJS.ProcessEnv): Readonly<Record<string, string>> {
  const count = Number(environment['GIT_CONFIG_COUNT'] ?? 0)
  const numbers = Number.isInteger(count) && count > 0 && count < 1000 ? [...Array(count).keys()] : []
  const wanted = numbers.map((number) => [environment[`GIT_CONFIG_KEY_${number}`] ?? '', environment[`GIT_CONFIG_VALUE_${number}`] ?? ''] as const)
    .filter(([key]) => /^(?:safe|user|author|committer)\./i.test(key))
  if (wanted.length === 0) return {}
  return Object.fromEntries([['GIT_CONFIG_COUNT', String(wanted.length)], ...wanted.flatMap(([key, value], index) => [[`GIT_CONFIG_KEY_${index}`, key], [`GIT_CONFIG_VALUE_${index}`, value]] as const)])
}
