/** nfsboot: only the loopback is configured, as the kernel has the network up already (BD §9.4). */
import { NOTHING, type ConfigureExtension } from './extension.ts'
import { script, withInput } from './script-text.ts'
import { filled } from './variables.ts'

export const nfsboot: ConfigureExtension = {
  name: 'nfsboot',
  reads: ['NFSBOOT_CONFIGURE'],
  // Any text counts, "False" too.
  convert: (input) => filled(input, 'NFSBOOT_CONFIGURE') ? { ...NOTHING, commands: [COMMAND] } : NOTHING,
}

const COMMAND = script('nfsboot',
  'mkdir -p "%{install-root}/etc/network"',
  withInput('cat >"%{install-root}/etc/network/interfaces"', 'auto lo\niface lo inet loopback\n'))
