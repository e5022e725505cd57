/**
 * A sysroot with the programs that images are made with: the one that MORPH2BST_IMAGE_TOOLS names (what `morph2bst base
 * --packages tools` makes), else one out of this machine's own programs. Knows no project.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, realpathSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { folderOf } from '../../support/space.ts'

const PROGRAMS = [
  'sh', 'awk', 'sed', 'grep', 'find', 'xargs', 'tar', 'gzip', 'cpio', 'getopt', 'cat', 'chmod', 'cp', 'cut', 'dd', 'df', 'dirname', 'echo', 'head', 'install', 'ln', 'mkdir', 'mv',
  'printf', 'rm', 'sha256sum', 'sort', 'stat', 'touch', 'tr', 'truncate', 'uniq', 'sfdisk', 'mkswap', 'mkfs.ext4', 'debugfs', 'e2fsck', 'mkfs.vfat', 'mcopy', 'mmd', 'mattrib',
  'mmove', 'syslinux', 'fakeroot-tcp', 'faked-tcp', 'mkfs.jffs2',
] as const

/** What programs read besides their libraries; globs of the machine. */
const DATA = ['/usr/lib/syslinux/mbr', '/usr/lib/*/libfakeroot', '/usr/lib/*/gconv/IBM850.so', '/usr/lib/*/gconv/gconv-modules*', '/usr/lib/*/liblz*.so*', '/lib/*/libgcc_s.so.1']
const PATH = `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin`
const SEEN = ['sfdisk', 'debugfs', 'e2fsck', 'fsck.vfat', 'mdir', 'mcopy', 'tar', 'cpio']

function where(program: string): string | undefined {
  return PATH.split(delimiter).map((folder) => join(folder, program)).find((path) => path.startsWith('/') && existsSync(path))
}

/** The named sysroot. */
const NAMED = process.env['MORPH2BST_IMAGE_TOOLS']

/** Programs that are missing here to make images, and to look into them. */
export const missingPrograms: readonly string[] = [...(NAMED === undefined ? PROGRAMS : []), ...SEEN, 'bwrap'].filter((program) => where(program) === undefined)

/** Makes the sysroot at a path. */
export function makeImageTools(folder: string): void {
  mkdirSync(dirname(folder), { recursive: true })
  if (NAMED !== undefined) {
    said('cp', ['-a', NAMED, folder])
    return
  }
  const script = `
    set -e
    mkdir -p "$0/usr/bin" "$0/bin" "$0/usr/lib"
    take() { for path; do mkdir -p "$0\${path%/*}"; cp -rL "$path" "$0\${path%/*}/"; done; }
    for program; do
      cp -L "$program" "$0/usr/bin/\${program##*/}"
      ldd "$program" 2> /dev/null | grep -o '/[^ ]*' | while read -r library; do [ -e "$0$library" ] || take "$library"; done
    done
    cp "$0/usr/bin/sh" "$0/bin/sh"
    for path in ${DATA.join(' ')}; do if [ -e "$path" ]; then take "$path"; fi; done`
  said('bash', ['-c', script, folder, ...PROGRAMS.flatMap((program) => where(program) ?? [])])
}

/** Runs a program of this machine and gives back all that it said on stdout; throws if it fails. */
export function said(command: string, words: readonly string[], cwd = '/'): string {
  const run = spawnSync(command, words, { encoding: 'utf8', cwd, env: { ...process.env, PATH, LC_ALL: 'C', TZ: 'UTC', MTOOLS_SKIP_CHECK: '1' }, maxBuffer: 1 << 28 })
  if (run.status !== 0) throw new Error(`${command} ${words.join(' ')} ends with ${run.status}:\n${run.stdout}${run.stderr}`)
  return run.stdout
}

/** The bytes of a disk image from `start`, `sectors` of 512 bytes, as a file of their own. */
export function partOf(image: string, start: number, sectors: number): string {
  const file = join(folderOf(), 'part')
  said('dd', [`if=${image}`, `of=${file}`, 'bs=512', `skip=${start}`, `count=${sectors}`, 'conv=sparse', 'status=none'])
  return existsSync(file) ? realpathSync(file) : file
}
