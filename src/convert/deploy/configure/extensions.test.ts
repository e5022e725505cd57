import { convertExtension } from '../../../../tests/support/configure-input.ts'
import { CONFIGURE_EXTENSIONS } from './extensions.ts'

test.each([
  ['set-hostname', {}], ['set-hostname', { HOSTNAME: '' }], ['install-files', {}], ['install-essential-files', {}], ['nfsboot', {}], ['nfsboot', { NFSBOOT_CONFIGURE: '' }],
  ['add-config-files', {}], ['fstab', {}], ['hosts', {}], ['cloud-init', {}], ['cloud-init', { CLOUD_INIT: '' }], ['cloud-init', { CLOUD_INIT: 'False' }], ['cloud-init', { CLOUD_INIT: 'no' }],
  ['busybox-init', {}], ['busybox-init', { INIT_SYSTEM: 'systemd' }], ['sshkeys', {}], ['vdaboot', {}], ['vdaboot', { OPENSTACK_USER: '' }],
  ['distbuild', {}], ['distbuild', { DISTBUILD_CONTROLLER: 'False' }], ['distbuild', { DISTBUILD_CONTROLLER: 'False', DISTBUILD_WORKER: 'False', TROVE_ID: 'x' }],
  ['installer', {}], ['installer', { INSTALLER_TARGET_STORAGE_DEVICE: '/dev/sda' }], ['installer', { INSTALLER_ROOTFS_TO_INSTALL: '/rootfs' }],
])('%s does nothing and says nothing for %j', (name, variables) => {
  const made = convertExtension(name, { variables })
  expect(made).toMatchObject({ commands: [], uses: [], ownership: [], diagnostics: [] })
  expect(made.files.size).toBe(0)
})

test('every extension of Baserock is known, and reads what it says', () => {
  const names = `set-hostname install-essential-files install-files nfsboot add-config-files fstab cloud-init simple-network hosts busybox-init sshkeys vdaboot distbuild mason
    moonshot-kernel genivi strip-gplv3 installer ceph openstack-keystone openstack-glance openstack-cinder openstack-nova openstack-network openstack-neutron openstack-ceilometer
    openstack-ironic openstack-swift-controller openstack-time swift-storage trove nfsboot-server vagrant`.trim().split(/\s+/)
  expect([...CONFIGURE_EXTENSIONS.keys()].sort()).toEqual([...names].sort())
})

describe('set-hostname', () => {
  test('writes the name and a line feed', () => {
    const made = convertExtension('set-hostname', { variables: { HOSTNAME: 'desktop' } })
    expect(made.texts).toEqual(['# set-hostname\nmkdir -p "%{install-root}/etc"\nprintf \'%s\\n\' desktop >"%{install-root}/etc/hostname"'])
    expect(made.run({ 'etc/hostname': 'other\n' }).tree).toEqual({ 'etc/hostname': 'desktop\n' })
  })

  test.each(['it\'s $HOME', '%{install-root}', '%s', '-n', '`id`', 'a\\b', 'a\nb', '%{percent}{x}'])('writes %j as it is', (name) => {
    expect(convertExtension('set-hostname', { variables: { HOSTNAME: name } }).run().tree).toEqual({ 'etc/hostname': `${name}\n` })
  })
})

describe('fstab', () => {
  test('appends the values, sorted by code points, whatever the names', () => {
    const made = convertExtension('fstab', { variables: { FSTAB_A: 'b /b ext4 defaults 0 2', FSTAB_B: 'LABEL=src /src auto defaults 0 2', FSTAB_C: '\u{1f600} /x', FSTAB_D: '\uffee /y', OTHER: 'x' } })
    expect(made.texts).toEqual([`# fstab
mkdir -p "%{install-root}/etc"
cat >>"%{install-root}/etc/fstab" <<'END'
LABEL=src /src auto defaults 0 2
b /b ext4 defaults 0 2
\uffee /y
\u{1f600} /x
END
chmod 0644 "%{install-root}/etc/fstab"`])
    expect(made.run({ 'etc/fstab': '!first\n' }).tree).toEqual({ 'etc/fstab': 'first\nLABEL=src /src auto defaults 0 2\nb /b ext4 defaults 0 2\n\uffee /y\n\u{1f600} /x\n' })
    expect(made.ownership).toEqual([])
  })

  test('a value that would end the here-document does not', () => {
    expect(convertExtension('fstab', { variables: { FSTAB_A: 'END', FSTAB_B: 'END_', FSTAB_C: 'x $(id) `id` %{install-root}' } }).run().tree)
      .toEqual({ 'etc/fstab': 'END\nEND_\nx $(id) `id` %{install-root}\n' })
  })
})

