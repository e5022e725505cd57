/** Words of reading what deployments name: manifests and partition files. An error leaves out the deployments that use the file, nothing else. */
import { entry } from './entry.ts'

const MANIFEST_FORM = `A line of an install-files manifest is

    [template ][overwrite ]MODE UID GID PATH

with single blanks: MODE in octal digits with the type of the file (\`0040755\` a directory, \`0100644\` a file, \`0120000\` a link), UID and
GID in decimal numbers, PATH in the system. The file itself lies beside the manifest, under the same path.`

const PARTITION_FORM = 'The deployments that use the partition file are left out until it is mended. `schemas/partitioning.schema.json` lists its fields.'

export const deployReaderCodes = {
  'reader/missing-data': entry<{ path: string; what: string; variable: string | undefined }>({
    severity: 'error',
    message: ({ path, what, variable }) => `there is no ${what} "${path}"${variable === undefined ? '' : `, which ${variable} names`}`,
    hint: () => 'paths count from the root of the definitions',
    page: `A deployment names a manifest (\`INSTALL_FILES\`) or a partition file (\`PARTITION_FILE\`, \`partitioning/default\` without it) that is not
there. Its system may list \`install-essential-files\`, which installs \`install-files/essential-files/manifest\`. The deployment is left out.`,
  }),
  'reader/data-unreadable': entry<{ path: string; detail: string }>({
    severity: 'error',
    message: ({ path, detail }) => `"${path}" cannot be read: ${detail}`,
    page: `A deployment needs a file of the definitions that is there and cannot be taken: no permission, too large, no regular file, or a name
or text that is not UTF-8. The deployment is left out.`,
  }),
  'reader/bad-quoting': entry<{ variable: string }>({
    severity: 'error',
    message: ({ variable }) => `the value of ${variable} ends within quotes`,
    hint: () => 'close the quote, or write a backslash before it',
    page: '`INSTALL_FILES` holds paths of manifests, told apart as a shell tells words apart. A quote that is not closed, or a backslash at the end, makes no words.',
  }),
  'reader/manifest-line': entry<{ found: string }>({
    severity: 'error',
    message: ({ found }) => `${found}; expected "[template ][overwrite ]MODE UID GID PATH"`,
    hint: () => 'manifests have neither empty lines nor comments',
    page: `${MANIFEST_FORM} Nothing else is allowed, neither empty lines nor comments, and one such line failed the whole deployment.`,
  }),
  'reader/manifest-type': entry<{ mode: string }>({
    severity: 'error',
    message: ({ mode }) => `mode ${mode} is that of no directory, file or link`,
    hint: ({ mode }) => `begin with the type of the file: 0040${mode.slice(-3)} for a directory, 0100${mode.slice(-3)} for a file, 0120${mode.slice(-3)} for a link`,
    page: `${MANIFEST_FORM} Devices, pipes and sockets were never supported.`,
  }),
  'reader/manifest-path': entry<{ path: string }>({
    severity: 'error',
    message: ({ path }) => `"${path}" is no path of a file in the system`,
    page: 'The path of a manifest\'s line leads out of the system by `..`, or is that of its root directory where a file or link is wanted.',
  }),
  'reader/manifest-rest': entry<{ rest: string }>({
    severity: 'warning',
    message: ({ rest }) => `${JSON.stringify(rest)} after the path is not read`,
    hint: () => 'a path in a manifest cannot have blanks',
    page: 'The path of a manifest\'s line ends at the first blank, and whatever follows means nothing. A path with a blank in it cannot be given.',
  }),
  'reader/manifest-twice': entry<{ path: string }>({
    severity: 'error',
    message: ({ path }) => `"${path}" is installed twice`,
    hint: () => 'remove one of the lines, or put "overwrite " before the mode of the second',
    page: `A second line for a file or link failed the deployment, as the first had made it already; so did a second line for a directory that
gives it another mode or owner. \`overwrite\` allows it.`,
  }),
  'reader/manifest-source-missing': entry<{ source: string; wanted: string }>({
    severity: 'warning',
    message: ({ source, wanted }) => `there is no ${wanted} "${source}", so deployments come without it`,
    hint: () => 'add the file, or remove the line',
    page: `A file or link that a manifest lists has to lie beside it under the same path. This one is not there: Baserock's tools failed at that, the
converted deployments lack the file.`,
  }),
  'reader/manifest-link-as-file': entry<{ source: string; target: string }>({
    severity: 'warning',
    message: ({ source, target }) => `"${source}" is a file, and is taken for the link to "${target}" that it should be`,
    hint: () => 'check the definitions out where symbolic links can be made',
    page: `The line says that this is a symbolic link, and a file with nothing but a path in it lies there. Git writes links so where it cannot make
any (\`core.symlinks\` is false). The deployments get the link.`,
  }),
  'reader/manifest-source-kind': entry<{ source: string; found: string; wanted: string }>({
    severity: 'error',
    message: ({ source, found, wanted }) => `"${source}" is ${found}; its line says ${wanted}`,
    page: 'The type in the mode of a manifest\'s line and what lies beside the manifest have to be the same. A link to a file in the definitions counts as that file where a file is wanted.',
  }),
  'reader/partition-value': entry<{ field: string; value: string; expected: string }>({
    severity: 'error',
    message: ({ field, value, expected }) => `"${field}" is ${value}; expected ${expected}`,
    page: `The value is none that the field of a partition file can have. Sizes are bytes, with K, M, G or T behind them for powers of 1024, or \`fill\`; types are
one byte in hexadecimal digits, \`0x83\`, or \`none\` for a gap; numbers go up to 4 in an \`mbr\` table and 128 in a \`gpt\` one. ${PARTITION_FORM}`,
  }),
  'reader/partition-clash': entry<{ what: string }>({
    severity: 'error',
    message: ({ what }) => `two partitions have ${what}`,
    page: `Numbers and mount points of partitions are there once. ${PARTITION_FORM}`,
  }),
  'reader/partition-root': entry<object>({
    severity: 'error',
    message: () => 'no partition has "mountpoint: /", so there is no place for the system',
    page: `Exactly one partition has the mount point \`/\`. ${PARTITION_FORM}`,
  }),
  'reader/partition-count': entry<{ table: string; most: number }>({
    severity: 'error',
    message: ({ table, most }) => `the ${table} table has no number left for this partition: ${most} is the most`,
    hint: ({ table }) => table === 'mbr' ? 'use "partition_table_format: gpt"' : 'remove a partition',
    page: `An \`mbr\` table holds 4 partitions, a \`gpt\` one 128. ${PARTITION_FORM}`,
  }),
  'reader/partition-unformatted': entry<{ mountpoint: string }>({
    severity: 'error',
    message: ({ mountpoint }) => `the partition of ${mountpoint} has no file system`,
    hint: () => 'add "filesystem: ext4", say',
    page: `A partition with a mount point holds files, and needs a file system for them. ${PARTITION_FORM}`,
  }),
  'reader/partition-gap': entry<{ field: string }>({
    severity: 'warning',
    message: ({ field }) => `"${field}" of a gap is dropped`,
    hint: () => 'give the partition a type if it is meant to be one',
    page: 'A partition of the type `none` is a gap between others: it is in no table, so it has no number, no flag, no file system and no mount point.',
  }),
  'reader/partition-type-decimal': entry<{ written: string; hex: string }>({
    severity: 'warning',
    message: ({ written, hex }) => `type ${written} is a decimal number and means ${hex}`,
    hint: ({ written }) => `write 0x${written} if that is meant`,
    page: 'Types of partitions are usually given in hexadecimal digits (`0x83`). Without `0x` a number is decimal, for Baserock\'s tools as well.',
  }),
  'reader/two-offsets': entry<object>({
    severity: 'error',
    message: () => 'the raw file has both offset_bytes and offset_sectors',
    hint: () => 'keep one of them; a sector has 512 bytes',
    page: `A file that is written to the disk as it is has one place. Without any it comes directly after the file before it. ${PARTITION_FORM}`,
  }),
} as const
