/**
 * The world in which the systems of fixtures/gnome are built for real: repositories made of fixtures/sources, and sysroots
 * made of Debian's packages. tests/support/gnome-world.ts is the quick one, which nothing of can boot.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { FIXTURES } from './golden.ts'
import { folderOf } from './space.ts'

const SCRIPT = join(__dirname, '../../scripts/make-sources.mjs')
const ALIASES = ['baserock', 'freedesktop', 'github', 'gnome', 'upstream']

/** The definitions, of which nothing is changed. */
export const DESKTOP_DEFINITIONS = join(FIXTURES, 'gnome/input')

/** Repositories with the commits that the definitions name. */
export interface DesktopWorld {
  /** Folder of the repositories, by alias. */
  readonly repositories: string
  /** Ids of commits by repositories, as `upstream:glib`. */
  readonly ids: ReadonlyMap<string, string>
  /** Options of `convert` that have aliases lead to the repositories. */
  readonly options: readonly string[]
}

/** Where sysroots are: folders that `morph2bst base` made with `--packages minimal`, `tools`, and `gnome,linux-image-cloud-amd64`. */
export interface Sysroots {
  readonly minimal: string
  readonly tools: string
  readonly desktop: string
}

/** Makes the repositories in a temporary folder, or in `repositories`. Ids are the same each time. */
export function desktopWorld(repositories = join(folderOf(), 'repositories')): DesktopWorld {
  const said = execFileSync(process.execPath, [SCRIPT, repositories], { encoding: 'utf8' })
  const ids = new Map(said.trimEnd().split('\n').map((line): [string, string] => [line.slice(41), line.slice(0, 40)]))
  return { repositories, ids, options: ALIASES.flatMap((alias) => ['--alias', `${alias}=file://${repositories}/${alias}/`]) }
}

/** Puts sysroots where the elements of a converted project import them from. */
export function placeSysroots(project: string, { minimal, tools, desktop }: Sysroots): void {
  place(desktop, join(project, 'files/base/sysroot'))
  place(minimal, join(project, 'files/base-minimal/sysroot'))
  place(tools, join(project, 'files/image-tools/sysroot'))
}

/** As links to the same files where the file system has such; an import follows no link to a folder. */
function place(sysroot: string, to: string): void {
  if (!existsSync(sysroot) || !statSync(sysroot).isDirectory()) throw new Error(`${sysroot} is no folder: make it with morph2bst base`)
  rmSync(to, { recursive: true, force: true })
  mkdirSync(join(to, '..'), { recursive: true })
  if (spawnSync('cp', ['-al', sysroot, to]).status === 0) return
  rmSync(to, { recursive: true, force: true })
  execFileSync('cp', ['-a', sysroot, to])
}
