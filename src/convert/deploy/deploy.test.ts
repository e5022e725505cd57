import { entry, outcome, stratum, system, type Outcome } from '../../../tests/oddities/small.ts'

const EXTENSIONS = 'configuration-extensions: [extensions/set-hostname, extensions/install-files]\n'
const MACHINE = {
  'strata/core.morph': stratum('core', [entry('shell', 'morph: strata/core/shell.morph')]),
  'strata/core/shell.morph': `name: shell\nkind: chunk\nbuild-system: manual\ninstall-commands:
- |
  mkdir -p "$DESTDIR$PREFIX/bin"
  chmod 4755 "$DESTDIR$PREFIX"/bin/su
- chmod 1777 "\${DESTDIR}/tmp"
- chmod 4755 $DESTDIR/$name
- chmod 0644 "$DESTDIR/etc/plain"
devices:
- {type: c, filename: /dev/console, uid: 0, gid: 5, major: 5, minor: 1, permissions: 0600}\n`,
  'systems/box.morph': system('box', ['strata/core.morph'], EXTENSIONS),
  'systems/ram.morph': system('ram', ['strata/core.morph']),
  'systems/arm.morph': system('arm', ['strata/core.morph']).replace('x86_64', 'armv7lhf'),
}

/** What becomes of deployments of `box`, given as the text below `deploy:`. */
function deployed(deployments: string, more: Readonly<Record<string, string>> = {}, rest = ''): Outcome {
  return outcome({ ...MACHINE, 'clusters/c.morph': `name: c\nkind: cluster\nsystems:\n- morph: systems/box.morph\n  deploy:\n${indented(deployments, 4)}${rest}`, ...more })
}

function indented(text: string, by: number): string {
  return text.trimEnd().split('\n').map((line) => `${' '.repeat(by)}${line}\n`).join('')
}

function variables(made: Outcome, name: string): Readonly<Record<string, string>> {
  return Object.fromEntries([...made.element(name).variables].map(([key, { text }]) => [key, text]))
}

