/**
 * What becomes of fixtures/gnome builds: all four systems, by our builder and by real BuildStream, to the same trees, by
 * building the same elements with the same warnings. Sources and base are those of fixtures/gnome-world.
 */
import { spawnSync } from 'node:child_process'
import { chmodSync } from 'node:fs'
import { join } from 'node:path'
import { findBusybox, nameOf, type Build, type Checkout } from '../support/build-case.ts'
import { convertedProject } from '../support/bst.ts'
import { checkedOut, ourBuilder, realBuilder, type Builder } from '../support/builders.ts'
import { gnomeWorld, makeSysroot, type GnomeWorld } from '../support/gnome-world.ts'
import { findBst, needing } from '../support/shared.ts'
import { folderOf } from '../support/space.ts'
import { expectSameTree, type Tree } from '../support/tree.ts'

const GNOME = 'systems/gnome-system-x86_64.bst'
const MINIMAL = 'systems/minimal-system-x86_64.bst'
const INITRAMFS = 'systems/initramfs-x86_64.bst'
const DEVEL = 'systems/devel-system-armv7lhf.bst'
const tree = (element: string): Checkout => ({ element, deps: 'run', integrate: false })
const BUILDS: readonly Build[] = [
  { options: {}, trees: [GNOME, MINIMAL, INITRAMFS].map(tree) },
  { options: { morph_arch: 'armv7lhf' }, trees: [tree(DEVEL)] },
]
const LONG = 600_000

const BST = findBst(2)
const NEEDED = {
  'static busybox': findBusybox(), bwrap: spawnSync('bwrap', ['--version']).status === 0, git: spawnSync('git', ['--version']).status === 0,
}
const alone = needing(NEEDED)
const beside = needing({ ...NEEDED, 'BuildStream 2': BST })

/** What a builder did. */
interface Session {
  /** Elements that were built, sorted; for each architecture anew. */
  readonly built: readonly string[]
  /** Warnings with the elements that had them, sorted. */
  readonly warnings: readonly string[]
}

interface Made extends Session {
  readonly trees: ReadonlyMap<string, Tree>
}

/** Each is made when it is asked for first. The two builders get the same to do in the same order, and start with nothing. */
const world = once(gnomeWorld)
const ours = once(ourBuilder)
const theirs = once(() => realBuilder(bstOfEmptyCache()))
const [element, system] = [variant('element'), variant('system')]

describe.each([
  ['element', element, ['root:0', 'messagebus:999', 'sshd:998', 'polkitd:127', 'gdm:997']],
  // by key: the users of 00- before that of 01-
  ['system', system, ['root:0', 'gdm:999', 'polkitd:127', 'sshd:998', 'messagebus:997']],
] as const)('--integration %s', (_, { project, made }, users) => {
  alone.run(`ours makes the systems, and nothing twice${alone.why}`, () => {
    const { trees } = made()
    expectDesktop(trees.get(GNOME)!, users)
    expectSmallSystems(trees)
    expect(session(ours(), project())).toEqual({ built: [], warnings: [] })
  }, LONG)

  beside.run(`real BuildStream makes the same${beside.why}`, () => {
    const [mine, other] = [made(), make(theirs(), project())]
    expect({ built: mine.built, warnings: mine.warnings }).toEqual({ built: other.built, warnings: other.warnings })
    for (const [name, entries] of other.trees) expectSame(name, mine.trees.get(name)!, entries)
  }, LONG)
})

describe('one chunk with another commit', () => {
  const changed = once(() => {
    element.made()
    return projectOf(gnomeWorldWith('gnome', 'gnome-session'), 'element')
  })
  const rebuilt = ['strata/gnome.bst', 'strata/gnome/gdm.bst', 'strata/gnome/gnome-session.bst', 'strata/gnome/gnome-shell.bst', GNOME]
  const desktop: readonly Build[] = [{ options: {}, trees: [tree(GNOME)] }]

  alone.run(`ours builds it, and what depends on it${alone.why}`, () => {
    const { built, trees } = make(ours(), changed(), desktop)
    expect(built).toEqual(rebuilt)
    expect(textAt(trees.get(GNOME)!, 'usr/share/doc/gnome-session/built-with')).toMatch(/^gnome-session .*, changed, /)
  }, LONG)

  beside.run(`so does real BuildStream${beside.why}`, () => {
    session(theirs(), element.project(), desktop)
    expect(session(theirs(), changed(), desktop).built).toEqual(rebuilt)
  }, LONG)
})

