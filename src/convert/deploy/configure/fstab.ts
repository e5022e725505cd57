/** fstab: the values of FSTAB_* as lines of /etc/fstab (BD §9.4). */
import { appendValues } from './append-values.ts'
import { NOTHING, type ConfigureExtension } from './extension.ts'
import { family } from './variables.ts'

export const fstab: ConfigureExtension = {
  name: 'fstab',
  reads: ['FSTAB_*'],
  convert: (input) => {
    const lines = family(input, 'FSTAB_')
    return lines.length ? { ...NOTHING, commands: [appendValues('fstab', 'fstab', lines)] } : NOTHING
  },
}
