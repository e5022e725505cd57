/**
 * The recipes of image elements, built by ours and by real BuildStream, and what is in the images, read back with other
 * programs than those that made it where there are others.
 */
import { createHash } from 'node:crypto'
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ourBuilder, realBuilder, type Builder } from '../../support/builders.ts'
import { findBst, needing } from '../../support/shared.ts'
import { folderOf } from '../../support/space.ts'
import { imageProject, KINDS, systemFile, systemPaths, type Settings } from './image-project.ts'
import { missingPrograms, partOf, said } from './image-tools.ts'

const NEEDED = { [missingPrograms.length ? missingPrograms.join(', no ') : 'programs']: missingPrograms.length === 0 }
const alone = needing(NEEDED)
const [bst2, bst1] = [findBst(2), findBst(1)]
const beside = needing({ ...NEEDED, 'BuildStream 2': bst2 })
const before = needing({ ...NEEDED, 'BuildStream 1': bst1 })
const LONG = 900_000

const IMAGES: Readonly<Record<string, { readonly kind: string; readonly settings: Settings }>> = {
  ...Object.fromEntries(KINDS.map((kind) => [kind, { kind, settings: {
    'initramfs': 'boot/ramdisk.gz', 'kernel-args': 'console=ttyS0 quiet', 'erase-block': '65536', 'bootloader-blobs': '/boot/loader.bin\n', ...(kind === 'disk' ? { 'swap-size': '8M' } : {}),
  } }])),
  board: { kind: 'disk', settings: {
    'bootloader': 'config', 'dtb': 'boot/board.dtb', 'disk-size': '200M', 'root-device': '/dev/mmcblk0p2',
    'partitions': '- 4K - none - - -\n3 1M 0xa2 none - - pre-loader\n1 64M 0x0b vfat /boot - boot\n2 fill 0x83 ext4 / - root\n4 fill 0x83 ext4 /home boot homes\n',
    'raw-files': '3 boot/loader.bin - - -\n3 boot/board.dtb - 1 -\n- boot/loader.bin 512 - 100\n',
  } },
  gpt: { kind: 'disk', settings: { 'partition-table': 'gpt', 'image-scratch': 'memory' } },
}
const NAMES = Object.keys(IMAGES)

function made(builder: Builder, project: string, names: readonly string[]): ReadonlyMap<string, string> {
  const { status, said: log } = builder.build(project, names.map((name) => `${name}.bst`), {})
  if (status !== 0) throw new Error(log)
  const wishes = names.map((name) => ({ tree: { element: `${name}.bst`, deps: 'none' as const, integrate: false }, folder: join(folderOf(), 'tree'), options: {} }))
  for (const ended of builder.checkoutEach(project, wishes)) if (ended.status !== 0) throw new Error(ended.said)
  return new Map(names.map((name, index) => [name, join(wishes[index]!.folder, `${name}.out`)]))
}

const digest = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex')
const digests = (images: ReadonlyMap<string, string>): Readonly<Record<string, string>> =>
  Object.fromEntries([...images].filter(([name]) => name !== 'sysroot').map(([name, path]) => [name, digest(path)]))

function once<T>(make: () => T): () => T {
  let value: { readonly it: T } | undefined
  return () => (value ??= { it: make() }).it
}
const images = once(() => made(ourBuilder(), imageProject(IMAGES), NAMES))
const image = (name: string): string => images().get(name)!

interface Disk { readonly label: string; readonly id: string; readonly partitions: readonly { readonly start: number; readonly size: number; readonly type: string; readonly bootable?: boolean; readonly attrs?: string; readonly uuid?: string; readonly name?: string }[] }
const diskOf = (name: string): Disk => (JSON.parse(said('sfdisk', ['--json', image(name)])) as { partitiontable: Disk }).partitiontable
const partition = (name: string, index: number): string => {
  const { start, size } = diskOf(name).partitions[index]!
  return partOf(image(name), start, size)
}
const debugfs = (file: string, command: string): string => said('debugfs', ['-R', command, file])

