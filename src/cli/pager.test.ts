import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { folderOf } from '../../tests/support/run-cli.ts'
import { choosePager, showPaged } from './pager.ts'

const TEXT = 'a line\n'.repeat(200_000)
const PATH = process.env['PATH']

describe('which program', () => {
  test.each<[Readonly<Record<string, string>>, string | undefined, string | undefined]>([
    [{ GIT_PAGER: 'one', PAGER: 'three' }, 'two', 'one'],
    [{ PAGER: 'three' }, 'two', 'two'],
    [{ PAGER: 'three' }, undefined, 'three'],
    [{}, undefined, 'less'],
    [{ GIT_PAGER: 'cat' }, 'two', undefined],
    [{ GIT_PAGER: '', PAGER: 'three' }, undefined, undefined],
    [{ PAGER: 'three' }, '', undefined],
  ])('%j with core.pager %j is %j', async (environment, configured, expected) => {
    expect(await choosePager(environment, () => Promise.resolve(configured))).toBe(expected)
  })

  test('core.pager is the person\'s, whatever a repository says', async () => {
    const folder = folderOf({ config: '[core]\n\tpager = "mine --x"\n' })
    const before = process.env['GIT_CONFIG_GLOBAL']
    process.env['GIT_CONFIG_GLOBAL'] = join(folder, 'config')
    try {
      expect(await choosePager({})).toBe('mine --x')
      process.env['GIT_CONFIG_GLOBAL'] = '/dev/null'
      expect(await choosePager({ PAGER: 'other' })).toBe('other')
    } finally {
      if (before === undefined) delete process.env['GIT_CONFIG_GLOBAL']
      else process.env['GIT_CONFIG_GLOBAL'] = before
    }
  })
})

describe('a pager', () => {
  test('gets all of the text, and settings that the person did not make', async () => {
    const folder = folderOf({})
    expect(await showPaged(`cat > '${folder}/seen'; echo "$LESS $LV" > '${folder}/settings'`, TEXT, { PATH })).toBe(true)
    expect(readFileSync(join(folder, 'seen'), 'utf8')).toBe(TEXT)
    expect(readFileSync(join(folder, 'settings'), 'utf8')).toBe('FRX -c\n')
    await showPaged(`echo "$LESS" > '${folder}/settings'`, '', { PATH, LESS: 'S' })
    expect(readFileSync(join(folder, 'settings'), 'utf8')).toBe('S\n')
  })

  test.each(['true', 'false', 'head -n 1 > /dev/null', 'kill -9 $$'])('that is left at once (%s) is no failure', async (command) => {
    expect(await showPaged(command, TEXT, { PATH })).toBe(true)
  })

  test.each(['nowhere-at-all', 'nowhere-at-all --x 2> /dev/null'])('that is not there (%s) shows nothing', async (command) => {
    expect(await showPaged(command, TEXT, { PATH })).toBe(false)
  })
})
