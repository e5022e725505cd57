/** The accounts that every Debian system has, out of the lists that base-passwd brings along, and texts of base-files. */
import type { TreeEdit } from './tree-edit.ts'

/** Texts that scripts would copy from where packages have them. */
const COPIES = [
  ['/usr/share/base-files/profile', '/etc/profile'], ['/usr/share/base-files/dot.profile', '/root/.profile'],
  ['/usr/share/base-files/dot.bashrc', '/root/.bashrc'], ['/usr/share/libc-bin/nsswitch.conf', '/etc/nsswitch.conf'],
] as const

const FOLDERS = [
  '/bin', '/sbin', '/lib', '/boot', '/dev', '/etc', '/home', '/media', '/mnt', '/opt', '/proc', '/root', '/run', '/run/lock', '/srv', '/sys', '/tmp', '/usr/local/bin', '/usr/local/sbin', '/usr/local/lib',
  '/usr/local/include', '/usr/local/share', '/var/cache', '/var/lib', '/var/log', '/var/mail', '/var/opt', '/var/spool', '/var/tmp',
] as const

/** Writes what is not there yet. */
export function addAccounts(tree: TreeEdit): void {
  FOLDERS.forEach((path) => tree.addFolder(path))
  tree.addLink('/var/run', '/run')
  tree.addLink('/var/lock', '/run/lock')
  tree.addLink('/var/spool/mail', '../mail')
  for (const [from, to] of COPIES) {
    const text = tree.read(from)
    if (text !== undefined) tree.add(to, text)
  }
  const passwd = tree.read('/usr/share/base-passwd/passwd.master')
  const group = tree.read('/usr/share/base-passwd/group.master')
  if (passwd === undefined || group === undefined) return
  const hasShadow = tree.leads('/usr/sbin/useradd')
  const shell = tree.leads('/bin/bash') ? '/bin/bash' : '/bin/sh'
  tree.add('/etc/passwd', mapFields(passwd, (fields) => fields.with(1, hasShadow ? 'x' : fields[1] ?? '*').with(-1, fields.at(-1) === '/bin/bash' ? shell : fields.at(-1) ?? '')))
  tree.add('/etc/group', mapFields(group, (fields) => fields.with(1, hasShadow ? 'x' : fields[1] ?? '*')))
  if (!hasShadow) return
  // useradd keeps these where they are, and nobody can log in with a password
  tree.add('/etc/shadow', mapFields(passwd, ([name = '']) => [name, '*', '', '0', '99999', '7', '', '', '']))
  tree.add('/etc/gshadow', mapFields(group, ([name = '']) => [name, '*', '', '']))
}

/** /etc/shells, once all shells are there. */
export function listShells(tree: TreeEdit): void {
  const shells = ['/bin/sh', '/bin/bash', '/usr/bin/bash', '/bin/dash', '/usr/bin/dash'].filter((path) => tree.leads(path))
  tree.add('/etc/shells', ['# /etc/shells: valid login shells', ...shells, ''].join('\n'))
}

function mapFields(text: string, change: (fields: readonly string[]) => readonly string[]): string {
  return text.split('\n').map((line) => (line === '' ? '' : change(line.split(':')).join(':'))).join('\n')
}