/** Owner, mode and type of a path in an ext4 file system. */
function statOf(file: string, path: string): string {
  const text = debugfs(file, `stat "${path}"`)
  const [, type] = /Type: (\S+(?: special)?)/.exec(text) ?? []
  const [, mode] = /Mode: +(\d+)/.exec(text) ?? []
  const [, uid] = /User: +(\d+)/.exec(text) ?? []
  const [, gid] = /Group: +(\d+)/.exec(text) ?? []
  const device = /Device major\/minor number: 0*(\d+):0*(\d+)/.exec(text)
  return `${type} ${mode} ${uid}:${gid}${device ? ` ${device[1]}:${device[2]}` : ''}`
}

const OWNED: readonly (readonly [string, string, string])[] = [
  // path, as debugfs says, as tar says
  ['/etc/secret', 'regular 0640 0:42', '-rw-r----- 0/42'], ['/etc/shadow', 'regular 0640 0:42', '-rw-r----- 0/42'], ['/bin/su', 'regular 04755 0:0', '-rwsr-xr-x 0/0'],
  ['/var', 'directory 01775 0:100', 'drwxrwxr-t 0/100'], ['/tmp', 'directory 01777 0:0', 'drwxrwxrwt 0/0'], ['/root', 'directory 0700 0:0', 'drwx------ 0/0'],
  ['/home/ada', 'directory 0755 1000:100', 'drwxr-xr-x 1000/100'], ['/home/ada/a', 'regular 0644 1000:100', '-rw-r--r-- 1000/100'], ['/etc/a b', 'regular 04711 1000:0', '-rws--x--x 1000/0'],
  ['/dev/ttyS0', 'character special 0660 0:42 4:64', 'crw-rw---- 0/42'], ['/dev/disk', 'block special 0660 0:6 259:300', 'brw-rw---- 0/6'], ['/dev/console', 'character special 0600 0:0 5:1', 'crw------- 0/0'],
  ['/run/pipe', 'FIFO 0600 1000:100', 'prw------- 1000/100'], ['/etc/link', 'symlink 0777 1000:100', 'lrwxrwxrwx 1000/100'], ['/etc/empty', 'regular 0644 0:0', '-rw-r--r-- 0/0'],
]
describe('a disk image', () => {
  alone.run(`has its partitions, with labels and ids that derive from image-id${alone.why}`, () => {
    const { label, id, partitions } = diskOf('disk')
    expect({ label, id }).toEqual({ label: 'dos', id: expect.stringMatching(/^0x[0-9a-f]{8}$/) as string })
    expect(partitions.map(({ start, type, bootable }) => ({ aligned: start % 2048, type, bootable }))).toEqual([
      { aligned: 0, type: 'c', bootable: true }, { aligned: 0, type: '83', bootable: undefined }, { aligned: 0, type: '82', bootable: undefined },
    ])
    expect(debugfs(partition('disk', 1), 'show_super_stats -h')).toMatch(/volume name: +root\n/)
    expect(said('mdir', ['-i', partition('disk', 0), '::'])).toMatch(/Volume in drive : is BOOT/)
    expect(readFileSync(partition('disk', 2)).subarray(4086, 4096).toString()).toBe('SWAPSPACE2')
    expect(readFileSync(image('disk')).subarray(0, 440).some((byte) => byte !== 0)).toBe(true)
    const gpt = diskOf('gpt')
    expect(gpt.label).toBe('gpt')
    expect(gpt.partitions.map(({ attrs, name, type }) => [attrs, name, type])).toEqual([
      ['LegacyBIOSBootable', 'boot', 'EBD0A0A2-B9E5-4433-87C0-68B6B72699C7'], [undefined, 'root', '0FC63DAF-8483-4772-8E79-3D69D8477DE4'],
    ])
  }, LONG)

  alone.run(`has sound file systems${alone.why}`, () => {
    for (const [name, ext4, vfat] of [['disk', 1, 1], ['gpt', 1, 1], ['board', 2, 1]] as const) {
      const files = diskOf(name).partitions.map((_, index) => partition(name, index))
      const starts = files.map((file) => readFileSync(file).subarray(0, 2048))
      const isExt4 = files.filter((_, index) => starts[index]!.subarray(1080, 1082).toString('hex') === '53ef')
      const isVfat = files.filter((_, index) => starts[index]!.subarray(0x52, 0x57).toString() === 'FAT32')
      expect({ name, ext4: isExt4.length, vfat: isVfat.length }).toEqual({ name, ext4, vfat })
      for (const file of isExt4) expect(said('e2fsck', ['-fn', file])).toMatch(/Pass 5/)
      for (const file of isVfat) expect(said('fsck.vfat', ['-n', file])).toMatch(/ files, /)
    }
  }, LONG)

  alone.run(`has the boot partition and its configuration${alone.why}`, () => {
    const boot = partition('disk', 0)
    const target = folderOf()
    said('mcopy', ['-s', '-n', '-i', boot, '::/', `${target}/`])
    const id = diskOf('disk').id.slice(2)
    expect(readFileSync(join(target, 'syslinux/syslinux.cfg'), 'utf8')).toBe([
      'default linux', 'timeout 1', 'label linux', 'kernel /vmlinuz', 'initrd /ramdisk.gz',
      `append root=PARTUUID=${id}-02 rw rootwait rootfstype=ext4 init=/sbin/init console=ttyS0 quiet`, '',
    ].join('\n'))
    for (const path of ['vmlinuz-6.1', 'ramdisk.gz', 'board.dtb', 'sub/file']) expect(readFileSync(join(target, path), 'utf8')).toBe(systemFile(`boot/${path}`))
    expect(readFileSync(join(target, 'vmlinuz'), 'utf8')).toBe(systemFile('boot/vmlinuz-6.1'))
    expect(said('mdir', ['-a', '-b', '-i', boot, '::/syslinux'])).toMatch(/ldlinux\.sys/)
    expect(debugfs(partition('disk', 1), 'ls -l /boot').trim().split('\n')).toHaveLength(2)
  }, LONG)

  alone.run(`has the system with its owners, modes and devices${alone.why}`, () => {
    const root = partition('disk', 1)
    expect(OWNED.map(([path]) => [path, statOf(root, path)])).toEqual(OWNED.map(([path, inExt4]) => [path, inExt4]))
    const target = folderOf()
    debugfs(root, `rdump / ${target}`)
    for (const [path, to] of systemPaths) {
      if (path.startsWith('boot/') || path === 'etc/fstab') continue
      if (to === undefined) expect({ path, text: readFileSync(join(target, path), 'utf8') }).toEqual({ path, text: systemFile(path) })
      else expect(debugfs(root, `stat "/${path}"`)).toMatch(to.length < 60 ? `Fast link dest: "${to}"` : /Type: symlink/)
    }
    expect(readdirSync(join(target, 'usr/share/many'))).toHaveLength(400)
    const times = debugfs(root, 'stat /etc/secret').match(/time: 0x[0-9a-f]+/g)
    expect(new Set(times)).toEqual(new Set(['time: 0x4ebd02cf']))
    const fstab = readFileSync(join(target, 'etc/fstab'), 'utf8').split('\n')
    expect(fstab[0]).toBe('tmpfs /tmp tmpfs defaults 0 0')
    expect(fstab.slice(2, 5).map((line) => line.replace(/UUID=\S+/, 'UUID'))).toEqual(['UUID / ext4 defaults,rw,noatime 0 1', 'UUID /boot vfat defaults,rw,noatime 0 2', 'UUID none swap sw 0 0'])
  }, LONG)

  alone.run(`of a board has the partitions of its table, gaps, shares and raw files${alone.why}`, () => {
    const { partitions } = diskOf('board')
    const at = 2048 + 8
    const [home, loader, boot, root] = ['homes', 'loader', 'boot', 'root'].map((_, index) => [3, 2, 0, 1][index]!).map((index) => partitions[index]!)
    expect([loader!.start, loader!.size, boot!.start, boot!.size, root!.start]).toEqual([at, 2048, at + 2048, 131072, at + 2048 + 131072])
    expect(home!.size).toBe(root!.size)
    const bytes = readFileSync(image('board'))
    expect(bytes.subarray(at * 512, at * 512 + 602).toString()).toBe(`${'LOADER'.repeat(100)}tb`)
    expect(bytes.subarray(512, 613).toString()).toBe(`${'LOADER'.repeat(16)}LOAD\0`)
    expect(said('mcopy', ['-i', partOf(image('board'), boot!.start, boot!.size), '::/extlinux/extlinux.conf', '-'])).toBe([
      'default linux', 'timeout 1', 'label linux', 'kernel /vmlinuz', 'devicetree /board.dtb', 'append root=/dev/mmcblk0p2 rw rootwait rootfstype=ext4 init=/sbin/init', '',
    ].join('\n'))
    expect(statOf(partOf(image('board'), home!.start, home!.size), '/ada/a')).toBe('regular 0644 1000:100')
    expect(debugfs(partOf(image('board'), root!.start, root!.size), 'ls -l /home').trim().split('\n')).toHaveLength(2)
  }, LONG)
})

