import { projectNameOf, settingsOf } from './settings.ts'

test.each([
  ['/a/definitions-v8', 'definitions-v8'], ['/a/my defs.git', 'my-defs-git'], ['/a/2016_defs', '_defs'], ['/a/123', 'definitions'],
  ['/', 'definitions'], ['/a/Ünï', 'n'], ['/a/-x-', 'x'],
])('the project of %s is %s', (folder, name) => expect(projectNameOf(folder)).toBe(name))

test('what is not said has defaults', () => {
  expect(settingsOf('defs', {}, {}, '/c', '/w')).toEqual({
    options: { target: 'bst2', base: 'replace', integration: 'element', projectName: 'defs', aliases: new Map(), fixRoot: false },
    systems: undefined, resolveRefs: false, strict: false, output: undefined,
  })
})

test('the command line beats the configuration, alias by alias', () => {
  const config = { 'output': 'o', 'system': ['a'], 'target': 'bst1', 'aliases': { a: '1', b: '2' }, 'strict': true, 'fix-root': true } as const
  expect(settingsOf('defs', { 'alias': ['b=3=4', 'c=5'], 'strict': false }, { ...config, system: ['a'] }, '/c', '/w')).toMatchObject({
    options: { target: 'bst1', fixRoot: true, aliases: new Map([['a', '1'], ['b', '3=4'], ['c', '5']]) },
    systems: ['a'], strict: false, output: '/c/o',
  })
})
