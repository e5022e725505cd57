/** Every configuration extension that is known, by name: what it becomes, or what is said of it (BD §9.4; docs/mapping.md). */
import { addConfigFiles } from './add-config-files.ts'
import { busyboxInit } from './busybox-init.ts'
import { BY_HAND } from './by-hand.ts'
import { cloudInit } from './cloud-init.ts'
import type { ConfigureExtension } from './extension.ts'
import { fstab } from './fstab.ts'
import { genivi } from './genivi.ts'
import { hosts } from './hosts.ts'
import { installEssentialFiles, installFiles } from './install-files.ts'
import { installer } from './installer.ts'
import { nfsboot } from './nfsboot.ts'
import { setHostname } from './set-hostname.ts'
import { simpleNetwork } from './simple-network.ts'
import { sshkeys } from './sshkeys.ts'
import { vdaboot } from './vdaboot.ts'

export { unknownExtension } from './by-hand.ts'

/** By name without folder. For any other name there is `unknownExtension`. */
export const CONFIGURE_EXTENSIONS: ReadonlyMap<string, ConfigureExtension> = new Map([
  setHostname, installEssentialFiles, installFiles, nfsboot, addConfigFiles, fstab, cloudInit, simpleNetwork, hosts, busyboxInit, sshkeys, vdaboot, genivi, installer,
  ...BY_HAND,
].map((extension) => [extension.name, extension]))
