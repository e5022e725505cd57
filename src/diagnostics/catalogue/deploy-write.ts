/** What is said while deployments are converted: of the image, not of its configuration. */
import { entry } from './entry.ts'

const quoted = (variables: readonly string[]): string => (variables.length ? ` (${variables.join(', ')})` : '')

export const deployWriteCodes = {
  'deploy/left-out': entry<{ deployment: string; why: string }>({
    severity: 'warning',
    message: ({ deployment, why }) => `deployment "${deployment}" is not converted: ${why}`,
    page: 'A deployment is converted if its system, the systems deployed into it, its manifests and its partition file are all right. The others are converted all the same.',
  }),
  'deploy/not-chosen': entry<{ deployment: string; system: string }>({
    severity: 'note',
    message: ({ deployment, system }) => `deployment "${deployment}" is not converted: ${system} goes into it, and was not chosen`,
    hint: () => 'choose the cluster with --system, which takes all systems in it',
    page: '`--system` with the path of a system takes that system and those of its deployments that need no other. With the path of a cluster it takes the cluster\'s deployments and all their systems.',
  }),
  'deploy/unknown-type': entry<{ deployment: string; type: string; location: string; variables: readonly string[]; suggestion: string | undefined }>({
    severity: 'warning',
    message: ({ deployment, type, location, variables, suggestion }) =>
      `deployment "${deployment}" is not converted: nothing is known of the type "${type}"${suggestion === undefined ? '' : ` (perhaps "${suggestion}" is meant)`}; its location is "${location}"${quoted(variables)}`,
    hint: () => 'write a script element over the element of its system; include/image.yml and docs/images.md help with images',
    page: 'The type of a deployment names the extension that wrote it. Those of Baserock\'s own definitions are known; what another did only its author knows.',
  }),
  'deploy/not-sent': entry<{ deployment: string; file: string; location: string; variables: readonly string[] }>({
    severity: 'warning',
    message: ({ deployment, file, location, variables }) => `deployment "${deployment}" went to ${location}; its element only makes ${file}${quoted(variables)}`,
    hint: () => 'take the file out of the artifact and send it there by other means',
    page: 'Elements cannot reach a network. What was uploaded, copied to another machine or started there is made as a file; the variables that said how are quoted, so that nothing of them is lost.',
  }),
  'deploy/bad-value': entry<{ name: string; value: string; wanted: string }>({
    severity: 'error',
    message: ({ name, value, wanted }) => `${name} is "${value}"; wanted are ${wanted}`,
    page: 'Extensions refused such a value, so that the deployment never worked. It is not converted; everything else is.',
  }),
  'deploy/does-not-fit': entry<{ deployment: string; file: string; needed: string; given: string; fills: boolean }>({
    severity: 'error',
    message: ({ deployment, file, needed, given, fills }) => `the partitions of ${file} need ${needed}${fills ? ' and something to fill' : ''}, and DISK_SIZE of "${deployment}" is ${given}`,
    hint: () => 'make DISK_SIZE larger or the partitions smaller',
    page: 'The sizes of partitions, what lies before the first one and the end of a GPT disk are added up and held against `DISK_SIZE`. Whether the content fits its partitions shows when the image is made: the element then fails with the numbers.',
  }),
  'deploy/partition-file-unused': entry<{ deployment: string; file: string }>({
    severity: 'warning',
    message: ({ deployment, file }) => `"${deployment}" names ${file}, but does not say USE_PARTITIONING: yes, without which it was never read`,
    page: 'rawdisk looked at `PARTITION_FILE` only where `USE_PARTITIONING` was true.',
  }),
  'deploy/raw-in-gap': entry<{ file: string }>({
    severity: 'error',
    message: ({ file }) => `${file} would lie in a gap between partitions`,
    hint: () => 'list it under the raw_files of the whole disk, with an offset, or make the gap a partition',
    page: 'Files that are written as they are belong to a partition or to the whole disk; where a gap begins is only known when the image is made.',
  }),
  'deploy/same-location': entry<{ deployment: string; other: string; location: string }>({
    severity: 'error',
    message: ({ deployment, other, location }) => `"${deployment}" and "${other}" both write ${location}`,
    hint: () => 'give one of them another location, or remove it',
    page: 'Two deployments into one file, or into one path of the same tree: Baserock refused the second or overwrote the first. The first one in the file is converted.',
  }),
  'deploy/layout': entry<{ deployment: string; own: boolean }>({
    severity: 'note',
    message: ({ deployment, own }) => own
      ? `"${deployment}" had its root on btrfs, with subvolumes for upgrades; it is ext4 now, without`
      : `"${deployment}" was one btrfs file system without partitions; its image now has a vfat /boot and an ext4 root`,
    hint: () => 'docs/images.md tells how to change the layout',
    page: `Baserock's images were btrfs, with subvolumes that its own upgrades needed; making one takes root and a mounted loop device. Images of
converted deployments have a partition table, a boot partition and an ext4 root, which can be made without either.`,
  }),
  'deploy/root-device': entry<{ deployment: string; device: string }>({
    severity: 'note',
    message: ({ deployment, device }) => `ROOT_DEVICE ${device} of "${deployment}" is not used: the root is found by an identifier`,
    hint: ({ device }) => `set the variable root-device to ${device} in the element if the kernel cannot`,
    page: 'The image has a partition table with fixed identifiers, so that `root=PARTUUID=...`, or `root=UUID=...` with an initramfs, is right whatever the disk is called.',
  }),
  'deploy/variable-unread': entry<{ deployment: string; names: readonly string[] }>({
    severity: 'note',
    message: ({ deployment, names }) => `no extension of "${deployment}" reads ${names.join(', ')}`,
    page: 'The variable was set, but neither the write extension nor a configuration extension that the system lists looks at it. Nothing is made of it.',
  }),
  'deploy/other-architecture': entry<{ deployment: string; arch: string; parent: string }>({
    severity: 'warning',
    message: ({ deployment, arch, parent }) => `"${deployment}" is not put into its parent: it is for ${arch}, the parent for ${parent}, and a project is built for one at a time`,
    hint: () => 'build its element under the other option first, and import the result',
    page: 'An element is built for the architecture that the project option names, and so is everything it depends on.',
  }),
} as const
