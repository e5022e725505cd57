/**
 * The fate of every field of the input formats, and how to see it. `carried` and `approximated` show in the project: it is
 * another one with the field than without. `dropped` and `approximated` speak: with the field there is a diagnostic. What
 * Baserock's own tools passed over is `ignored`. docs/mapping.md tells the same in words.
 */
export interface FateRow {
  readonly fate: 'carried' | 'approximated' | 'dropped' | 'ignored'
  /** The field in a document of its kind; for a field that must be there, two that differ in it. */
  readonly sample: string | readonly [string, string]
  /** The diagnostic that speaks of it. */
  readonly says?: string
  /** It shows in the definitions as read, not in a project: conversion of clusters is to come. */
  readonly inDefinitions?: true
}

const carried = (sample: FateRow['sample']): FateRow => ({ fate: 'carried', sample })
const ignored = (without: string, sample: string): FateRow => ({ fate: 'ignored', sample: [without, sample] })
const STEP_NAMES = ['bootstrap', 'configure', 'build', 'test', 'install', 'strip'].flatMap((step) => ['pre-', '', 'post-'].map((prefix) => `${prefix}${step}-commands`))

/** One deployment of the system, with these fields. */
const deployed = (fields: string): string => `systems: [{morph: systems/box.morph, deploy: {d: {${fields}}}}]`
const TAR = deployed('type: tar, location: x')

/** What a chunk may say, be it in its file or its entry. */
const OF_CHUNKS: Readonly<Record<string, FateRow>> = {
  'description': carried('description: words'),
  'build-system': carried('build-system: autotools'),
  'max-jobs': carried('max-jobs: 1'),
  'products': carried('products: [{artifact: a-data, include: [srv/.*]}]'),
  'products[].artifact': carried(['products: [{artifact: a-data, include: [srv/.*]}]', 'products: [{artifact: a-more, include: [srv/.*]}]']),
  'products[].include': carried(['products: [{artifact: a-data, include: [srv/.*]}]', 'products: [{artifact: a-data, include: [opt/.*]}]']),
  'devices': { fate: 'dropped', sample: "devices: [{type: c, filename: /dev/null, major: 1, minor: 3, uid: 0, gid: 0, permissions: '0666'}]", says: 'convert/device' },
  'system-integration': carried('system-integration: {a-misc: {00-x: [x]}}'),
  'system-integration.*': carried(['system-integration: {a-misc: {00-x: [x], 01-y: [y]}}', 'system-integration: {a-misc: {01-x: [x], 00-y: [y]}}']),
  'system-integration.*.*': carried(['system-integration: {a-misc: {00-x: [x]}}', 'system-integration: {a-misc: {00-x: [y]}}']),
  ...Object.fromEntries(STEP_NAMES.map((step) => [step, carried(`${step}: [echo ${step}]`)])),
  'artifacts': carried('artifacts: {a-doc: s-runtime}'),
  'artifacts.*': carried(['artifacts: {a-doc: s-runtime}', 'artifacts: {a-doc: s-devel}']),
  'build-mode': carried('build-mode: bootstrap'),
  'prefix': carried('prefix: /opt'),
  'repo': carried(['repo: upstream:a', 'repo: upstream:b']),
  'ref': carried(['ref: 0123456789abcdef0123456789abcdef01234567', 'ref: 1123456789abcdef0123456789abcdef01234567']),
  'sha': carried('sha: ffff456789abcdef0123456789abcdef01234567'),
  'submodules': carried('submodules: {lib: {url: upstream:lib}}'),
  'submodules.*': carried(['submodules: {lib: {url: upstream:lib}}', 'submodules: {other: {url: upstream:lib}}']),
  'submodules.*.url': carried(['submodules: {lib: {url: upstream:lib}}', 'submodules: {lib: {url: upstream:other}}']),
  'unpetrify-ref': carried('unpetrify-ref: v1'),
}

