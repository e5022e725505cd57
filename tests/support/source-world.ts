/** A place for sources to work in, and sources from settings as an element would have them. */
import { execFileSync } from 'node:child_process'
import { lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { SOURCE_KINDS } from '../../src/builder/sources/source-kinds.ts'
import type { Source, SourceWorld } from '../../src/builder/sources/source-kind.ts'
import { Collector } from '../../src/diagnostics/collector.ts'
import type { ConfNode } from '../../src/ir/conf.ts'

/** JSON that stands for settings. */
export type Json = string | readonly Json[] | { readonly [key: string]: Json }

/** A temporary folder with a project, a store and a place for downloads to come from. */
export class Place {
  readonly root = mkdtempSync(join(tmpdir(), 'morph2bst-sources-'))
  readonly log: string[] = []
  readonly aliases = new Map<string, string>([['here', `file://${this.root}/`]])
  readonly mirrors = new Map<string, readonly string[]>()

  constructor() {
    for (const name of ['project', 'store', 'work']) mkdirSync(join(this.root, name))
  }

  path(...parts: readonly string[]): string {
    return join(this.root, ...parts)
  }

  world(signal: AbortSignal = new AbortController().signal): SourceWorld {
    return {
      projectRoot: this.path('project'), aliases: this.aliases, mirrors: this.mirrors, folder: this.path('store'), work: this.path('work'),
      log: (line) => this.log.push(line), signal,
    }
  }

  /** The source of these settings, and what decoding says. */
  decode(kind: string, settings: Json, fatalWarnings: readonly string[] = []): { readonly source: Source | undefined; readonly messages: readonly string[] } {
    const collector = new Collector()
    const config = confOf(settings)
    if (config.kind !== 'map') throw new Error('not a map')
    const source = SOURCE_KINDS.get(kind)?.decode({ kind, directory: '', config, at: AT }, { aliases: this.aliases, fatalWarnings, collector })
    return { source, messages: collector.list().map(({ code, severity, message }) => `${severity}[${code}]: ${message}`) }
  }

  /** The source of settings that have to be right. */
  source(kind: string, settings: Json, fatalWarnings: readonly string[] = []): Source {
    const { source, messages } = this.decode(kind, settings, fatalWarnings)
    if (!source) throw new Error(messages.join('\n'))
    return source
  }

  /** Fetches and stages into a new folder; the tree, or the words of the failure. */
  async staged(source: Source): Promise<string | readonly string[]> {
    const fetched = await source.fetch(this.world())
    if (!fetched.ok) return fetched.failure.message
    const folder = mkdtempSync(this.path('staged-'))
    const result = await source.stage(this.world(), folder)
    return result.ok ? treeOf(folder) : result.failure.message
  }

  git(folder: string, ...words: readonly string[]): string {
    const settings = ['user.name=t', 'user.email=t@t', 'init.defaultBranch=main', 'tag.gpgSign=false', 'commit.gpgSign=false', 'protocol.file.allow=always', 'core.protectNTFS=false', 'core.protectHFS=false']
    return execFileSync('git', [...settings.flatMap((setting) => ['-c', setting]), '-C', this.path(folder), ...words], {
      encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' },
    }).trim()
  }

  /** Makes a repository with these files in one commit, which is given. */
  repository(name: string, files: Readonly<Record<string, string>>): string {
    mkdirSync(this.path(name))
    this.git(name, 'init', '-q')
    return this.commit(name, files)
  }

  /** Adds files as a commit, which is given. */
  commit(name: string, files: Readonly<Record<string, string>> = {}): string {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(this.path(name, path)), { recursive: true })
      writeFileSync(this.path(name, path), text)
    }
    this.git(name, 'add', '-A')
    this.git(name, 'commit', '-q', '--allow-empty', '-m', 'c')
    return this.git(name, 'rev-parse', 'HEAD')
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true })
  }
}

const AT = { file: 'elements/a.bst', start: 0, end: 1 }

function confOf(value: Json): ConfNode {
  if (typeof value === 'string') return { kind: 'scalar', text: value, at: AT }
  if (Array.isArray(value)) return { kind: 'list', items: (value as readonly Json[]).map(confOf), at: AT }
  return { kind: 'map', entries: new Map(Object.entries(value).map(([key, of]) => [key, { value: confOf(of), keyAt: AT }])), at: AT }
}

/** Each file, link and empty folder of a folder as a line: mode, path, and what is in it. */
export function treeOf(folder: string, below = ''): readonly string[] {
  return readdirSync(join(folder, below)).sort().flatMap((name) => {
    const path = below === '' ? name : `${below}/${name}`
    const stat = lstatSync(join(folder, path))
    const mode = (stat.mode & 0o7777).toString(8)
    if (stat.isSymbolicLink()) return [`link ${path} -> ${readlinkSync(join(folder, path))}`]
    if (!stat.isDirectory()) return [`${mode} ${path} ${JSON.stringify(readFileSync(join(folder, path), 'utf8'))}`]
    const inside = treeOf(folder, path)
    return inside.length > 0 && mode === '755' ? inside : [`${mode} ${path}/`, ...inside]
  })
}