describe('hosts', () => {
  test('appends the values, sorted', () => {
    const made = convertExtension('hosts', { variables: { HOSTS_NODE: '10.0.0.2 node1 node1.example', HOSTS_CONTROLLER: '::1 controller', HOSTS_A: '10.0.0.10 a' } })
    expect(made.run({ 'etc/hosts': '127.0.0.1 localhost\n' }).tree).toEqual({ 'etc/hosts': '127.0.0.1 localhost\n10.0.0.10 a\n10.0.0.2 node1 node1.example\n::1 controller\n' })
  })

  test.each(['<management ip> onenode', '10.0.0.256 a', '10.0.0.1', '', 'localhost 127.0.0.1', '::1::2 a', 'fe80::1%eth0 a', '10.1 a'])('refuses %j where it stands', (value) => {
    const made = convertExtension('hosts', { variables: { HOSTNAME: 'x', HOSTS_A: value, HOSTS_B: '127.0.0.1 fine' } })
    expect(made.commands).toEqual([])
    expect(made.diagnostics).toMatchObject([{ code: 'deploy/variable-value', severity: 'warning', at: { file: 'clusters/box.morph', start: 10 } }])
  })
})

test.each(['True', 'False', 'yes', 'x'])('nfsboot leaves the loopback alone for %j', (value) => {
  const made = convertExtension('nfsboot', { variables: { NFSBOOT_CONFIGURE: value } })
  expect(made.texts).toEqual([`# nfsboot
mkdir -p "%{install-root}/etc/network"
cat >"%{install-root}/etc/network/interfaces" <<'END'
auto lo
iface lo inet loopback
END`])
  expect(made.run({ 'etc/network/interfaces': 'auto eth0\n' }).tree).toEqual({ 'etc/network/interfaces': 'auto lo\niface lo inet loopback\n' })
})

describe('add-config-files', () => {
  const data = { 'src/etc/a': 'A\n', 'src/etc/.hidden': 'no\n', 'src/etc/d/.kept': 'yes\n', 'src/etc/d/run': '!x\n', 'src/etc/l': '-> ../usr/l', 'src/etc/links/deep/m': '-> /x y', 'src/etc/void/': '' }

  test('copies all but the hidden entries of the folder itself', () => {
    const made = convertExtension('add-config-files', { variables: { SRC_CONFIG_DIR: './src/etc/' }, data })
    expect(made.texts).toEqual([`# add-config-files
mkdir -p "%{install-root}/etc"
cp -r /definitions/src/etc/* "%{install-root}/etc/"
mkdir -p "%{install-root}/etc/void"
mkdir -p "%{install-root}/etc/links/deep"
ln -sfn ../usr/l "%{install-root}/etc/l"
ln -sfn '/x y' "%{install-root}/etc/links/deep/m"`])
    expect(made.uses).toEqual(['src/etc/a', 'src/etc/d/.kept', 'src/etc/d/run'])
    expect(made.run({ 'etc/a': 'old\n', 'etc/b': 'B\n', 'etc/l': 'old\n' }).tree).toEqual({
      'etc/a': 'A\n', 'etc/b': 'B\n', 'etc/d/.kept': 'yes\n', 'etc/d/run': '!x\n', 'etc/l': '-> ../usr/l', 'etc/links/deep/m': '-> /x y', 'etc/void/': '',
    })
  })

  test.each(['gone', '../outside', '/etc', 'src/etc/a'])('says that %j is no folder of the definitions', (folder) => {
    const made = convertExtension('add-config-files', { variables: { SRC_CONFIG_DIR: folder }, data })
    expect(made.commands).toEqual([])
    expect(made.diagnostics).toMatchObject([{ code: 'deploy/missing-file', severity: 'error', at: { start: 0 } }])
  })
})

