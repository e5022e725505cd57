/** The whole way from packages of our own making to a sysroot, with Debian's real programs and no network. */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import process from 'node:process'
import type { PackageFile } from './archive.ts'
import { APT_HELPER } from './host-tools.ts'
import { makeSysroot } from './make-sysroot.ts'
import { printManifest, readManifest } from './manifest.ts'
import type { SysrootEvent, SysrootRequest } from './request.ts'

const hasTools = existsSync(APT_HELPER) && spawnSync('dpkg-deb', ['--version']).status === 0
const world = hasTools ? describe : describe.skip

/** Path → text; `-> text` is a link, `#!...` a program. */
type Content = Readonly<Record<string, string>>

const BUSYBOX = '\u007fELF\0[\0[[\0cat\0modprobe\0sh\0'
const PACKAGES: Readonly<Record<string, Content>> = {
  'base-files': { 'usr/share/base-files/profile': 'x\n', 'usr/share/base-passwd/passwd.master': 'root:*:0:0:root:/root:/bin/bash\n', 'usr/share/base-passwd/group.master': 'root:*:0:\n' },
  'busybox': { 'bin/busybox': BUSYBOX, 'usr/share/doc/busybox/copyright': 'free\n', 'usr/share/doc/busybox/NEWS': 'news\n', 'usr/share/man/man1/busybox.1': 'man\n' },
  'merged': { 'lib64': '-> usr/lib64', 'usr/lib64/ld-x.so.2': 'loader', 'var/lock': '-> /run/lock' },
  'tool': { 'usr/bin/tool-2': '#!/usr/bin/cat\n', 'sbin/admin': '#!/bin/sh\n', 'usr/lib/x/dead.so': '-> /usr/lib/y/lib.so', 'lib/y/lib.so': 'z', 'var/lock/place': 'inside' },
}
const POSTINST = '#!/bin/sh\nv=2\nupdate-alternatives --install /usr/bin/tool tool /usr/bin/tool-$v 10\ntouch /never-run\n'

