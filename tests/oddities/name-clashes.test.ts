/** Elements that no definition names make way for those that have a name, and for one another: nothing is lost. */
import { faultsOf } from '../support/sound-project.ts'
import { entry, outcome, stratum, system } from './small.ts'

const sound = (made: ReturnType<typeof outcome>): void => expect(faultsOf(made.converted.conversion.project, made.converted.tree)).toEqual([])

test('a system takes parts of two strata with one last name', () => {
  const made = outcome({
    'strata/core.morph': stratum('core', [entry('a')]), 'genivi/strata/core.morph': stratum('gcore', [entry('b')]),
    'systems/box.morph': system('box', ['{morph: strata/core.morph, artifacts: [core-runtime]}', '{morph: genivi/strata/core.morph, artifacts: [gcore-runtime]}']),
  })
  sound(made)
  expect(made.buildDepends('systems/box').map((name) => made.buildDepends(name))).toEqual([['strata/core'], ['genivi/strata/core']])
})

test('a stratum is called integration', () => {
  const made = outcome({
    'strata/integration.morph': stratum('integration', [entry('a', 'morph: strata/integration/a.morph')]),
    'strata/integration/a.morph': 'name: a\nkind: chunk\ninstall-commands: [x]\nsystem-integration: {a-bins: {00: [run it]}}\n',
    'systems/box.morph': system('box', ['{morph: strata/integration.morph, artifacts: [integration-runtime]}']),
  }, { integration: 'system' })
  sound(made)
  const [stack] = made.buildDepends('systems/box')
  expect(made.integration(stack ?? '')).toEqual(['run it'])
  expect(made.depends(stack ?? '').map((name) => made.element(name).kind)).toEqual(['compose'])
})

test('a system lies in a folder named like another', () => {
  const made = outcome({
    'strata/core.morph': stratum('core', [entry('a')]), 'systems/box.morph': system('box', ['{morph: strata/core.morph, artifacts: [core-runtime]}']),
    'systems/box/core.morph': system('inner', ['strata/core.morph']),
  })
  sound(made)
  expect(made.buildDepends('systems/box/core')).toEqual(['strata/core'])
  expect(made.element('systems/box/core').config).toBeUndefined()
  expect(made.buildDepends('systems/box')).not.toEqual(['systems/box/core'])
})

test('two chunks taken in part have files of one name', () => {
  const product = (name: string, artifact: string): string => `name: ${name}\nkind: chunk\ninstall-commands: [x]\nproducts: [{artifact: ${artifact}, include: [usr/x.*]}, {artifact: ${name}-bins, include: [".*"]}]\n`
  const made = outcome({
    'strata/core.morph': stratum('core', [entry('one', 'morph: x/a.morph'), entry('two', 'morph: y/a.morph')]), 'x/a.morph': product('one', 'one-x-doc'), 'y/a.morph': product('two', 'two-y-doc'),
    'systems/box.morph': system('box', ['{morph: strata/core.morph, artifacts: [core-devel]}']),
  })
  sound(made)
})
