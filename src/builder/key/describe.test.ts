import { loadedElement, type Given } from '../../../tests/support/loaded.ts'
import { describeKey, type KeyParts } from './describe.ts'

const GIVEN: Given = { kind: 'manual', environment: { PATH: '/bin', A: '1' }, environmentNocache: ['JOBS'], publicData: { bst: { x: ['1'] } } }
const PARTS: KeyParts = {
  kindVersion: 2, kindKey: { commands: ['true'] }, runsCommands: true, sources: [{ directory: 'd', kind: 'local', identity: 'abc' }], dependencies: [['base.bst', 'k1']], strict: ['base.bst'], fatalWarnings: ['overlaps'],
}

const text = (given: Given = {}, parts: Partial<KeyParts> = {}): string => JSON.stringify(describeKey(loadedElement('x.bst', { ...GIVEN, ...given }), { ...PARTS, ...parts }))

test('the inputs are written out in a fixed order', () => {
  expect(text()).toBe('{"format":1,"kind":"manual","kindVersion":2,"config":{"commands":["true"]},"environment":{"A":"1","PATH":"/bin"},"public":{"bst":{"x":["1"]}},'
    + '"sandbox":{"buildUid":0,"buildGid":0,"buildArch":"x86_64","buildOs":"linux"},"sources":[{"directory":"d","kind":"local","identity":"abc"}],"fatalWarnings":["overlaps"],"strict":["base.bst"],"dependencies":[["base.bst","k1"]]}')
})

test.each<readonly [string, Given, Partial<KeyParts>]>([
  ['the kind', { kind: 'make' }, {}], ['its version', {}, { kindVersion: 3 }], ['its own data', {}, { kindKey: { commands: ['false'] } }], ['a value of the environment', { environment: { PATH: '/bin', A: '2' } }, {}], ['a name of it', { environment: { PATH: '/bin', B: '1' } }, {}],
  ['public data of any domain', { publicData: { bst: { x: ['1'] }, other: 'y' } }, {}], ['uid', { sandbox: { buildUid: 1 } }, {}], ['gid', { sandbox: { buildGid: 1 } }, {}], ['the machine', { sandbox: { buildArch: 'aarch64' } }, {}], ['the system', { sandbox: { buildOs: 'aix' } }, {}],
  ['a source', {}, { sources: [{ directory: 'd', kind: 'local', identity: 'abd' }] }], ['where it goes', {}, { sources: [{ directory: 'e', kind: 'local', identity: 'abc' }] }], ['a dependency\'s key', {}, { dependencies: [['base.bst', 'k2']] }], ['its name', {}, { dependencies: [['base2.bst', 'k1']] }],
  ['strictness', {}, { strict: [] }], ['fatal warnings', {}, { fatalWarnings: [] }],
])('%s contributes', (_what, given, parts) => { expect(text(given, parts)).not.toBe(text()) })

test.each<readonly [string, Given, Partial<KeyParts>]>([
  ['the description', { description: 'x' }, {}], ['a variable that nothing uses', { variables: { unused: '1' } }, {}], ['the order of the environment', { environment: { A: '1', PATH: '/bin' } }, {}], ['what is left out of the environment', { environment: { PATH: '/bin', A: '1', JOBS: '8' } }, {}],
  ['the order of public data', { publicData: { bst: { x: ['1'] } } }, {}], ['runtime dependencies', { runtime: ['r.bst'] }, {}],
])('%s does not', (_what, given, parts) => { expect(text(given, parts)).toBe(text()) })

test('kinds that run no commands do not depend on who would run them', () => {
  expect(text({ environment: { Z: '9' }, sandbox: { buildUid: 3, buildGid: 4 } }, { runsCommands: false })).toBe(text({}, { runsCommands: false }))
  expect(text({ sandbox: { buildArch: 'aarch64' } }, { runsCommands: false })).not.toBe(text({}, { runsCommands: false }))
})