world('from packages to a sysroot', () => {
  let home: string
  let request: SysrootRequest
  const events: SysrootEvent[] = []
  const make = (given: Partial<SysrootRequest> = {}, signal = new AbortController().signal): ReturnType<typeof makeSysroot> => {
    events.length = 0
    return makeSysroot({ ...request, ...given }, { listener: (event) => events.push(event), signal })
  }
  const out = (path: string): string => join(request.output, path)
  const asides = (): readonly string[] => readdirSync(home).filter((name) => name.startsWith('.'))

  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'morph2bst-sysroot-'))
    writeFileSync(join(home, 'keys.gpg'), '')
    const packages = Object.entries(PACKAGES).map(([name, content]) => debOf(home, name, content, name === 'tool' ? POSTINST : undefined))
    writeFileSync(join(home, 'wanted.yaml'), printManifest({ recipe: 0, suite: 'bookworm', arch: 'amd64', words: ['tool'], keepDocs: false, tree: '0'.repeat(64), files: 0, bytes: 0, packages }))
    request = {
      output: join(home, 'sysroot'), wanted: { of: 'manifest', path: join(home, 'wanted.yaml') }, mirrors: [`file://${home}/archive`], keyring: join(home, 'keys.gpg'), cache: join(home, 'cache'),
      environment: process.env, keepDocs: false, force: false,
    }
  })
  afterEach(() => rmSync(home, { recursive: true, force: true }))

  test('unpacks, links, and leaves out what no build reads', async () => {
    const made = await make()
    expect(made).toMatchObject({ ok: true, value: { state: 'made', packages: 4, compared: false } })
    expect(lstatSync(out('lib64')).isDirectory()).toBe(true)
    expect(readFileSync(out('lib64/ld-x.so.2'), 'utf8')).toBe('loader')
    expect(readlinkSync(out('bin/sh'))).toBe('busybox')
    expect(readlinkSync(out('sbin/modprobe'))).toBe('../bin/busybox')
    expect(readlinkSync(out('usr/bin/sh'))).toBe('../../bin/sh')
    expect(readlinkSync(out('usr/sbin/admin'))).toBe('../../sbin/admin')
    expect(readlinkSync(out('usr/bin/tool'))).toBe('/etc/alternatives/tool')
    expect(readlinkSync(out('etc/alternatives/tool'))).toBe('/usr/bin/tool-2')
    expect(readlinkSync(out('bin/tool'))).toBe('../usr/bin/tool')
    expect(readFileSync(out('usr/lib/y/lib.so'), 'utf8')).toBe('z')
    expect(readFileSync(out('run/lock/place'), 'utf8')).toBe('inside')
    expect(readFileSync(out('etc/passwd'), 'utf8')).toBe('root:*:0:0:root:/root:/bin/sh\n')
    expect(existsSync(out('usr/share/doc/busybox/copyright'))).toBe(true)
    for (const path of ['usr/share/doc/busybox/NEWS', 'usr/share/man', 'never-run', 'DEBIAN']) expect(existsSync(out(path))).toBe(false)
    expect(statSync(out('bin/busybox')).mode & 0o7777).toBe(0o755)
    expect(asides()).toEqual([])
  })

  test('gives the same from its own manifest, compares, and does nothing the second time', async () => {
    const first = await make()
    const again = await make({ output: join(home, 'other'), wanted: { of: 'manifest', path: `${request.output}.manifest.yaml` } })
    expect(first.ok && again).toMatchObject({ ok: true, value: { compared: true, downloadedBytes: 0, tree: first.ok ? first.value.tree : '' } })
    expect(readFileSync(join(home, 'other.manifest.yaml'), 'utf8')).toBe(readFileSync(`${request.output}.manifest.yaml`, 'utf8'))
    rmSync(request.cache, { recursive: true })
    expect(await make()).toMatchObject({ ok: true, value: { state: 'kept' } })
    expect(events).toEqual([])
  })

  test('refuses a manifest whose tree is another', async () => {
    await make()
    const path = join(home, 'edited.yaml')
    writeFileSync(path, readFileSync(`${request.output}.manifest.yaml`, 'utf8').replace(/^( {2}sha256: ).*$/m, `$1${'0'.repeat(64)}`))
    expect(await make({ output: join(home, 'other'), wanted: { of: 'manifest', path } })).toMatchObject({ ok: false, failure: { reason: 'differs' } })
    expect([existsSync(join(home, 'other')), asides()]).toEqual([false, []])
  })

  test('replaces nothing that it did not make, or that was changed, unless forced', async () => {
    mkdirSync(request.output)
    expect(await make()).toMatchObject({ ok: true })
    writeFileSync(out('bin/busybox'), 'mine')
    expect(await make()).toMatchObject({ ok: false, failure: { reason: 'in-the-way', message: expect.stringContaining('was changed since') as string } })
    expect(readFileSync(out('bin/busybox'), 'utf8')).toBe('mine')
    rmSync(`${request.output}.manifest.yaml`)
    expect(await make()).toMatchObject({ ok: false, failure: { reason: 'in-the-way', message: expect.stringContaining('not made by') as string } })
    expect(await make({ force: true })).toMatchObject({ ok: true, value: { state: 'made' } })
    expect(readFileSync(out('bin/busybox'), 'latin1')).toBe(BUSYBOX)
  })

  test('fetches again what lies damaged in the cache', async () => {
    await make()
    const [name = ''] = readdirSync(join(request.cache, 'packages'))
    writeFileSync(join(request.cache, 'packages', name), 'damaged')
    expect(await make({ force: true })).toMatchObject({ ok: true, value: { state: 'made' } })
    expect(events).toContainEqual(expect.objectContaining({ of: 'downloading' }))
  })

  test('says by name what the archive no longer has, and leaves the old sysroot', async () => {
    await make()
    rmSync(join(home, 'archive/pool/tool_1.0_amd64.deb'))
    rmSync(request.cache, { recursive: true })
    const before = readFileSync(`${request.output}.manifest.yaml`, 'utf8')
    expect(await make({ force: true })).toMatchObject({ ok: false, failure: { reason: 'network', message: expect.stringContaining('tool 1.0') as string } })
    expect(readFileSync(`${request.output}.manifest.yaml`, 'utf8')).toBe(before)
    expect([existsSync(out('bin/busybox')), asides()]).toEqual([true, []])
    expect(readdirSync(join(request.cache, 'packages')).filter((name) => name.endsWith('.deb'))).toHaveLength(3)
  })

  test('refuses what is not the package of the digest', async () => {
    writeFileSync(join(home, 'archive/pool/tool_1.0_amd64.deb'), 'something else')
    const result = await make()
    expect(result).toMatchObject({ ok: false, failure: { message: expect.stringContaining('tool 1.0') as string } })
    expect([existsSync(request.output), asides()]).toEqual([false, []])
  })

  test('leaves nothing half done when it is stopped', async () => {
    const controller = new AbortController()
    const running = makeSysroot(request, { signal: controller.signal, listener: (event) => { if (event.of === 'unpacking') controller.abort() } })
    expect(await running).toMatchObject({ ok: false, failure: { reason: 'stopped' } })
    expect([existsSync(request.output), existsSync(`${request.output}.manifest.yaml`), asides()]).toEqual([false, false, []])
    expect(await make()).toMatchObject({ ok: true, value: { downloadedBytes: 0 } })
  })

  test('takes the manifest along that a run cut off between two renames left', async () => {
    await make()
    const manifest = `${request.output}.manifest.yaml`
    const text = readFileSync(manifest, 'utf8')
    writeFileSync(`${manifest}.new`, text)
    writeFileSync(manifest, printManifest({ ...readManifest(text, manifest), tree: '1'.repeat(64) }))
    expect(await make()).toMatchObject({ ok: true, value: { state: 'kept' } })
    expect([readFileSync(manifest, 'utf8'), existsSync(`${manifest}.new`)]).toEqual([text, false])
  })

  test('a directory in one package and a file in another are refused', async () => {
    const packages = [debOf(home, 'a', { 'usr/x/y': 'y' }), debOf(home, 'b', { 'usr/x': 'x' })]
    const path = join(home, 'clash.yaml')
    writeFileSync(path, printManifest({ recipe: 0, suite: 'bookworm', arch: 'amd64', words: ['a'], keepDocs: false, tree: '0'.repeat(64), files: 0, bytes: 0, packages }))
    expect(await make({ wanted: { of: 'manifest', path } })).toMatchObject({ ok: false, failure: { message: 'packages disagree on whether /usr/x is a directory' } })
    expect(asides()).toEqual([])
  })

  describe('names of packages', () => {
    const wanted = { of: 'packages', words: ['busibox'], suite: 'bookworm', arch: 'amd64' } as const
    test.each([
      ['update) echo "E: The repository \'http://a.example bookworm Release\' does not have a Release file." >&2; exit 100;;', 'http://a.example has no suite bookworm'],
      ['update) echo "E: Failed to fetch x  Could not connect to a.example" >&2; exit 100;;', 'the indexes of packages could not be fetched from http://a.example/'],
      ['update) echo "W: GPG error: NO_PUBKEY 12" >&2; exit 100;;', 'an index of packages is not signed by a key of the keyring'],
      ['update) echo "E: Write error - write (28: No space left on device)" >&2; exit 100;;', 'the indexes of packages could not be written: the disk is full'],
      ['install) echo "E: Unable to locate package busibox" >&2; exit 100;;', 'there is no package or set busibox'],
    ])('%s', async (answer, message) => {
      const environment = fakeApt(home, answer)
      const result = await make({ wanted, environment, mirrors: ['http://a.example'] })
      expect(result).toMatchObject({ ok: false, failure: { message } })
      if (message.startsWith('there is no package')) expect(result).toMatchObject({ failure: { hint: 'perhaps you mean busybox instead of busibox' } })
      expect([existsSync(request.output), asides()]).toEqual([false, []])
    })
  })

  test('names the packages of programs that are missing, before anything is done', async () => {
    expect(await make({ environment: { PATH: home } })).toMatchObject({ ok: false, failure: { reason: 'missing-tool', hint: expect.stringContaining('install apt dpkg tar util-linux') as string } })
    expect(await make({ keyring: join(home, 'none') })).toMatchObject({ ok: false, failure: { reason: 'missing-tool', hint: expect.stringContaining('debian-archive-keyring') as string } })
    expect(existsSync(request.cache)).toBe(false)
  })
})