const deploySaid = (made: Outcome): readonly string[] => made.said().filter((said) => / (?:deploy|reader)\//.test(said))

describe('a disk image', () => {
  const given = 'D:\n  type: extensions/rawdisk\n  location: out/box.img\n  DISK_SIZE: 4G\n  KERNEL_ARGS: console=ttyS0 date=%{s}\n  INITRAMFS_PATH: boot/i.gz\n'

  test('is a script over the system with its tools, a recipe, and variables', () => {
    const made = deployed(given)
    expect(made.text('deploy/c/D').replace(/image-id: [0-9a-f]{32}/, 'image-id: ID')).toBe(`kind: script
description: "c: D, a disk image of box"

(@):
- include/image.yml
- include/image/disk.yml

build-depends:
- image-tools.bst
- filename: systems/box.bst
  config:
    location: /payload

variables:
  image-name: box.img
  image-id: ID
  disk-size: 4G
  kernel-args: console=ttyS0 date=%{percent}{s}
  initramfs: boot/i.gz
  root-device: UUID
  system-ownership: |
    /usr/bin/su f 4755 0 0
    /tmp d 1777 0 0
  ownership: /dev/console c 0600 0 5 5 1
  percent: "%"
`)
    expect([...made.converted.tree.keys()].filter((path) => path.startsWith('include/'))).toEqual(['include/image.yml', 'include/image/disk.yml'])
    expect(made.elements()).toContain('image-tools')
  })

  test('says that the layout is another one, and nothing else', () => {
    expect(deploySaid(deployed(given))).toEqual(['note deploy/layout'])
  })

  test('has an identifier of its own that stays', () => {
    const id = (name: string): string | undefined => variables(deployed(given.replace('D:', `${name}:`)), `deploy/c/${name}`)['image-id']
    expect(id('A')).toBe(id('A'))
    expect(id('A')).not.toBe(id('B'))
  })

  test.each([
    ['a PC', 'x86_64', '', undefined],
    ['a PC without a boot loader', 'x86_64', 'BOOTLOADER_INSTALL: none', 'config'],
    ['a board', 'armv7lhf', '', 'none'],
    ['a board that reads extlinux.conf', 'armv7lhf', 'BOOTLOADER_CONFIG_FORMAT: extlinux', 'config'],
  ])('has the boot loader for %s', (_, arch, line, wanted) => {
    const made = deployed(`D: {type: rawdisk, location: x.img, ${line}}`, { 'systems/box.morph': system('box', ['strata/core.morph']).replace('x86_64', arch) })
    expect(variables(made, 'deploy/c/D')['bootloader']).toBe(wanted)
  })

  test.each([
    ['DISK_SIZE: 4X', 'DISK_SIZE is "4X"; wanted are digits, and K, M or G'],
    ['DISK_SIZE: 4T', 'DISK_SIZE is "4T"; wanted are digits, and K, M or G'],
    ['DISK_SIZE: 4.5G', 'DISK_SIZE is "4.5G"; wanted are digits, and K, M or G'],
    ['BOOTLOADER_INSTALL: grub', 'BOOTLOADER_INSTALL is "grub"; wanted are extlinux or none'],
    ['BOOTLOADER_CONFIG_FORMAT: grub', 'BOOTLOADER_CONFIG_FORMAT is "grub"; wanted are extlinux'],
  ])('with %s is left out', (line, words) => {
    const made = deployed(`D: {type: rawdisk, location: x.img, ${line}}`)
    expect(made.words('deploy/bad-value')).toEqual([words])
    expect(made.elements().filter((name) => name.startsWith('deploy/'))).toEqual([])
    expect(made.elements()).toContain('systems/box')
  })

  test('that went to a machine is made, and the rest is quoted', () => {
    const made = deployed('D:\n  type: kvm\n  location: kvm+ssh://host/guest/srv/guest.img\n  RAM_SIZE: 2G\n  HOSTNAME: box\n')
    expect(made.words('deploy/not-sent')).toEqual(['deployment "D" went to kvm+ssh://host/guest/srv/guest.img; its element only makes guest.img (RAM_SIZE=2G)'])
    expect(variables(made, 'deploy/c/D')['image-name']).toBe('guest.img')
  })
})

describe('partitions', () => {
  const file = `start_offset: 4096
partition_table_format: mbr
partitions:
- {number: 1, description: boot, size: 64M, fdisk_type: 0x0c, filesystem: vfat, mountpoint: /boot, boot: yes}
- {number: 2, size: fill, fdisk_type: 0x83, filesystem: btrfs, mountpoint: /}
- {number: 3, size: 1M, fdisk_type: 0xa2, filesystem: none, raw_files: [{file: boot/spl.img, skip_bytes: 512}]}
raw_files:
- {file: /boot/env.img, offset_bytes: 512}
`
  const deployment = (size: string): string => `D:\n  type: rawdisk\n  location: x.img\n  DISK_SIZE: ${size}\n  USE_PARTITIONING: yes\n  PARTITION_FILE: partitioning/p\n`

  test('of a file are a table; the root has the file system of the project', () => {
    expect(variables(deployed(deployment('1G'), { 'partitioning/p': file }), 'deploy/c/D')).toMatchObject({
      'partition-table': 'mbr', 'start-offset': '4096',
      'partitions': '1 64M 0x0c vfat /boot boot boot\n2 fill 0x83 %{root-filesystem} / - -\n3 1M 0xa2 none - - -\n',
      'raw-files': '- boot/env.img 512 - -\n3 boot/spl.img - 512 -\n',
    })
  })

  test('that cannot fit are an error with the numbers', () => {
    const made = deployed(deployment('66M'), { 'partitioning/p': file })
    expect(made.words('deploy/does-not-fit')).toEqual(['the partitions of partitioning/p need 67M and something to fill, and DISK_SIZE of "D" is 66M'])
    expect(made.elements()).not.toContain('deploy/c/D')
  })

  test('of a file that is missing leave the deployment out', () => {
    const made = deployed(deployment('1G'))
    expect(made.said()).toContain('error reader/missing-data')
    expect(made.words('deploy/left-out')).toEqual(['deployment "D" is not converted: there are errors in it'])
  })

  test('are not looked at where they are not asked for', () => {
    const made = deployed('D: {type: rawdisk, location: x.img, PARTITION_FILE: partitioning/p}')
    expect(Object.keys(variables(made, 'deploy/c/D'))).not.toContain('partitions')
    expect(made.said()).toContain('warning deploy/partition-file-unused')
  })
})

describe('configuration', () => {
  test('is an element between system and image, with the files of the definitions that it copies', () => {
    const made = deployed('D: {type: tar, location: x.tar, HOSTNAME: box, INSTALL_FILES: install-files/m/manifest}', {
      'install-files/m/manifest': '0100600 0 42 /etc/secret\n', 'install-files/m/etc/secret': 'x\n', 'install-files/m/unused': 'x\n',
    })
    expect(made.element('deploy/c/D').buildDepends).toMatchObject([{ element: 'image-tools.bst' }, { element: 'deploy/c/D/configured.bst', location: '/payload' }])
    expect(made.element('deploy/c/D/configured').buildDepends).toMatchObject([
      { element: 'image-tools.bst' }, { element: 'systems/box.bst', location: '%{install-root}' }, { element: 'deploy/files/install-files/m.bst', location: '/definitions' },
    ])
    expect([...made.converted.tree.keys()].filter((path) => path.startsWith('files/definitions'))).toEqual(['files/definitions/install-files/m/etc/secret'])
    expect(variables(made, 'deploy/c/D')['ownership']).toContain('/etc/secret f 0600 0 42')
  })

  test('that does nothing is no element', () => {
    expect(deployed('D: {type: tar, location: x.tar}').elements()).not.toContain('deploy/c/D/configured')
  })

  test('with a value that is refused leaves the deployment out, and is no error for the rest', () => {
    const made = deployed('D: {type: tar, location: x.tar, NETWORK_CONFIG: nonsense}\nE: {type: tar, location: y.tar}', {
      'systems/box.morph': system('box', ['strata/core.morph'], 'configuration-extensions: [simple-network]\n'),
    })
    expect(made.elements().filter((name) => /^deploy\/c\/.$/.test(name))).toEqual(['deploy/c/E'])
    expect(made.said().filter((said) => said.startsWith('error'))).toEqual([])
    expect(made.words('deploy/left-out')).toHaveLength(1)
  })

  test('with an error leaves the deployment out', () => {
    const made = deployed('D: {type: tar, location: x.tar, INSTALL_FILES: install-files/m/manifest}\nE: {type: tar, location: y.tar}', { 'install-files/m/manifest': 'nonsense\n' })
    expect(made.elements().filter((name) => name.startsWith('deploy/'))).toEqual(['deploy/c/E'])
    expect(made.words('deploy/left-out')).toHaveLength(1)
  })
})

describe('subsystems', () => {
  const inside = (more: string, of = 'ram'): string => `  subsystems:\n  - morph: systems/${of}.morph\n    deploy:\n${indented(more, 6)}`

  test('are put into the parent before it is configured', () => {
    const made = deployed('D: {type: rawdisk, location: x.img, HOSTNAME: box}', {}, inside('ramdisk: {type: initramfs, location: /boot/i.gz}\ntree: {type: sysroot, location: usr/tree}'))
    expect(made.element('deploy/c/D/configured').buildDepends.map(({ element }) => element))
      .toEqual(['image-tools.bst', 'systems/box.bst', 'deploy/c/ramdisk.bst', 'deploy/c/tree.bst'])
    expect(variables(made, 'deploy/c/ramdisk')['image-name']).toBe('boot/i.gz')
    // What the tree cannot hold of its owners is said of the parent.
    expect(variables(made, 'deploy/c/D')['ownership']).toContain('/usr/tree/dev/console c 0600 0 5 5 1')
    expect(made.converted.conversion.deployments.map(({ name, isPart, file }) => [name, isPart, file])).toEqual([
      ['ramdisk', true, 'boot/i.gz'], ['tree', true, 'usr/tree'], ['D', false, 'x.img'],
    ])
  })

  test('make an element even where nothing is configured', () => {
    const made = deployed('D: {type: rawdisk, location: x.img}', {}, inside('ramdisk: {type: initramfs, location: boot/i.gz}'))
    expect(made.element('deploy/c/D/configured').config).toMatchObject({ commands: [{ text: ':' }] })
  })

  test('of another architecture stay outside', () => {
    const made = deployed('D: {type: tar, location: x.tar}', {}, inside('sysroot: {type: sysroot, location: usr/sys-root}', 'arm'))
    expect(made.words('deploy/other-architecture')).toHaveLength(1)
    expect(made.elements()).toEqual(expect.arrayContaining(['deploy/c/D', 'deploy/c/sysroot']))
    expect(made.element('deploy/c/D').buildDepends[1]).toMatchObject({ element: 'systems/box.bst', location: '/payload' })
  })

  test('that cannot be converted take the parent with them', () => {
    const made = deployed('D: {type: rawdisk, location: x.img}', {}, inside('ramdisk: {type: cassette, location: boot/i.gz}'))
    expect(made.elements().filter((name) => name.startsWith('deploy/'))).toEqual([])
    expect(made.words('deploy/left-out')).toEqual(['deployment "D" is not converted: "ramdisk", which goes into it, is not converted'])
  })

  test('may write the same path into different parents, and no path twice into one', () => {
    const part = inside('a: {type: initramfs, location: boot/i.gz}')
    const second = `- morph: systems/box.morph\n  deploy: {E: {type: tar, location: y.tar}}\n${part.replace('a:', 'b:')}`
    expect(deployed('D: {type: tar, location: x.tar}', {}, part + second).said()).not.toContain('error deploy/same-location')
    const twice = deployed('D: {type: tar, location: x.tar}', {}, inside('a: {type: initramfs, location: boot/i.gz}\nb: {type: initramfs, location: /boot/i.gz}'))
    expect(twice.words('deploy/same-location')).toEqual(['"b" and "a" both write /boot/i.gz'])
  })
})

describe('what is said', () => {
  test('of two deployments into one file', () => {
    const made = deployed('D: {type: tar, location: x.tar}\nE: {type: tar, location: x.tar}')
    expect(made.words('deploy/same-location')).toEqual(['"E" and "D" both write x.tar'])
    expect(made.elements().filter((name) => name.startsWith('deploy/'))).toEqual(['deploy/c/D'])
  })

  test('of many deployments to one host: nothing', () => {
    expect(deployed('D: {type: nfsboot, location: host}\nE: {type: nfsboot, location: host}').said()).not.toContain('error deploy/same-location')
  })

  test('of a type that nobody knows, with all that was given', () => {
    expect(deployed('D: {type: extensions/rawdesk, location: moon, PAYLOAD: box}').words('deploy/unknown-type'))
      .toEqual(['deployment "D" is not converted: nothing is known of the type "extensions/rawdesk" (perhaps "rawdisk" is meant); its location is "moon" (PAYLOAD=box)'])
  })

  test('of variables that nothing reads, but not of those that an extension of the system does', () => {
    expect(deployed('D: {type: rawdisk, location: x.img, HOSTNAME: box, BOOT_DEVICE: /dev/sda1, INSTALL_FILES_X: ""}').words('deploy/variable-unread'))
      .toEqual(['no extension of "D" reads BOOT_DEVICE'])
  })

  test('of ROOT_DEVICE', () => {
    expect(deployed('D: {type: rawdisk, location: x.img, ROOT_DEVICE: /dev/vda}').words('deploy/root-device')).toHaveLength(1)
  })

  test('comments of the definitions go to the elements, those of a whole cluster to the first', () => {
    const made = outcome({ ...MACHINE, 'clusters/c.morph': `# head
name: c
kind: cluster
systems:
# of box
- morph: systems/box.morph
  deploy-defaults:
    # of a default
    HOSTNAME: box # trailing
  deploy:
    # of D
    D:
      type: tar
      location: x.tar
    E: {type: tar, location: y.tar}   # of E
` })
    expect(made.element('deploy/c/D').head).toEqual([' head', ' of box', ' of a default', ' trailing', ' of D'])
    expect(made.element('deploy/c/E').head).toEqual([' of E'])
  })
})

test('BuildStream 1 has a layout', () => {
  const made = outcome({ ...MACHINE, 'clusters/c.morph': 'name: c\nkind: cluster\nsystems:\n- morph: systems/box.morph\n  deploy: {D: {type: tar, location: x.tar, HOSTNAME: box}}\n' }, { target: 'bst1' })
  expect(made.text('deploy/c/D')).toContain(`build-depends:
- image-tools.bst
- deploy/c/D/configured.bst
`)
  expect(made.text('deploy/c/D')).toContain(`config:
  layout:
  - element: image-tools.bst
    destination: /
  - element: deploy/c/D/configured.bst
    destination: /payload
`)
})
