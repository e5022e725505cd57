/** set-hostname: the name of the machine into /etc/hostname (BD §9.4). */
import { NOTHING, type ConfigureExtension } from './extension.ts'
import { script, word } from './script-text.ts'
import { filled } from './variables.ts'

export const setHostname: ConfigureExtension = {
  name: 'set-hostname',
  reads: ['HOSTNAME'],
  convert: (input) => {
    const hostname = filled(input, 'HOSTNAME')
    if (!hostname) return NOTHING
    return {
      ...NOTHING,
      commands: [script('set-hostname', 'mkdir -p "%{install-root}/etc"', `printf '%s\\n' ${word(hostname.value)} >"%{install-root}/etc/hostname"`)],
    }
  },
}
