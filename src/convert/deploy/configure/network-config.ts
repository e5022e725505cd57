/** The value of NETWORK_CONFIG: `name:type[,key=value]...`, stanzas told apart by semicolons (BD §9.6). */

const TYPES = ['loopback', 'static', 'dhcp'] as const

/** One interface. */
export interface NetworkStanza {
  readonly name: string
  readonly type: (typeof TYPES)[number]
  /** In the order of the value. */
  readonly options: ReadonlyMap<string, string>
}

/** The stanzas in the order of the value, or what is wrong with it. */
export function parseNetworkConfig(value: string): readonly NetworkStanza[] | string {
  const stanzas: NetworkStanza[] = []
  for (const text of value.split(';')) {
    const stanza = parseStanza(text)
    if (typeof stanza === 'string') return stanza
    stanzas.push(stanza)
  }
  return stanzas
}

function parseStanza(text: string): NetworkStanza | string {
  const [lead = '', ...items] = text.split(',')
  const [name = '', type, ...more] = lead.split(':')
  const known = TYPES.find((candidate) => candidate === type)
  if (name.trim() === '' || type === undefined || more.length) return `"${lead}" is not NAME:TYPE`
  if (/[\s/]/.test(name)) return `"${name}" is no name of an interface`
  if (!known) return `"${type}" is none of ${TYPES.join(', ')}`
  const options = new Map<string, string>()
  for (const item of items) {
    const at = item.indexOf('=')
    if (at <= 0) return `"${item}" is not KEY=VALUE`
    if (options.has(item.slice(0, at))) return `"${item.slice(0, at)}" is there twice`
    options.set(item.slice(0, at), item.slice(at + 1))
  }
  const stanza = { name, type: known, options }
  return known === 'static' ? addressFault(options) ?? stanza : stanza
}

/** An address for systemd-networkd is one with its number of bits. */
function addressFault(options: ReadonlyMap<string, string>): string | undefined {
  if (options.has('address') !== options.has('netmask')) return '"address" and "netmask" have to come together'
  const netmask = options.get('netmask')
  return netmask !== undefined && netmaskBits(netmask) === undefined ? `"${netmask}" is no netmask` : undefined
}

/** `255.255.255.0` → 24; nothing for what is no netmask. */
export function netmaskBits(netmask: string): number | undefined {
  if (!/^\d{1,3}(?:\.\d{1,3}){3}$/.test(netmask)) return undefined
  const bytes = netmask.split('.').map(Number)
  const bits = bytes.map((byte) => byte.toString(2).padStart(8, '0')).join('')
  return bytes.every((byte) => byte < 256) && /^1*0*$/.test(bits) ? bits.replace(/0/g, '').length : undefined
}
