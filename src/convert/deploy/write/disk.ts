/** rawdisk, and what makes a disk image on its way to a machine: kvm, openstack, virtualbox-ssh (BD §9.7, §9.8). */
import type { Located } from '../../../ir/origin.ts'
import type { Noted } from '../../../ir/project.ts'
import { noted, saidAt, saidBy, type Said } from '../../origin.ts'
import { escapePercent } from '../../percent.ts'
import { partitionVariables } from './partitions.ts'
import { bytesOf } from './sizes.ts'
import { isNamed } from '../reads.ts'
import type { DeploymentWriter, WriteInput, WriteResult } from './writer.ts'

const DISK_READS = [
  'DISK_SIZE', 'USE_PARTITIONING', 'PARTITION_FILE', 'ROOT_DEVICE', 'BOOTLOADER_INSTALL', 'BOOTLOADER_CONFIG_FORMAT', 'KERNEL_ARGS',
  'INITRAMFS_PATH', 'DTB_PATH', 'VERSION_LABEL',
]

const GUEST_READS = ['RAM_SIZE', 'VCPUS', 'ATTACH_DISKS', 'NIC_CONFIG', 'AUTOSTART']
const VIRTUALBOX_READS = [...GUEST_READS, 'VAGRANT', 'HOST_IPADDR', 'NETMASK']

/** The disk image itself. */
export const rawdisk: DeploymentWriter = {
  name: 'rawdisk', reads: DISK_READS,
  convert: (input) => diskImage(input, isDevice(input.location.value) ? `${input.deployment}.img` : fileName(input.location.value, input.deployment)),
}

/** Sent to a machine and started there; the image is what can be made here. */
export const kvm: DeploymentWriter = {
  name: 'kvm', reads: [...DISK_READS, ...GUEST_READS],
  convert: (input) => sent(input, diskImage(input, fileName(input.location.value, input.deployment)), GUEST_READS),
}

/** Uploaded to a cloud. */
export const openstack: DeploymentWriter = {
  name: 'openstack', reads: [...DISK_READS, 'OPENSTACK_*'],
  convert: (input) => sent(input, diskImage(input, `${input.deployment}.img`), ['OPENSTACK_*']),
}

/** Sent to VirtualBox on another machine. */
export const virtualbox: DeploymentWriter = {
  name: 'virtualbox-ssh', reads: [...DISK_READS, ...VIRTUALBOX_READS],
  convert: (input) => sent(input, diskImage(input, fileName(input.location.value, input.deployment)), VIRTUALBOX_READS),
}

/** The last part of a path or URL; the deployment's own name where there is none. */
export function fileName(location: string, deployment: string): string {
  return /[^/]*$/.exec(location.replace(/\/+$/, ''))?.[0] || `${deployment}.img`
}

function isDevice(location: string): boolean {
  return location.startsWith('/dev/')
}

/** What the network part would have done with the variables of `reads` is for a person. */
export function sent({ deployment, location, variables, at, collector }: WriteInput, result: WriteResult, reads: readonly string[]): WriteResult {
  const quoted = [...variables].filter(([name]) => isNamed(name, reads)).map(([name, { value }]) => `${name}=${value}`)
  collector.report('deploy/not-sent', { deployment, file: result.file, location: location.value, variables: quoted }, at)
  return result
}

function diskImage(input: WriteInput, file: string): WriteResult {
  const { variables, collector, deployment, at } = input
  const size = variables.get('DISK_SIZE')
  const bytes = size && bytesOf(size.value)
  if (size && bytes === undefined) collector.report('deploy/bad-value', { name: 'DISK_SIZE', value: size.value, wanted: 'digits, and K, M or G' }, size.at)
  const partitions = partitionVariables(input, bytes)
  const bootloader = bootloaderOf(input)
  const rootDevice = variables.get('ROOT_DEVICE')
  const initramfs = variables.get('INITRAMFS_PATH')
  if (rootDevice) collector.report('deploy/root-device', { deployment, device: rootDevice.value }, rootDevice.at)
  collector.report('deploy/layout', { deployment, own: partitions.size > 0 }, at)
  return {
    kind: 'disk', file,
    variables: new Map<string, Noted>([
      ...text('disk-size', size), ...partitions,
      ...(bootloader === 'syslinux' ? [] : [['bootloader', { text: bootloader, ...bootloaderSaid(input) }] as const]),
      ...text('kernel-args', variables.get('KERNEL_ARGS')), ...text('initramfs', initramfs), ...text('dtb', variables.get('DTB_PATH')),
      // An initramfs was given the file system's UUID, and may know no other way (BD §9.8).
      ...(initramfs?.value.trim() ? [['root-device', { text: 'UUID', ...saidAt(initramfs.at) }] as const] : []),
    ]),
  }
}

function text(name: string, variable: Located<string> | undefined): readonly (readonly [string, Noted])[] {
  if (!variable || variable.value.trim() === '') return []
  return [[name, { ...noted(variable), text: escapePercent(variable.value.trim()) }]]
}

/** BD §9.8 (6): configuration where a format is named or the machine is a PC; a boot loader unless there is to be none. */
function bootloaderOf({ variables, system, collector }: WriteInput): 'syslinux' | 'config' | 'none' {
  const format = variables.get('BOOTLOADER_CONFIG_FORMAT')
  if (format && format.value !== '' && format.value !== 'extlinux') {
    collector.report('deploy/bad-value', { name: 'BOOTLOADER_CONFIG_FORMAT', value: format.value, wanted: 'extlinux' }, format.at)
  }
  const install = variables.get('BOOTLOADER_INSTALL')
  if (install && install.value !== 'extlinux' && install.value !== 'none') {
    collector.report('deploy/bad-value', { name: 'BOOTLOADER_INSTALL', value: install.value, wanted: 'extlinux or none' }, install.at)
  }
  const isPc = system.arch.value.startsWith('x86')
  if (!isPc && !format?.value) return 'none'
  return isPc && install?.value !== 'none' ? 'syslinux' : 'config'
}

/** What decides on it, as far as it is given. */
function bootloaderSaid({ variables, system }: WriteInput): Said {
  return saidBy([system.arch, ...['BOOTLOADER_CONFIG_FORMAT', 'BOOTLOADER_INSTALL'].flatMap((name) => variables.get(name) ?? [])])
}