describe('cloud-init', () => {
  const units = ['cloud-config', 'cloud-init-local', 'cloud-init', 'cloud-final'].map((name) => `lib/systemd/system/${name}.service`)
  const system = Object.fromEntries(units.map((unit) => [unit, 'unit\n']))

  test.each(['True', 'yes'])('enables its units for %j', (value) => {
    const made = convertExtension('cloud-init', { variables: { CLOUD_INIT: value } })
    expect(made.commands).toHaveLength(1)
    expect(made.run(system).tree).toEqual({ ...system, ...Object.fromEntries(units.map((unit) => [`etc/systemd/system/multi-user.target.wants/${unit.slice('lib/systemd/system/'.length)}`, `-> /${unit}`])) })
  })

  test('fails, and names the unit, where one is missing', () => {
    const less = Object.fromEntries(Object.entries(system).filter(([unit]) => unit !== 'lib/systemd/system/cloud-init.service'))
    expect(convertExtension('cloud-init', { variables: { CLOUD_INIT: 'True' } }).run(less).failed).toBe('cloud-init: the system has no /lib/systemd/system/cloud-init.service')
  })

  test.each(['true', 'false', '1', 'Yes'])('refuses %j, as it compared with Python\'s words', (value) => {
    const made = convertExtension('cloud-init', { variables: { CLOUD_INIT: value } })
    expect(made.commands).toEqual([])
    expect(made.diagnostics).toMatchObject([{ code: 'deploy/variable-value', severity: 'warning', at: { start: 0 } }])
  })
})

describe('sshkeys', () => {
  test('appends keys, and keeps the folder to root', () => {
    const made = convertExtension('sshkeys', { variables: { SSHKEYS: 'keys/a.pub "keys/b c.pub"' }, data: { 'keys/a.pub': 'A\n', 'keys/b c.pub': 'B\n' } })
    expect(made.texts).toEqual(['# sshkeys\nmkdir -p "%{install-root}/root/.ssh"\ncat /definitions/keys/a.pub \'/definitions/keys/b c.pub\' >>"%{install-root}/root/.ssh/authorized_keys"'])
    expect(made.ownership).toEqual([{ path: '/root/.ssh', type: 'd', mode: 0o700, uid: 0, gid: 0 }])
    expect(made.run({ 'root/.ssh/authorized_keys': '0\n' }).tree).toEqual({ 'root/.ssh/authorized_keys': '0\nA\nB\n' })
  })

  test('says which key is missing', () => {
    expect(convertExtension('sshkeys', { variables: { SSHKEYS: 'keys/gone.pub' } }).diagnostics).toMatchObject([{ code: 'deploy/missing-file' }])
    expect(convertExtension('sshkeys', { variables: { SSHKEYS: '\'open' } }).diagnostics).toMatchObject([{ code: 'deploy/variable-value' }])
  })
})

test('vdaboot replaces the root in fstab, and nothing else', () => {
  const made = convertExtension('vdaboot', { variables: { OPENSTACK_USER: 'me' } })
  const kept = '# / is /dev/sda\n/dev/sdb /home ext4 defaults 0 2\n/dev/sdc /x/ ext4\n'
  expect(made.run({ 'etc/fstab': `/dev/sda / ext4 rw 0 1\n${kept}\tUUID=1\t/\tbtrfs\n` }).tree).toEqual({ 'etc/fstab': `${kept}/dev/vda / btrfs defaults,rw,noatime 0 1\n` })
  expect(made.run().tree).toEqual({ 'etc/fstab': '/dev/vda / btrfs defaults,rw,noatime 0 1\n' })
})

