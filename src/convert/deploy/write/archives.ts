/** Writers that put the tree into one file or folder: tar, initramfs, sysroot, image-package, jffs2, sdk (BD §9.7). */
import type { Noted, Variables } from '../../../ir/project.ts'
import { saidAt } from '../../origin.ts'
import { escapePercent } from '../../percent.ts'
import { fileName, sent } from './disk.ts'
import type { DeploymentWriter, WriteInput, WriteResult } from './writer.ts'

/** A location inside a tree: its whole path; for what stands on its own the file's name is enough, but both are the same artifact. */
function placed({ location, deployment }: WriteInput, isPart: boolean): string {
  return isPart ? location.value.replace(/^\/+|\/+$/g, '') : fileName(location.value, deployment)
}

const NONE: Variables = new Map()

/** Writers by whether the result goes into the tree of another deployment. */
export function archiveWriters(isPart: boolean): readonly DeploymentWriter[] {
  const simple = (name: string, kind: WriteResult['kind']): DeploymentWriter => ({
    name, reads: [], convert: (input) => ({ kind, file: placed(input, isPart), variables: NONE }),
  })
  return [
    simple('tar', 'tar'), simple('initramfs', 'initramfs'), simple('sysroot', 'sysroot'),
    {
      name: 'jffs2', reads: ['ERASE_BLOCK'],
      convert: (input) => {
        const block = input.variables.get('ERASE_BLOCK')
        if (!block || !/^\d+$/.test(block.value)) {
          input.collector.report('deploy/bad-value', { name: 'ERASE_BLOCK', value: block?.value ?? '', wanted: 'digits' }, block?.at ?? input.at)
        }
        return { kind: 'jffs2', file: placed(input, isPart), variables: new Map([['erase-block', { text: block?.value ?? '', ...saidAt(block?.at) }]]) }
      },
    },
    {
      name: 'image-package',
      reads: ['BOOTLOADER_BLOBS', 'INCLUDE_SCRIPTS', 'BOOTLOADER_BLOBS_SEPARATOR', 'INCLUDE_SCRIPTS_SEPARATOR', 'SCRIPT_SUBDIR', 'IMAGE_SUBDIR', 'ROOTFS_TAR', 'OUTPUT_COMPRESS', 'ROOTFS_COMPRESS'],
      convert: (input) => ({ kind: 'image-package', file: placed(input, isPart), variables: packageVariables(input), uses: listOf('INCLUDE_SCRIPTS', input) }),
    },
    { name: 'sdk', reads: ['TARGET', 'PREFIX'], convert: (input) => sent(input, { kind: 'tar', file: `${input.deployment}.tar`, variables: NONE }, ['TARGET', 'PREFIX']) },
  ]
}

/** The parts of a list variable, whose separator another variable may name. */
function listOf(name: string, { variables }: WriteInput): readonly string[] {
  const separator = variables.get(`${name}_SEPARATOR`)?.value ?? ':'
  return (variables.get(name)?.value ?? '').split(separator).filter((part) => part !== '')
}

function packageVariables(input: WriteInput): Variables {
  const names: readonly (readonly [string, string])[] = [
    ['BOOTLOADER_BLOBS', 'bootloader-blobs'], ['INCLUDE_SCRIPTS', 'include-scripts'], ['SCRIPT_SUBDIR', 'script-subdir'], ['IMAGE_SUBDIR', 'image-subdir'],
    ['ROOTFS_TAR', 'rootfs-tar'], ['OUTPUT_COMPRESS', 'output-compress'], ['ROOTFS_COMPRESS', 'rootfs-compress'],
  ]
  return new Map(names.flatMap(([name, variable]): readonly (readonly [string, Noted])[] => {
    const given = input.variables.get(name)
    if (!given) return []
    const isList = name === 'BOOTLOADER_BLOBS' || name === 'INCLUDE_SCRIPTS'
    return [[variable, { ...saidAt(given.at), text: escapePercent(isList ? `${listOf(name, input).join('\n')}\n` : given.value) }]]
  }))
}

const SENT_TREES = ['nfsboot', 'ssh-rsync', 'pxeboot', 'distbuild-trove-nfsboot'] as const
const SENT_READS = ['VERSION_LABEL', 'UPGRADE', 'AUTOSTART', 'NFSBOOT_*', 'PXEBOOT_*', 'PXE_*', 'TFTPSERVER_*', 'TEST_*', 'STAGING_*', 'KERNEL_ARGS', 'DTB_PATH', 'INITRAMFS_PATH', 'HOSTNAME', 'PXEBOOTER_*'] as const

/** Sent to another machine as files: an archive of the tree is what can be made here. */
export const treeSenders: readonly DeploymentWriter[] = SENT_TREES.map((name) => ({
  name, reads: SENT_READS, convert: (input) => sent(input, { kind: 'tar', file: `${input.deployment}.tar`, variables: NONE }, SENT_READS),
}))
