/** Small git repositories to read from, alone with their own settings. */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const SETTINGS = [
  'user.name=Ada', 'user.email=ada@example.com', 'init.defaultBranch=main', 'tag.gpgSign=false', 'commit.gpgSign=false', 'protocol.file.allow=always',
  'core.autocrlf=false', 'gc.auto=0', 'core.excludesFile=/dev/null',
].flatMap((setting) => ['-c', setting])

const ENVIRONMENT = {
  PATH: process.env['PATH'], HOME: '/nonexistent', GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_AUTHOR_DATE: '2020-01-02T03:04:05Z', GIT_COMMITTER_DATE: '2020-01-02T03:04:05Z',
}

/** Runs git in a folder; gives what it says, trimmed. */
export function gitIn(folder: string, ...words: readonly string[]): string {
  return execFileSync('git', [...SETTINGS, '-C', folder, ...words], { encoding: 'utf8', env: ENVIRONMENT, stdio: ['ignore', 'pipe', 'pipe'] }).trim()
}

/** Writes files, which may be in new folders. */
export function writeAll(folder: string, files: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), content)
  }
}

/** Commits everything that lies in a work tree, which becomes a repository if it is none; the id. */
export function commitAll(folder: string, message = 'm'): string {
  gitIn(folder, 'init', '-q', '--template=')
  gitIn(folder, 'add', '-A', '-f')
  gitIn(folder, 'commit', '-q', '--allow-empty', '-m', message)
  return gitIn(folder, 'rev-parse', 'HEAD')
}

/** Everything below a folder with digests, modes and times of change: equal only if nobody wrote. */
export function stateOf(folder: string): Readonly<Record<string, string>> {
  const state: Record<string, string> = {}
  const walk = (place: Buffer, path: string): void => {
    const stat = lstatSync(place, { bigint: true })
    const content = stat.isSymbolicLink() ? readlinkSync(place) : stat.isFile() ? createHash('sha256').update(readFileSync(place)).digest('hex') : ''
    state[path] = `${stat.mode} ${stat.mtimeNs} ${stat.ctimeNs} ${stat.ino} ${content}`
    if (!stat.isDirectory()) return
    for (const name of readdirSync(place, { encoding: 'buffer' })) walk(Buffer.concat([place, Buffer.from('/'), name]), `${path}/${name.toString('latin1')}`)
  }
  walk(Buffer.from(folder), '')
  return state
}
