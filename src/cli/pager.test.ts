import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { folderOf } from '../../tests/support/run-cli.ts'
import { showPaged } from './pager.ts'

const TEXT = 'a line\n'.repeat(200_000)
const PATH = process.env['PATH']

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