describe('archives', () => {
  alone.run(`tar has the system with owners, sorted${alone.why}`, () => {
    const lines = said('tar', ['--numeric-owner', '--quoting-style=literal', '-tvf', image('tar')]).trimEnd().split('\n')
    for (const [path, , inTar] of OWNED) expect({ path, line: lines.find((line) => new RegExp(` \\.${path}/?( -> .*)?$`).test(line)) }).toEqual({ path, line: expect.stringMatching(`^${inTar} `) as string })
    const target = folderOf()
    spawnSync('tar', ['-C', target, '--exclude=./dev/*', '--no-same-owner', '-xf', image('tar')])
    for (const [path, to] of systemPaths) if (to === undefined && !path.startsWith('dev/')) expect({ path, text: readFileSync(join(target, path), 'utf8') }).toEqual({ path, text: systemFile(path) })
  }, LONG)

  alone.run(`initramfs has the same${alone.why}`, () => {
    const lines = said('sh', ['-c', `gzip -dc '${image('initramfs')}' | cpio --quiet -tvn`]).trimEnd().split('\n')
    for (const [path, , inTar] of OWNED) {
      const [mode, owner] = inTar.split(' ')
      const line = lines.find((one) => new RegExp(` ${path.slice(1)}( -> .*)?$`).test(one))?.split(/\s+/)
      expect({ path, mode: line?.[0], owner: `${line?.[2]}/${line?.[3]}` }).toEqual({ path, mode, owner })
    }
  }, LONG)

  alone.run(`sysroot has all but hidden files, image-package the root and the loader${alone.why}`, () => {
    expect(existsSync(join(image('sysroot'), '.hidden'))).toBe(false)
    expect(readFileSync(join(image('sysroot'), 'etc/secret'), 'utf8')).toBe('secret\n')
    expect(said('tar', ['-tf', image('image-package')]).trim().split('\n').sort()).toEqual(
      ['image-package/', 'image-package/image_files/', 'image-package/image_files/loader.bin', 'image-package/image_files/rootfs.tar', 'image-package/tools/'])
    expect(readFileSync(image('jffs2')).subarray(0, 2).toString('hex')).toBe('8519')
  }, LONG)
})

