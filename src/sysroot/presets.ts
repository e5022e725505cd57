/** Sets of packages under a name, as data: what each is for, and why a package is in it where its name does not say. */

/** One set. */
export interface Preset {
  readonly about: string
  /** Sets that it contains. */
  readonly contains?: readonly string[]
  readonly packages: readonly (string | OnSomeMachines)[]
}

/** A package that only some machines have. */
interface OnSomeMachines {
  readonly name: string
  readonly machines: readonly string[]
}

const PC = ['amd64', 'i386'] as const

/** Folders, accounts and the C library with its programs. */
const COMMON = ['base-files', 'base-passwd', 'libc6', 'libc-bin'] as const

export const PRESETS: Readonly<Record<string, Preset>> = {
  minimal: {
    about: 'C library, busybox as shell and programs, accounts: for an initramfs',
    packages: [...COMMON, 'busybox'],
  },
  tools: {
    about: 'shell, coreutils, programs that make images',
    packages: [
      // without it, packages ask for a program that joins /bin and /usr/bin, and that for the whole of Perl
      'usr-is-merged',
      ...COMMON, 'bash', 'dash', 'coreutils', 'debianutils', 'hostname', 'sed', 'grep', 'gawk', 'findutils', 'diffutils', 'patch',
      'tar', 'cpio', 'gzip', 'bzip2', 'xz-utils', 'zstd', 'util-linux', 'mount', 'kmod',
      'fdisk', 'parted', 'mtools', 'dosfstools', 'e2fsprogs', 'btrfs-progs', 'mtd-utils', 'fakeroot',
      'syslinux-common', { name: 'syslinux', machines: PC }, { name: 'extlinux', machines: PC },
    ],
  },
  build: {
    about: 'tools, and compilers, make, autotools, cmake, meson, python, perl',
    contains: ['tools'],
    packages: [
      'binutils', 'gcc', 'g++', 'make', 'libc6-dev', 'zlib1g-dev',
      'autoconf', 'automake', 'autopoint', 'libtool', 'libtool-bin', 'pkg-config', 'cmake', 'meson', 'ninja-build',
      'm4', 'bison', 'flex', 'gperf', 'gettext', 'intltool', 'texinfo', 'bc', 'file', 'git', 'rsync', 'unzip', 'procps',
      'perl', 'libmodule-build-perl', 'python3', 'python3-dev', 'python3-setuptools', 'xsltproc', 'libxml2-utils',
    ],
  },
  gnome: {
    about: 'build, and what GNOME\'s integration commands run',
    contains: ['build'],
    packages: [
      'libglib2.0-bin', 'libglib2.0-dev-bin', 'shared-mime-info', 'desktop-file-utils', 'fontconfig', 'gtk-update-icon-cache',
      // gdk-pixbuf-query-loaders and gtk-query-immodules-3.0 come with the libraries that these ask for
      'libgdk-pixbuf2.0-bin', 'libgtk-3-bin', 'passwd', 'systemd', 'dconf-cli',
    ],
  },
}

/** Names of the sets, the smallest first. */
export const PRESET_NAMES: readonly string[] = Object.keys(PRESETS)

/** The packages that words stand for on a machine, each once, sorted: names of sets give theirs, others themselves. */
export function packagesOf(words: readonly string[], arch: string): readonly string[] {
  const found = words.flatMap((word) => {
    const preset = PRESETS[word]
    if (!preset) return [word]
    const own = preset.packages.flatMap((row) => (typeof row === 'string' ? [row] : row.machines.includes(arch) ? [row.name] : []))
    return [...own, ...packagesOf(preset.contains ?? [], arch)]
  })
  return [...new Set(found)].sort()
}
