/** The programs that busybox is, as links to it: where there is no other shell, the sysroot has all of them. */
import type { TreeEdit } from './tree-edit.ts'

const BUSYBOX = ['/bin/busybox', '/usr/bin/busybox'] as const

/** Those that belong into /sbin; scripts name some of them by their paths. */
const SYSTEM_PROGRAMS = new Set(
  ('acpid adjtimex arp blkid blockdev brctl depmod devmem fbset fdisk findfs freeramdisk fsck fsck.minix fsfreeze fstrim getty halt hdparm hwclock ifconfig ifdown ifenslave ifup init insmod ip '
    + 'ipaddr iplink ipneigh iproute iprule iptunnel klogd loadfont loadkmap logread losetup lsmod makedevs mdev mkdosfs mke2fs mkfs.ext2 mkfs.minix mkfs.vfat mkswap modinfo modprobe nameif '
    + 'pivot_root poweroff raidautorun rdate reboot rmmod route runlevel setconsole slattach start-stop-daemon sulogin swapoff swapon switch_root sysctl syslogd tunctl udhcpc vconfig watchdog zcip').split(' '),
)

/** Links that the tree has no program for. */
export function linkApplets(tree: TreeEdit): void {
  const busybox = BUSYBOX.find((path) => tree.leads(path))
  if (busybox === undefined || ['/bin/bash', '/bin/dash', '/usr/bin/dash'].some((path) => tree.leads(path))) return
  for (const name of readApplets(tree.readBytes(busybox) ?? Buffer.alloc(0))) {
    const folders = ['/bin', '/sbin', '/usr/bin', '/usr/sbin']
    if (!folders.some((folder) => tree.has(`${folder}/${name}`))) tree.addLinkTo(`${SYSTEM_PROGRAMS.has(name) ? '/sbin' : '/bin'}/${name}`, busybox)
  }
}

/**
 * The names in a busybox program, of whatever machine: it holds them one behind the other, sorted, each ended by a zero,
 * and begins with those of `test`.
 */
export function readApplets(program: Buffer): readonly string[] {
  const start = program.indexOf('\0[\0[[\0')
  if (start === -1) return []
  const names: string[] = []
  for (let at = start + 1; ;) {
    const end = program.indexOf(0, at)
    const name = program.toString('latin1', at, end)
    const last = names.at(-1)
    if (end === -1 || !/^[A-Za-z0-9_.[-]+$/.test(name) || (last !== undefined && name <= last)) return names
    names.push(name)
    at = end + 1
  }
}
