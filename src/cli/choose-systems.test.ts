import { outcome, entry, stratum, system } from '../../tests/oddities/small.ts'
import { Collector } from '../diagnostics/collector.ts'
import { chooseSystems, type Chosen, type Reach } from './choose-systems.ts'

const FILES = {
  'strata/core.morph': stratum('core', [entry('shell')]),
  'systems/box.morph': system('box', ['strata/core.morph'], 'configuration-extensions: [install-files, install-essential-files]\n'),
  'systems/ram.morph': system('ram', ['strata/core.morph']), 'systems/other.morph': system('other', ['strata/core.morph']),
  'clusters/a.morph': `name: a\nkind: cluster\nsystems:\n- morph: systems/box.morph
  deploy: {D: {type: rawdisk, location: x.img, INSTALL_FILES: m/manifest, USE_PARTITIONING: yes, PARTITION_FILE: p/x}}
  subsystems: [{morph: systems/ram.morph, deploy: {R: {type: initramfs, location: i.gz}}}]
- morph: systems/other.morph\n  deploy: {O: {type: tar, location: o.tar}}\n`,
  'clusters/b.morph': 'name: b\nkind: cluster\nsystems:\n- morph: systems/box.morph\n  deploy: {E: {type: tar, location: y.tar}}\n',
  'clusters/c.morph': 'name: c\nkind: cluster\nsystems:\n- morph: systems/other.morph\n  deploy: {F: {type: tar, location: z.tar}}\n',
}

function chosen(named: readonly string[], reach: Reach = {}): Chosen {
  return chooseSystems(named, outcome(FILES).converted.definitions, new Collector(), reach)
}

test('a system is taken alone, with the clusters that deploy it', () => {
  expect(chosen(['systems/box'])).toMatchObject({ systems: ['systems/box'], clusters: ['clusters/a', 'clusters/b'] })
})

test('what deployments put into it comes along where that is asked for, and from one cluster only', () => {
  expect(chosen(['systems/box'], { withParts: true })).toMatchObject({ systems: ['systems/box', 'systems/ram'], clusters: ['clusters/a', 'clusters/b'] })
  expect(chosen(['systems/box'], { withParts: true, clusters: ['clusters/b'] })).toMatchObject({ systems: ['systems/box'], clusters: ['clusters/b'] })
})

test('a cluster is taken with all its systems, and no other cluster', () => {
  expect(chosen(['clusters/a.morph'])).toMatchObject({ systems: ['systems/box', 'systems/other', 'systems/ram'], clusters: ['clusters/a'] })
})

test('manifests and partition files of the deployments are among the files, those of other clusters are not', () => {
  expect(chosen(['clusters/a']).files).toEqual(['clusters/a.morph', 'm/manifest', 'p/x', 'install-files/essential-files/manifest'])
  expect(chosen(['systems/other']).files).toEqual(['clusters/a.morph', 'clusters/c.morph'])
})