/** What --integration makes of the definitions, with its base; and what our builder makes of that. */
function variant(integration: string): { readonly project: () => string; readonly made: () => Made } {
  const project = once(() => projectOf(world(), integration))
  return { project, made: once(() => make(ours(), project())) }
}

function projectOf({ definitions, options }: GnomeWorld, integration: string): string {
  const project = convertedProject(definitions, '--integration', integration, ...options)
  makeSysroot(project)
  return project
}

function gnomeWorldWith(stratum: string, chunk: string): GnomeWorld {
  const other = gnomeWorld()
  other.change(stratum, chunk)
  return other
}

function make(builder: Builder, project: string, builds = BUILDS): Made {
  const did = session(builder, project, builds)
  const elementOf = new Map(builds.flatMap((build) => build.trees.map((checkout) => [nameOf(build, checkout), checkout.element])))
  return { ...did, trees: new Map([...checkedOut(builder, project, builds)].map(([name, entries]) => [elementOf.get(name)!, entries])) }
}

function session(builder: Builder, project: string, builds = BUILDS): Session {
  const wishes = builds.map(({ options, trees }) => ({ options, elements: trees.map((checkout) => checkout.element) }))
  const logs = builder.buildEach(project, wishes).map(({ status, said }) => {
    if (status !== 0) throw new Error(`the build ended with ${status}:\n${said.slice(said.indexOf('Failure Summary'))}`)
    return said
  })
  return { built: logs.flatMap(builtOf).sort(), warnings: logs.flatMap(warningsOf).sort() }
}

/** The elements that a log says were built. */
function builtOf(said: string): readonly string[] {
  return [...said.matchAll(/^\[.*\]\[ *build:(\S+) *\] SUCCESS \S+-build\.\S+\.log$/gm)].map(([, name]) => name!)
}

/** Each warning after the element that has it: all its lines, or how many there are where some are not shown. */
function warningsOf(said: string): readonly string[] {
  return [...said.matchAll(/^\[.*\]\[ *build:(\S+) *\] WARNING (.*)\n((?: .*\n|\n)*)/gm)].map(([, name, what, details]) => {
    const lines = details!.split('\n').map((line) => line.trim()).filter((line) => line !== '')
    const hidden = /^Message contains (\d+) additional lines$/.exec(lines.at(-1) ?? '')?.[1]
    return [`${name!}: ${what!}`, ...(hidden === undefined ? lines.sort() : [`${lines.length - 1 + Number(hidden)} lines`])].join('\n  ')
  })
}

/** Real BuildStream with a cache of its own: one that has everything neither builds nor warns. */
function bstOfEmptyCache(): string {
  const cache = folderOf()
  const script = join(folderOf({ bst: `#!/bin/sh\nXDG_CACHE_HOME='${cache}' exec '${BST!}' "$@"\n` }), 'bst')
  chmodSync(script, 0o755)
  return script
}

function expectSame(name: string, mine: Tree, other: Tree): void {
  try {
    expectSameTree(mine, other)
  } catch (problem) {
    throw new Error(`${name}: ${(problem as Error).message}`, { cause: problem })
  }
}