test('installer writes its settings', () => {
  const variables = { INSTALLER_TARGET_STORAGE_DEVICE: '/dev/sda', INSTALLER_ROOTFS_TO_INSTALL: '/rootfs' }
  expect(convertExtension('installer', { variables }).run().tree).toEqual({
    'etc/install.conf': 'INSTALLER_TARGET_STORAGE_DEVICE: "/dev/sda"\nINSTALLER_ROOTFS_TO_INSTALL: "/rootfs"\nINSTALLER_POST_INSTALL_COMMAND: "reboot -f"\n',
  })
  expect(convertExtension('installer', { variables: { ...variables, INSTALLER_POST_INSTALL_COMMAND: 'sync; "x"\n' } }).run().tree['etc/install.conf']).toMatch(/COMMAND: "sync; \\"x\\"\\n"\n$/)
})

describe('genivi', () => {
  const system = { 'usr/lib/weston/drm-backend.so': '', 'usr/lib/weston/fbdev-backend.so': '', 'usr/share/doc/weston/ivi-shell-weston.ini': 'ivi\n', 'usr/share/doc/weston/gdp-weston.ini': 'gdp\n' }
  const wants = 'etc/systemd/system/multi-user.target.wants/weston.service'

  test('has a service with the backend, started if that is wanted', () => {
    const { tree, failed } = convertExtension('genivi', { variables: { GENIVI_WESTON_BACKEND: 'fbdev', GENIVI_WESTON_AUTOSTART: 'True', GENIVI_WESTON_CONFIG: 'gdp' } }).run(system)
    expect(failed).toBeUndefined()
    expect(tree['usr/lib/systemd/system/weston.service']).toContain('--backend=fbdev-backend.so --log')
    expect(tree).toMatchObject({ [wants]: '-> /usr/lib/systemd/system/weston.service', 'etc/xdg/weston/weston.ini': 'gdp\n' })
  })

  test('takes drm and the baseline where nothing is said', () => {
    const { tree } = convertExtension('genivi', { variables: { GENIVI_WESTON_AUTOSTART: 'False' } }).run(system)
    expect(tree['usr/lib/systemd/system/weston.service']).toContain('--backend=drm-backend.so --log')
    expect(tree).toMatchObject({ 'etc/xdg/weston/weston.ini': 'ivi\n' })
    expect(tree).not.toHaveProperty([wants])
  })

  test('fails where the backend or the configuration is missing', () => {
    expect(convertExtension('genivi', { variables: { GENIVI_WESTON_BACKEND: 'x11' } }).run(system).failed).toBe('genivi: the system has no /usr/lib/weston/x11-backend.so')
    expect(convertExtension('genivi').run({ 'usr/lib/weston/drm-backend.so': '' }).failed).toBe('genivi: the system has no /usr/share/doc/weston/ivi-shell-weston.ini')
  })

  test.each([['GENIVI_WESTON_AUTOSTART', 'yes'], ['GENIVI_WESTON_AUTOSTART', 'true'], ['GENIVI_WESTON_CONFIG', 'other']])('refuses %s=%s', (name, value) => {
    const made = convertExtension('genivi', { variables: { [name]: value } })
    expect(made.commands).toEqual([])
    expect(made.diagnostics).toMatchObject([{ code: 'deploy/variable-value', at: { start: 0 } }])
  })
})