/** Makes a package in the archive. */
function debOf(home: string, name: string, content: Content, postinst?: string): PackageFile {
  const folder = join(home, 'made', name)
  for (const [path, text] of Object.entries(content)) {
    const place = join(folder, path)
    mkdirSync(dirname(place), { recursive: true })
    if (text.startsWith('-> ')) symlinkSync(text.slice(3), place)
    else writeFileSync(place, text, 'latin1')
    if (/^(?:#!|\u007fELF)/.test(text)) chmodSync(place, 0o4755)
  }
  mkdirSync(join(folder, 'DEBIAN'))
  writeFileSync(join(folder, 'DEBIAN/control'), `Package: ${name}\nVersion: 1.0\nArchitecture: amd64\nMaintainer: me <me@example.org>\nDescription: a test\n`)
  if (postinst !== undefined) {
    writeFileSync(join(folder, 'DEBIAN/postinst'), postinst)
    chmodSync(join(folder, 'DEBIAN/postinst'), 0o755)
  }
  const path = `pool/${name}_1.0_amd64.deb`
  mkdirSync(join(home, 'archive/pool'), { recursive: true })
  const made = spawnSync('dpkg-deb', ['--root-owner-group', '-Znone', '--build', folder, join(home, 'archive', path)], { encoding: 'utf8' })
  if (made.status !== 0) throw new Error(made.stderr)
  const bytes = readFileSync(join(home, 'archive', path))
  return { name, version: '1.0', arch: 'amd64', size: bytes.length, digest: createHash('sha256').update(bytes).digest('hex'), suite: 'bookworm', path }
}

/** An environment in which apt answers as it is told. */
function fakeApt(home: string, answer: string): Readonly<Record<string, string | undefined>> {
  const bin = join(home, 'bin')
  mkdirSync(bin)
  writeFileSync(join(bin, 'apt-get'), `#!/bin/sh\nfor word; do case $word in\n${answer}\nesac; done\n`)
  writeFileSync(join(bin, 'apt-cache'), '#!/bin/sh\nprintf "bash\\nbusybox\\n"\n')
  for (const name of readdirSync(bin)) chmodSync(join(bin, name), 0o755)
  return { ...process.env, PATH: `${bin}:${process.env['PATH'] ?? ''}` }
}