/** What commands, integration commands and submodules left in the GNOME system. */
function expectDesktop(desktop: Tree, users: readonly string[]): void {
  expect(linesOf(desktop, 'etc/passwd').map((line) => line.split(':').filter((__, index) => index % 2 === 0).slice(0, 2).join(':'))).toEqual(users)
  expect(linesOf(desktop, 'usr/share/glib-2.0/schemas/gschemas.compiled')).toEqual([
    'org.gnome.SessionManager', 'org.gnome.Terminal', 'org.gnome.desktop', 'org.gnome.shell', 'org.gtk.Demo', 'org.gtk.Settings',
  ])
  expect(linesOf(desktop, 'usr/share/mime/mime.cache')).toContain('image/x-qt packages/qt-viewer.xml')
  expect(linesOf(desktop, 'usr/share/applications/mimeinfo.cache')).toContain('x-scheme-handler/qt-viewer=qt-viewer.desktop')
  expect(linesOf(desktop, 'usr/share/icons/hicolor/icon-theme.cache')).toEqual(['./48x48/apps/gtk3-demo.png', './48x48/apps/utilities-terminal.png'])
  expect(linesOf(desktop, 'var/cache/fontconfig/fonts.cache')).toHaveLength(2)
  expect(linesOf(desktop, 'lib/modules/4.4.0/modules.dep')).toEqual(['kernel/fs/btrfs.ko:', 'kernel/fs/ext4.ko:'])
  expect(desktop.get('etc/systemd/system/multi-user.target.wants/sshd.service')?.target).toBe('/usr/lib/systemd/system/sshd.service')
  expect(desktop.get('etc/systemd/system/default.target')?.target).toBe('/usr/lib/systemd/system/graphical.target')
  expect(desktop.get('bin/sh')?.target).toBe('bash')
  expect(textAt(desktop, 'etc/gdm.conf')).toContain('Format=%{user}@%H\n')
  expect(textAt(desktop, 'usr/share/owners/var-lib-gdm')).toBe(users.includes('gdm:999') ? '999:999 /var/lib/gdm and all below\n' : '997:997 /var/lib/gdm and all below\n')
  expect(textAt(desktop, 'usr/share/gnome-shell/shell-version.in')).toBe('fixture\n')
  expect(textAt(desktop, 'usr/share/libsoup/parser.c')).toBe('int parse(void);\n')
  expect(desktop.has('usr/share/man/man1/perl.1')).toBe(true)
  for (const absent of ['usr/share/man/man1/perlfunc.pod', 'usr/share/xml/docbook', 'usr/lib/libgnome-shell.la', 'init']) expect({ absent, is: desktop.has(absent) }).toEqual({ absent, is: false })
  expect([...desktop].filter(([path, { text = '', target = '' }]) => /\/buildstream/.test(`/${path} ${text} ${target}`))).toEqual([])
}

/** What the systems hold that take strata in part. */
function expectSmallSystems(trees: ReadonlyMap<string, Tree>): void {
  const [minimal, initramfs, devel] = [trees.get(MINIMAL)!, trees.get(INITRAMFS)!, trees.get(DEVEL)!]
  expect([...minimal.keys()].filter((path) => /^usr\/(include|share\/doc|share\/man)\/|\.(pc|a|la)$/.test(path))).toEqual([])
  expect(['boot/vmlinuz', 'usr/lib/libattr.so.1', 'usr/lib/libexpat.so.1-notes', 'usr/share/build-stamp/stamp'].filter((path) => !minimal.has(path))).toEqual([])
  expect(initramfs.get('init')?.mode).toBe(0o755)
  expect(initramfs.get('new-root')?.type).toBe('dir')
  expect(textAt(devel, 'usr/share/doc/disk-tool/built-with')).toMatch(/^disk-tool 1\.8\.11, /)
  expect(['usr/include/attr/attributes.h', 'usr/include/systemd/sd-bus.h', 'usr/bin/glib-compile-schemas', 'usr/include/glib-2.0/glib.h'].map((path) => devel.has(path)))
    .toEqual([true, false, true, false])
  expect(textAt(devel, 'boot/u-boot.img')).toBe('u-boot of no version\nboard\n')
}

function textAt(entries: Tree, path: string): string {
  return entries.get(path)?.text ?? `(no ${path})`
}

const linesOf = (entries: Tree, path: string): readonly string[] => textAt(entries, path).trimEnd().split('\n')

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => (made ??= { value: make() }).value
}
