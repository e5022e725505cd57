/** A small project whose base is one static program, for builds that are disturbed. Knows no builder. */
import { existsSync } from 'node:fs'
import { chmodSync, copyFileSync, mkdirSync, symlinkSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import process from 'node:process'
import { folderOf } from './space.ts'

const BUSYBOX = '/bin/busybox'
const PROGRAMS = ['sh', 'mkdir', 'echo', 'cat', 'seq', 'sleep', 'dd']

/** Why such a project cannot be built here; nothing if it can. */
export function missingProgram(): string | undefined {
  if (!existsSync(BUSYBOX)) return `${BUSYBOX} is missing (apt install busybox-static)`
  const path = (process.env['PATH'] ?? '').split(delimiter)
  return path.some((folder) => existsSync(join(folder, 'bwrap'))) ? undefined : 'bwrap is missing (apt install bubblewrap)'
}

/** Writes it. `all.bst` needs everything; commands have `marker` in their environment. */
export function busyboxProject(marker: string): string {
  const names = ['a', 'b', 'c', 'd', 'e', 'f']
  const folder = folderOf({
    'project.conf': `name: crash\nmin-version: 2.0\nelement-path: elements\nenvironment:\n  MARKER: ${marker}\n`,
    'elements/base.bst': 'kind: import\nsources:\n- kind: local\n  path: base\npublic:\n  bst:\n    integration-commands:\n    - mkdir -p /etc && cat /usr/share/list > /etc/integrated\n',
    ...Object.fromEntries(names.map((name, index) => [`elements/${name}.bst`, elementText(name, names.slice(Math.max(0, index - 2), Math.max(0, index - 1)))])),
    'elements/all.bst': `kind: compose\nbuild-depends:\n- base.bst\n${names.map((name) => `- ${name}.bst\n`).join('')}`,
    'base/usr/share/list': 'base\n',
    ...Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`base/usr/share/files/${index % 20}/${index}`, `file ${index}\n`])),
  })
  mkdirSync(join(folder, 'base/bin'))
  copyFileSync(BUSYBOX, join(folder, 'base/bin/busybox'))
  chmodSync(join(folder, 'base/bin/busybox'), 0o755)
  for (const program of PROGRAMS) symlinkSync('busybox', join(folder, 'base/bin', program))
  return folder
}

function elementText(name: string, below: readonly string[]): string {
  const folder = `%{install-root}/usr/share/${name}`
  return [
    'kind: manual', 'depends:', ...['base', ...below].map((other) => `- ${other}.bst`), 'config:', '  install-commands:',
    `  - mkdir -p "${folder}" && for i in $(seq 50); do echo "file $i of ${name}" > "${folder}/$i"; done`, '  - sleep 0.1', '',
  ].join('\n')
}
