/** Values of variables appended to a file of /etc, one a line, sorted: what fstab and hosts have in common (BD §9.4). */
import type { Noted } from '../../../ir/project.ts'
import { script, withInput } from './script-text.ts'
import { byValue, type Variable } from './variables.ts'

/** The command that appends them to `/etc/<file>`, which then belongs to root with mode 0644. */
export function appendValues(extension: string, file: string, variables: readonly Variable[]): Noted {
  const sorted = byValue(variables)
  const command = script(extension,
    'mkdir -p "%{install-root}/etc"',
    withInput(`cat >>"%{install-root}/etc/${file}"`, sorted.map(({ value }) => `${value}\n`).join('')),
    `chmod 0644 "%{install-root}/etc/${file}"`)
  return { ...command, lineOrigins: [undefined, undefined, ...sorted.flatMap(({ value, at }) => value.split('\n').map(() => at))] }
}
