/** The many names of machines as BuildStream unites them (BF §1.5). */

const CANONICAL: Readonly<Record<string, string>> = {
  'aarch32': 'aarch32', 'arm': 'aarch32', 'aarch64': 'aarch64', 'arm64': 'aarch64', 'armv8l': 'aarch64', 'aarch64-be': 'aarch64-be', 'armv8b': 'aarch64-be',
  'amd64': 'x86-64', 'x86-64': 'x86-64', 'x64': 'x86-64', 'x86-32': 'x86-32', 'i386': 'x86-32', 'i486': 'x86-32', 'i586': 'x86-32', 'i686': 'x86-32',
  'la64v100': 'la64v100', 'loong64': 'la64v100', 'loongarch64': 'la64v100',
  'power-isa-be': 'power-isa-be', 'powerpc': 'power-isa-be', 'powerpc64': 'power-isa-be', 'ppc64': 'power-isa-be',
  'power-isa-le': 'power-isa-le', 'powerpc64le': 'power-isa-le', 'ppc64le': 'power-isa-le',
  'riscv32': 'rv32g', 'rv32g': 'rv32g', 'riscv64': 'rv64g', 'rv64g': 'rv64g',
  'sparc': 'sparc-v9', 'sparc64': 'sparc-v9', 'sparc-v9': 'sparc-v9', 'sun4v': 'sparc-v9',
}

/** The one name of a machine, with `_` between its parts (`x86_64`); nothing for a name that BuildStream does not know. */
export function canonicalArch(name: string): string | undefined {
  return CANONICAL[name.replaceAll('_', '-').toLowerCase()]?.replaceAll('-', '_')
}
