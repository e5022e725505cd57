import { convertExtension } from '../../../../tests/support/configure-input.ts'
import { netmaskBits } from './network-config.ts'

const network = (config?: string) => convertExtension('simple-network', { variables: config === undefined ? {} : { OTHER: 'x', NETWORK_CONFIG: config } })

test('without a configuration, the network comes by DHCP', () => {
  const made = network()
  expect(made.texts).toEqual([
    `# simple-network: the configuration that systemd-networkd has, if any
dhcp="%{install-root}/etc/systemd/network/10-dhcp.network"
if [ -f "$dhcp" ]; then mv "$dhcp" "$dhcp.morph"; fi`,
    `# simple-network: ifupdown
mkdir -p "%{install-root}/etc/network"
cat >"%{install-root}/etc/network/interfaces" <<'END'
auto lo
iface lo inet loopback

auto eth0
iface eth0 inet dhcp
    hostname $(hostname)
END`,
    `# simple-network: systemd-networkd
mkdir -p "%{install-root}/etc/systemd/network"
printf '%s' '[Match]
Name=e*

[Network]
DHCP=yes' >"%{install-root}"'/etc/systemd/network/50-e*.network'`,
  ])
  expect(made.run({ 'etc/systemd/network/10-dhcp.network': 'x' }).tree).toEqual({
    'etc/network/interfaces': 'auto lo\niface lo inet loopback\n\nauto eth0\niface eth0 inet dhcp\n    hostname $(hostname)\n',
    'etc/systemd/network/10-dhcp.network.morph': 'x', 'etc/systemd/network/50-e*.network': '[Match]\nName=e*\n\n[Network]\nDHCP=yes',
  })
})

test('stanzas are sorted for ifupdown, and numbered as given for systemd-networkd', () => {
  const made = network('enp3s0:dhcp;lo:loopback;enp2s0:static,address=10.0.0.1,netmask=255.255.254.0,gateway=10.0.0.254,dns=10.0.0.3;a:static')
  expect(made.diagnostics).toEqual([])
  expect(made.run({ 'etc/network/interfaces': 'old\n' }).tree).toEqual({
    'etc/network/interfaces': `auto lo
iface lo inet loopback

auto a
iface a inet static

auto enp2s0
iface enp2s0 inet static
    address 10.0.0.1
    netmask 255.255.254.0
    gateway 10.0.0.254
    dns 10.0.0.3

auto enp3s0
iface enp3s0 inet dhcp
`,
    'etc/systemd/network/50-enp3s0.network': '[Match]\nName=enp3s0\n\n[Network]\nDHCP=yes',
    'etc/systemd/network/52-enp2s0.network': '[Match]\nName=enp2s0\n\n[Network]\nAddress=10.0.0.1/23\nGateway=10.0.0.254\nDNS=10.0.0.3',
    'etc/systemd/network/53-a.network': '[Match]\nName=a\n\n[Network]',
  })
})

test('with the loopback alone there is nothing for systemd-networkd', () => {
  expect(network('lo:loopback').run().tree).toEqual({ 'etc/network/interfaces': 'auto lo\niface lo inet loopback\n' })
})

test.each([
  '', 'eth0', 'eth0:other', ':dhcp', 'eth0:dhcp;', 'eth0:dhcp,', 'eth0:dhcp,hostname', 'eth0:dhcp,=x', 'eth0:dhcp,a=1,a=2', 'eth0:dhcp:x', 'a/b:dhcp',
  'eth0:static,address=10.0.0.1', 'eth0:static,netmask=255.0.0.0', 'eth0:static,address=10.0.0.1,netmask=255.0.255.0', 'eth0:static,address=10.0.0.1,netmask=24',
])('refuses %j where it stands', (config) => {
  const made = network(config)
  expect(made.commands).toEqual([])
  expect(made.diagnostics).toMatchObject([{ code: 'deploy/variable-value', severity: 'warning', at: { file: 'clusters/box.morph', start: 10 } }])
})

test.each([['255.255.255.0', 24], ['0.0.0.0', 0], ['255.255.255.255', 32], ['255.255.240.0', 20], ['255.255.0.255', undefined], ['256.0.0.0', undefined], ['x', undefined]])('%s has %j bits', (netmask, bits) => {
  expect(netmaskBits(netmask)).toBe(bits)
})
