/** Baserock's architecture names and what they mean to compilers (BD §3.4, §4.5). */

/** Names that Baserock's tools knew; any other follows the general rule of {@link machineOf}. */
export const KNOWN_ARCHITECTURES: readonly string[] = [
  'armv5l', 'armv7', 'armv7b', 'armv7l', 'armv7lhf', 'armv8b64', 'armv8l64', 'mips32b', 'mips32l', 'mips64b', 'mips64l', 'ppc64', 'testarch', 'x86_32', 'x86_64',
]

/** Whether Baserock's tools knew the name. */
export function isKnownArchitecture(arch: string): boolean {
  return KNOWN_ARCHITECTURES.includes(arch)
}

const CPUS: ReadonlyMap<string, string> = new Map(Object.entries({
  x86_32: 'i686', armv8l64: 'aarch64', armv8b64: 'aarch64_be', mips32b: 'mips', mips32l: 'mipsel', mips64b: 'mips64', mips64l: 'mips64el',
}))

/** The cpu and abi parts of the machine triplet of an architecture. */
export function machineOf(arch: string): { readonly cpu: string; readonly abi: string } {
  const abi = /^armv[57]/.test(arch) ? 'eabi' : arch.startsWith('mips64') ? 'abi64' : ''
  return { cpu: CPUS.get(arch) ?? arch, abi }
}
