import { outcome, stratum, entry, system } from '../../tests/oddities/small.ts'
import { deploymentSection } from './deployments.ts'

function section(cluster: string): string {
  const { converted } = outcome({
    'strata/core.morph': stratum('core', [entry('shell')]), 'systems/box.morph': system('box', ['strata/core.morph'], 'configuration-extensions: [extensions/fstab]\n'),
    'systems/idle.morph': system('idle', ['strata/core.morph'], 'configuration-extensions: [extensions/fstab, extensions/hosts]\n'),
    ...(cluster === '' ? {} : { 'clusters/c.morph': `name: c\nkind: cluster\nsystems:\n- morph: systems/box.morph\n  deploy: ${cluster}\n` }),
  })
  return deploymentSection(converted.definitions, converted.conversion) ?? ''
}

test('each deployment is told with its element, or that there is none', () => {
  const text = section('{D: {type: tar, location: x.tar}, E: {type: cassette, location: y}}')
  expect(text).toContain('| `clusters/c.morph` | `D` | `tar` | `systems/box` | [deploy/c/D.bst](elements/deploy/c/D.bst) |')
  expect(text).toContain('| `clusters/c.morph` | `E` | `cassette` | `systems/box` | not converted |')
})

test('extensions are told of systems that nothing deploys', () => {
  expect(section('{D: {type: tar, location: x.tar}}')).toContain('| `extensions/fstab` | 1 | `systems/idle` |')
  expect(section('')).toContain('| `extensions/fstab` | 2 | `systems/box`, `systems/idle` |')
})