/** By kind and path in its schema. `entry` stands for the entries of a stratum, in `chunks` or in `sources`. */
export const FATES: Readonly<Record<string, Readonly<Record<string, FateRow>>>> = {
  version: { version: carried(['version: 0', 'version: 8']) },
  chunk: {
    ...OF_CHUNKS,
    'name': { fate: 'carried', sample: ['name: a', 'name: other'] },
    'kind': { fate: 'carried', sample: ['kind: chunk', 'kind: stratum'], says: 'reader/wrong-kind' },
  },
  entry: {
    ...OF_CHUNKS,
    'name': carried(['name: a', 'name: other']),
    'alias': carried('alias: other'),
    'morph': carried('morph: strata/s/other.morph'),
    'build-depends': carried('build-depends: [z]'),
  },
  stratum: {
    'name': carried(['name: s', 'name: other']),
    'kind': { fate: 'carried', sample: ['kind: stratum', 'kind: chunk'], says: 'reader/wrong-kind' },
    'description': carried('description: words'),
    'build-depends': carried('build-depends: [{morph: strata/below.morph}]'),
    'build-depends[].morph': carried(['build-depends: [{morph: strata/below.morph}]', 'build-depends: [{morph: strata/lower.morph}]']),
    ...Object.fromEntries(['name', 'ref', 'repo', 'unpetrify-ref'].map((field) => [`build-depends[].${field}`, ignored('build-depends: [{morph: strata/below.morph}]', `build-depends: [{morph: strata/below.morph, ${field}: x}]`)])),
    'chunks': carried(['chunks: [{name: a, build-system: manual}]', 'chunks: [{name: b, build-system: manual}]']),
    'sources': carried(['sources: [{name: a, build-system: manual}]', 'sources: [{name: b, build-system: manual}]']),
    'products': carried('products: [{artifact: s-runtime, include: [a-doc]}]'),
    'products[].artifact': carried(['products: [{artifact: s-runtime, include: [a-doc]}]', 'products: [{artifact: s-more, include: [a-doc]}]']),
    'products[].include': carried(['products: [{artifact: s-runtime, include: [a-doc]}]', 'products: [{artifact: s-runtime, include: [a-misc]}]']),
  },
  system: {
    'name': { fate: 'carried', sample: ['name: box', 'name: other'] },
    'kind': { fate: 'carried', sample: ['kind: system', 'kind: cluster'] },
    'arch': carried(['arch: x86_64', 'arch: x86_32']),
    'description': carried('description: words'),
    'strata': carried(['strata: [{morph: strata/s.morph}]', 'strata: [{morph: strata/below.morph}]']),
    'strata[].morph': carried(['strata: [{morph: strata/s.morph}]', 'strata: [{morph: strata/below.morph}]']),
    'strata[].artifacts': carried(['strata: [{morph: strata/s.morph}]', 'strata: [{morph: strata/s.morph, artifacts: [s-runtime]}]']),
    ...Object.fromEntries(['name', 'ref', 'repo', 'unpetrify-ref'].map((field) => [`strata[].${field}`, ignored('strata: [{morph: strata/s.morph}]', `strata: [{morph: strata/s.morph, ${field}: x}]`)])),
    'configuration-extensions': { fate: 'dropped', sample: 'configuration-extensions: [extensions/x]', says: 'convert/extension' },
    'disk-size': ignored('', 'disk-size: 4G'),
    'system-kind': ignored('', 'system-kind: rootfs-tarball'),
    'test-stories': ignored('', 'test-stories: x'),
  },
  cluster: {
    'name': carried([`name: c\n${TAR}`, `name: other\n${TAR}`]), 'kind': { fate: 'dropped', sample: ['kind: cluster', 'kind: chunk'], inDefinitions: true },
    'description': carried([TAR, `description: words\n${TAR}`]),
    'systems': carried(['systems: []', TAR]),
    'systems[].morph': carried([TAR, TAR.replace('box', 'two')]),
    'systems[].repo': ignored(TAR, TAR.replace(', deploy', ', repo: x, deploy')),
    'systems[].ref': ignored(TAR, TAR.replace(', deploy', ', ref: x, deploy')),
    'systems[].deploy': carried(['systems: [{morph: systems/box.morph}]', TAR]),
    'systems[].deploy.*': carried([deployed('type: rawdisk, location: x, DISK_SIZE: 1G'), deployed('type: rawdisk, location: x, DISK_SIZE: 2G')]),
    'systems[].deploy.*.type': carried([TAR, deployed('type: rawdisk, location: x')]),
    'systems[].deploy.*.location': carried([TAR, deployed('type: tar, location: y')]),
    'systems[].deploy.*.upgrade-type': carried(deployed('upgrade-type: ssh-rsync, upgrade-location: x')),
    'systems[].deploy.*.upgrade-location': carried([deployed('upgrade-type: rawdisk, upgrade-location: x'), deployed('upgrade-type: rawdisk, upgrade-location: y')]),
    'systems[].deploy-defaults': carried([deployed('type: rawdisk, location: x'), deployed('type: rawdisk, location: x').replace(', deploy', ', deploy-defaults: {DISK_SIZE: 1G}, deploy')]),
    'systems[].subsystems': carried([TAR, TAR.replace('}}}]', '}}, subsystems: [{morph: systems/two.morph, deploy: {e: {type: tar, location: x}}}]}]')]),
  },
  defaults: {
    'build-systems': carried('build-systems: {manual: {install-commands: [x]}}'),
    'build-systems.*': carried('build-systems: {manual: {install-commands: [x]}, autotools: {}}'),
    'build-systems.*.indicators': ignored('build-systems: {autotools: {}}', 'build-systems: {autotools: {indicators: [configure]}}'),
    ...Object.fromEntries(STEP_NAMES.map((step) => [`build-systems.*.${step}`, carried(['build-systems: {autotools: {}}', `build-systems: {autotools: {${step}: [echo ${step}]}}`])])),
    'split-rules': carried('split-rules: {chunk: [{artifact: -all, include: [".*"]}], stratum: [{artifact: -runtime, include: [".*"]}]}'),
    'split-rules.chunk': carried('split-rules: {chunk: [{artifact: -all, include: [".*"]}], stratum: [{artifact: -runtime, include: [".*"]}]}'),
    'split-rules.stratum': carried(['split-rules: {chunk: [{artifact: -doc, include: ["usr/.*"]}], stratum: [{artifact: -runtime, include: [".*"]}]}', 'split-rules: {chunk: [{artifact: -doc, include: ["usr/.*"]}], stratum: [{artifact: -devel, include: [".*"]}]}']),
    ...Object.fromEntries(['chunk', 'stratum'].flatMap((kind) => ['artifact', 'include'].map((field) => [`split-rules.${kind}[].${field}`, carried([
      'split-rules: {chunk: [{artifact: -doc, include: ["usr/.*"]}, {artifact: -misc, include: [".*"]}], stratum: [{artifact: -runtime, include: [".*-doc"]}]}',
      kind === 'chunk' ? `split-rules: {chunk: [{artifact: ${field === 'artifact' ? '-docs' : '-doc'}, include: ["${field === 'include' ? 'opt' : 'usr'}/.*"]}, {artifact: -misc, include: [".*"]}], stratum: [{artifact: -runtime, include: [".*-doc"]}]}`
        : `split-rules: {chunk: [{artifact: -doc, include: ["usr/.*"]}, {artifact: -misc, include: [".*"]}], stratum: [{artifact: ${field === 'artifact' ? '-devel' : '-runtime'}, include: ["${field === 'include' ? '.*' : '.*-doc'}"]}]}`,
    ])]))),
  },
}
