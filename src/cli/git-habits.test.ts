import { ownGitSettings } from '../../tests/support/git-settings.ts'
import { gitHabits, type GitHabits } from './git-habits.ts'

type Strings = Readonly<Record<string, string>>

async function habits(settings: Strings, environment: Strings = {}): Promise<GitHabits> {
  return gitHabits(environment, () => Promise.resolve(new Map(Object.entries(settings))))
}

describe('which pager', () => {
  test.each<[Strings, Strings, string | undefined]>([
    [{ GIT_PAGER: 'one', PAGER: 'three' }, { 'core.pager': 'two' }, 'one'],
    [{ PAGER: 'three' }, { 'core.pager': 'two' }, 'two'],
    [{ PAGER: 'three' }, {}, 'three'],
    [{}, {}, 'less'],
    [{ GIT_PAGER: 'cat' }, { 'core.pager': 'two' }, undefined],
    [{ GIT_PAGER: '', PAGER: 'three' }, {}, undefined],
    [{ PAGER: 'three' }, { 'core.pager': '' }, undefined],
    [{}, { 'core.pager': 'two', 'pager.diff': 'delta --dark' }, 'delta --dark'],
    [{ GIT_PAGER: 'one' }, { 'pager.diff': 'delta' }, 'one'],
    [{}, { 'core.pager': 'two', 'pager.diff': 'true' }, 'two'],
    [{}, { 'core.pager': 'two', 'pager.diff': 'off' }, 'two'],
  ])('%j with %j is %j', async (environment, settings, expected) => {
    expect((await habits(settings, environment)).pager).toBe(expected)
  })

  test.each<[string | undefined, boolean]>([[undefined, true], ['true', true], ['1', true], ['delta', true], ['false', false], ['NO', false], ['0', false], ['', false]])('pager.diff %j: used unasked: %j', async (value, expected) => {
    expect((await habits(value === undefined ? {} : { 'pager.diff': value })).isPaged).toBe(expected)
  })
})

test.each<[Strings, [boolean, boolean]]>([
  [{}, [true, true]],
  [{ 'color.ui': 'never' }, [false, false]],
  [{ 'color.ui': 'false' }, [false, false]],
  [{ 'color.ui': 'never', 'color.diff': 'auto' }, [true, true]],
  [{ 'color.ui': 'always', 'color.diff': 'no' }, [false, false]],
  [{ 'color.pager': 'false' }, [true, false]],
])('with %j colours are shown at once and by the pager: %j', async (settings, expected) => {
  const { colour, pagedColour } = await habits(settings)
  expect([colour, pagedColour]).toEqual(expected)
})

describe('the settings are the person\'s, whatever a repository says', () => {
  const setGit = ownGitSettings()

  test.each<[string, Partial<GitHabits>]>([
    ['[core]\n\tpager = "mine --x"\n', { pager: 'mine --x', isPaged: true }],
    ['[core]\n\tpager = one\n\tpager = "two\\nlines"\n', { pager: 'two\nlines' }],
    ['[pager]\n\tdiff\n[color]\n\tUI = never\n', { pager: 'other', isPaged: true, colour: false }],
    ['[pager]\n\tdiff = false\n', { isPaged: false }],
    ['', { pager: 'other', isPaged: true, colour: true, pagedColour: true }],
    ['[broken', { pager: 'other' }],
  ])('%j', async (text, expected) => {
    setGit(text)
    expect(await gitHabits({ PAGER: 'other' })).toMatchObject(expected)
  })
})