describe('the same bytes', () => {
  alone.run(`come of files with other times in another order${alone.why}`, () => {
    expect(digests(made(ourBuilder(), imageProject(IMAGES, 1_200_000_001), NAMES))).toEqual(digests(images()))
  }, LONG)

  beside.run(`come of real BuildStream 2${beside.why}`, () => {
    expect(digests(made(realBuilder(bst2!), imageProject(IMAGES), NAMES))).toEqual(digests(images()))
  }, LONG)

  before.run(`come of BuildStream 1${before.why}`, () => {
    const project = imageProject(IMAGES, undefined, 1)
    expect(said(bst1!, ['--no-colors', '--no-interactive', 'build', 'disk.bst', 'tar.bst'], project)).toBeDefined()
    const folder = folderOf()
    for (const name of ['disk', 'tar']) {
      said(bst1!, ['--no-colors', 'checkout', '--deps', 'none', '--no-integrate', `${name}.bst`, join(folder, name)], project)
      expect({ name, digest: digest(join(folder, name, `${name}.out`)) }).toEqual({ name, digest: digest(image(name)) })
    }
  }, LONG)
})

const WRONG: readonly (readonly [string, string, Settings, string])[] = [
  ['size', 'disk', { 'disk-size': '4X' }, 'image: disk-size: \'4X\' is not a size'],
  ['small', 'disk', { 'disk-size': '16M', 'boot-size': '12M' }, 'image: disk-size: "16M" is too small: partition 1 (/boot) needs'],
  ['nothing', 'disk', { 'disk-size': '64M' }, 'image: disk-size: \'64M\' is too small: partition 1 (/boot): takes 64.0M; partition 2 (/): needs'],
  ['boot', 'disk', { 'boot-size': '1M' }, 'image: boot-size: "1M" is too small: partition 1 (/boot) needs'],
  ['kernel', 'disk', { kernel: 'boot/none' }, 'image: kernel: the system has no file \'boot/none\''],
  ['ramdisk', 'disk', { initramfs: 'boot/none.gz' }, 'image: initramfs: the system has no file \'boot/none.gz\''],
  ['row', 'disk', { ownership: '/etc/secret f rw 0 0' }, 'image: ownership: the mode is not octal: "/etc/secret f rw 0 0"'],
  ['fields', 'tar', { ownership: '/dev/x c 0600 0 0' }, 'image: ownership: a row has PATH TYPE MODE UID GID MAJOR MINOR: "/dev/x c 0600 0 0"'],
  ['user', 'tar', { ownership: '/etc/secret f 0600 eve 0' }, 'image: ownership: there is no user eve in the /etc/passwd of the image: "/etc/secret f 0600 eve 0"'],
  ['path', 'initramfs', { ownership: '/etc/none f 0600 0 0' }, 'image: ownership: the image has no /etc/none: "/etc/none f 0600 0 0"'],
  ['loader', 'disk', { bootloader: 'grub' }, 'image: bootloader: \'grub\' is none of: syslinux config none'],
  ['table', 'disk', { partitions: '1 10M 0x83 ext4 /boot - -\n' }, 'image: partitions: none is mounted at /'],
  ['raw', 'disk', { 'raw-files': '- boot/none 512 - -' }, 'image: raw-files: the system has no file \'boot/none\''],
  ['erase', 'jffs2', { 'erase-block': '64K' }, 'image: erase-block: \'64K\' is not a number of bytes'],
]

describe('what is wrong', () => {
  alone.run(`is said in a line that names the variable and its value${alone.why}`, () => {
    const project = imageProject(Object.fromEntries(WRONG.map(([name, kind, settings]) => [name, { kind, settings }])))
    const builder = ourBuilder()
    for (const [name, , , line] of WRONG) {
      const { status, said: log } = builder.build(project, [`${name}.bst`], {})
      expect({ name, status, lines: [...new Set(log.split('\n').map((one) => one.trim()).filter((one) => one.startsWith('image: ')))] })
        .toEqual({ name, status: 3, lines: [expect.stringContaining(line) as string] })
    }
  }, LONG)
})
