/** simple-network: interfaces for ifupdown and for systemd-networkd (BD §9.6). */
import type { Noted } from '../../../ir/project.ts'
import { NOTHING, type ConfigureExtension } from './extension.ts'
import { netmaskBits, parseNetworkConfig, type NetworkStanza } from './network-config.ts'
import { inSystem, script, withInput, word } from './script-text.ts'
import { refuse } from './variables.ts'

export const simpleNetwork: ConfigureExtension = {
  name: 'simple-network',
  reads: ['NETWORK_CONFIG'],
  convert: (input) => {
    const variable = input.variables.get('NETWORK_CONFIG')
    if (!variable) return { ...NOTHING, commands: configure(parsed(IFUPDOWN_DEFAULT), parsed(NETWORKD_DEFAULT)) }
    const stanzas = parseNetworkConfig(variable.value)
    if (typeof stanzas !== 'string') return { ...NOTHING, commands: configure(stanzas, stanzas) }
    refuse(input, 'simple-network', { ...variable, name: 'NETWORK_CONFIG' }, `NAME:TYPE[,KEY=VALUE]..., with ";" between interfaces, and ${stanzas}`)
    return NOTHING
  },
}

/** ifupdown runs the command when it brings the interface up. */
const IFUPDOWN_DEFAULT = 'lo:loopback;eth0:dhcp,hostname=$(hostname)'
const NETWORKD_DEFAULT = 'e*:dhcp'

function parsed(config: string): readonly NetworkStanza[] {
  const stanzas = parseNetworkConfig(config)
  return typeof stanzas === 'string' ? [] : stanzas
}

function configure(ifupdown: readonly NetworkStanza[], networkd: readonly NetworkStanza[]): readonly Noted[] {
  const units = networkd.flatMap((stanza, index) => unitOf(stanza, FIRST_UNIT + index))
  return [
    script('simple-network: the configuration that systemd-networkd has, if any', SET_ASIDE),
    script('simple-network: ifupdown', 'mkdir -p "%{install-root}/etc/network"', withInput('cat >"%{install-root}/etc/network/interfaces"', interfacesText(ifupdown))),
    ...(units.length ? [script('simple-network: systemd-networkd', 'mkdir -p "%{install-root}/etc/systemd/network"', ...units)] : []),
  ]
}

const SET_ASIDE = `
dhcp="%{install-root}/etc/systemd/network/10-dhcp.network"
if [ -f "$dhcp" ]; then mv "$dhcp" "$dhcp.morph"; fi`.trimStart()

/** /etc/network/interfaces: the loopback first, the others by name. */
function interfacesText(stanzas: readonly NetworkStanza[]): string {
  const rank = ({ name }: NetworkStanza): string => (name === 'lo' ? '' : name)
  const sorted = [...stanzas].sort((a, b) => Buffer.compare(Buffer.from(rank(a)), Buffer.from(rank(b))))
  return sorted.map(({ name, type, options }) => [
    `auto ${name}`, `iface ${name} inet ${type}`, ...[...options].map(([key, value]) => `    ${key} ${value}`), '',
  ].join('\n')).join('\n')
}

/** Where systemd's own files are numbered lower. */
const FIRST_UNIT = 50

/** The command that writes a .network file; a loopback takes a number and has none. */
function unitOf({ name, type, options }: NetworkStanza, number: number): readonly string[] {
  if (type === 'loopback') return []
  const text = ['[Match]', `Name=${name}`, '', '[Network]', ...(type === 'dhcp' ? ['DHCP=yes'] : staticLines(options))].join('\n')
  return [`printf '%s' ${word(text)} >${inSystem(`/etc/systemd/network/${number}-${name}.network`)}`]
}

function staticLines(options: ReadonlyMap<string, string>): readonly string[] {
  const line = (key: string, value: string | undefined): readonly string[] => (value === undefined ? [] : [`${key}=${value}`])
  const [address, bits] = [options.get('address'), netmaskBits(options.get('netmask') ?? '')]
  return [
    ...line('Address', address === undefined || bits === undefined ? undefined : `${address}/${bits}`),
    ...line('Gateway', options.get('gateway')), ...line('DNS', options.get('dns')),
  ]
}