describe('busybox-init', () => {
  test.each([['sbin', 'busybox'], ['bin', '../bin/busybox'], ['usr/bin', '../usr/bin/busybox'], ['usr/sbin', '../usr/sbin/busybox']])('links init to busybox in /%s', (folder, target) => {
    const { tree, failed } = convertExtension('busybox-init', { variables: { INIT_SYSTEM: 'busybox', CONSOLE_DEV: 'ttyAMA0', CONSOLE_BAUD: '9600' } }).run({ [`${folder}/busybox`]: '!x', 'usr/sbin/busybox': '!x', 'sbin/init': 'old' })
    expect(failed).toBeUndefined()
    expect(tree['sbin/init']).toBe(`-> ${target}`)
    expect(tree['etc/inittab']).toContain('\nttyAMA0::askfirst:getty -L ttyAMA0 9600 vt100\n')
  })

  test('writes what busybox reads', () => {
    const { tree } = convertExtension('busybox-init', { variables: { INIT_SYSTEM: 'busybox' } }).run({ 'bin/busybox': '!x' })
    const lines = (path: string): readonly string[] => (tree[path] ?? '').split('\n').filter((line) => line !== '' && !line.startsWith('#'))
    expect(lines('etc/inittab')).toEqual([
      '::sysinit:/etc/rcS', '::askfirst:cttyhack sh', 'ttyS0::askfirst:getty -L ttyS0 115200 vt100', '::ctrlaltdel:reboot', '::shutdown:swapoff -a', '::shutdown:umount -a -r', '::restart:init',
    ])
    expect(tree['etc/rcS']).toMatch(/^!#!\/bin\/sh\n/)
    for (const kind of ['devtmpfs', 'proc', 'sysfs', 'devpts']) expect(tree['etc/rcS']).toMatch(new RegExp(`^mount -t ${kind} ${kind} /`, 'm'))
    expect(tree['etc/rcS']).toMatch(/proc\/sys\/kernel\/hotplug\nmdev -s\n[^]*hostname -F \/etc\/hostname[^]*run-parts -a start \/etc\/init\.d/)
    // Each rule of mdev has a pattern, an owner with a group, and a mode.
    for (const rule of lines('etc/mdev.conf')) expect(rule).toMatch(/^\S+ +root:root 0[0-7]{3}(?: [>@].+)?$/)
  })

  test('fails without busybox, and refuses what cannot stand in inittab', () => {
    expect(convertExtension('busybox-init', { variables: { INIT_SYSTEM: 'busybox' } }).run().failed).toBe('busybox-init: the system has no busybox')
    expect(convertExtension('busybox-init', { variables: { INIT_SYSTEM: 'busybox', CONSOLE_DEV: 'a\n::respawn:x' } }).diagnostics).toMatchObject([{ code: 'deploy/variable-value', at: { start: 10 } }])
  })
})

describe('extensions that are left to the user', () => {
  test('are told of with what they would have read', () => {
    const made = convertExtension('distbuild', { variables: { HOSTNAME: 'x', DISTBUILD_WORKER: 'True', TROVE_HOST: 'git "x"', WORKERS: '' } })
    expect(made.commands).toEqual([])
    expect(made.diagnostics).toMatchObject([{ code: 'deploy/extension-by-hand', severity: 'warning', at: { file: 'systems/box.morph' } }])
    expect(made.diagnostics[0]?.message).toMatch(/^"box-image" is configured without "distbuild", .*; it would have read "DISTBUILD_WORKER=True", "TROVE_HOST=git \\"x\\"", "WORKERS="$/)
  })

  test.each(['mason', 'strip-gplv3', 'vagrant', 'ceph', 'openstack-nova', 'trove', 'nfsboot-server', 'swift-storage'])('%s is always told of', (name) => {
    expect(convertExtension(name).diagnostics).toMatchObject([{ code: 'deploy/extension-by-hand', severity: 'warning' }])
  })

  test('moonshot-kernel needs u-boot\'s tools, and its variable', () => {
    expect(convertExtension('moonshot-kernel', { variables: { MOONSHOT_KERNEL: 'True' } }).diagnostics).toMatchObject([{ code: 'deploy/extension-by-hand', message: expect.stringContaining('MOONSHOT_KERNEL=True') as string }])
    expect(convertExtension('moonshot-kernel').diagnostics).toMatchObject([{ code: 'deploy/variable-missing', severity: 'warning' }])
  })

  test('others are unknown', () => {
    const made = convertExtension('remove-gcc', { variables: { REMOVE_GCC_FROM: 'x', HOSTNAME: 'y' } })
    expect(made.commands).toEqual([])
    expect(made.diagnostics).toMatchObject([{ code: 'deploy/unknown-extension', severity: 'warning', message: expect.stringMatching(/"remove-gcc".*"REMOVE_GCC_FROM=x"$/) as string }])
  })
})
