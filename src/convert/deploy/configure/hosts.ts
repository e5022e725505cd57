/** hosts: the values of HOSTS_* as lines of /etc/hosts (BD §9.4). */
import { isIPv4, isIPv6 } from 'node:net'
import { appendValues } from './append-values.ts'
import { NOTHING, type ConfigureExtension } from './extension.ts'
import { family, refuse } from './variables.ts'

export const hosts: ConfigureExtension = {
  name: 'hosts',
  reads: ['HOSTS_*'],
  convert: (input) => {
    const lines = family(input, 'HOSTS_')
    const malformed = lines.filter(({ value }) => !isHostsLine(value))
    for (const variable of malformed) refuse(input, 'hosts', variable, 'an IP address and at least one name, with blanks between them')
    return lines.length && malformed.length === 0 ? { ...NOTHING, commands: [appendValues('hosts', 'hosts', lines)] } : NOTHING
  },
}

function isHostsLine(value: string): boolean {
  const [address = '', ...names] = value.trim().split(/\s+/)
  // An address with the name of an interface behind it is none in a file of hosts.
  return names.length > 0 && (isIPv4(address) || (isIPv6(address) && !address.includes('%')))
}
