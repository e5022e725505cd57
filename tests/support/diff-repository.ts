/** Small definitions with a history, and what a run of `diff` says of them. */
import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { commitAll, gitIn, writeAll } from './repository.ts'
import { folderOf, runCli, type RunResult } from './run-cli.ts'

/** Commits of chunks. */
export const [OLD, NEW, NEWER] = ['0', '1', '2'].map((digit) => digit.repeat(40))

/** Two systems on one stratum each; `zlib` says which commit of zlib. */
export function definitions(zlib: string | undefined): Readonly<Record<string, string>> {
  return {
    'VERSION': 'version: 8\n',
    'DEFAULTS': 'split-rules:\n  chunk:\n  - artifact: -misc\n    include: [".*"]\n  stratum:\n  - artifact: -runtime\n    include: [".*-misc"]\n',
    'systems/one.morph': 'name: one\nkind: system\narch: x86_64\nstrata:\n- morph: strata/core.morph\n',
    'systems/two.morph': 'name: two\nkind: system\narch: x86_64\nstrata:\n- morph: strata/more.morph\n',
    'strata/core.morph': `name: core\nkind: stratum\nchunks:\n- name: zlib\n  repo: upstream:zlib\n  ref: ${zlib}\n  build-system: autotools\n`,
    'strata/more.morph': `name: more\nkind: stratum\nchunks:\n- name: tool\n  repo: upstream:tool\n  ref: ${OLD}\n  build-system: autotools\n`,
  }
}

/** A chunk whose ref is none. */
export const BROKEN = { 'strata/core.morph': 'name: core\nkind: stratum\nchunks:\n- name: zlib\n  repo: upstream:zlib\n  ref: [1]\n' }
/** The file of zlib's element. */
export const ZLIB = 'elements/strata/core/zlib.bst'

/** A repository with three commits, `v1`, `v2` and the branch `side`, which left at v1; and work that is not committed. */
export function makeRepository(prefix = ''): string {
  const space = folderOf({})
  const top = join(space, 'defs')
  const defs = join(top, prefix)
  writeAll(defs, definitions(OLD))
  commitAll(top)
  gitIn(top, 'tag', 'v1')
  gitIn(top, 'branch', 'side')
  writeAll(defs, definitions(NEW))
  commitAll(top)
  gitIn(top, 'tag', '-a', '-m', 'two', 'v2')
  gitIn(top, 'checkout', '-q', 'side')
  writeAll(defs, { 'strata/more.morph': definitions(OLD)['strata/more.morph']?.replace(OLD ?? '', NEWER ?? '') ?? '' })
  commitAll(top)
  gitIn(top, 'checkout', '-q', 'main')
  writeAll(defs, definitions(NEWER))
  return space
}

/** A copy of it, in a folder of its own. */
export function copyOf(master: string): { readonly space: string; readonly defs: string } {
  const space = folderOf({})
  cpSync(master, space, { recursive: true })
  return { space, defs: join(space, 'defs') }
}

/** Runs `diff` on the definitions in `defs`. */
export function diff(cwd: string, ...words: readonly string[]): Promise<RunResult> {
  return runCli(['diff', 'defs', ...words], { cwd })
}

/** Which commit of zlib and of tool became which, by the patch. */
export function bumps({ stdout }: RunResult): Readonly<Record<string, string>> {
  return Object.fromEntries(stdout.split(/^diff --git /m).flatMap((part) => {
    const element = /^\+\+\+ b\/elements\/strata\/\w+\/(\w+)\.bst$/m.exec(part)?.[1]
    const refs = ['-', '\\+'].map((sign) => new RegExp(`^${sign} .*ref: .*?(\\d)\\1{39}`, 'm').exec(part)?.[1])
    return element === undefined || refs.includes(undefined) ? [] : [[element, refs.join('')]]
  }))
}
