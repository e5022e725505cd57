import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { Place, type Json } from '../../../tests/support/source-world.ts'

let place: Place
beforeEach(() => {
  place = new Place()
})
afterEach(() => place.remove())

const staged = (settings: Json) => place.staged(place.source('git', settings))

describe('hostile trees', () => {
  /** A commit of a tree with entries that git itself would not make: mode, name, id. */
  function hostile(...entries: readonly (readonly [string, string, string])[]): string {
    const bytes = Buffer.concat(entries.map(([mode, name, id]) => Buffer.concat([Buffer.from(`${mode} ${name}\0`), Buffer.from(id, 'hex')])))
    const tree = execFileSync('git', ['-C', place.path('a'), 'hash-object', '-t', 'tree', '-w', '--literally', '--stdin'], { input: bytes, encoding: 'utf8' }).trim()
    const id = place.git('a', 'commit-tree', '-m', 'm', tree)
    place.git('a', 'update-ref', 'refs/heads/main', id)
    return id
  }

  function blob(text: string): string {
    return execFileSync('git', ['-C', place.path('a'), 'hash-object', '-w', '--stdin'], { input: text, encoding: 'utf8' }).trim()
  }

  beforeEach(() => {
    place.repository('a', { 'd/evil': 'evil' })
    mkdirSync(place.path('outside'))
  })
  afterEach(() => expect(readdirSync(place.path('outside'))).toEqual([]))

  test('a file beneath a link is not written through it', async () => {
    const folder = place.git('a', 'rev-parse', 'HEAD:d')
    const ref = hostile(['120000', 'x', blob(place.path('outside'))], ['40000', 'x', folder])
    await staged({ url: 'here:a', ref })
  })

  test('a submodule beneath a link is not either', async () => {
    place.repository('sub', { s: 's' })
    mkdirSync(place.path('outside/nest'))
    rmSync(place.path('outside/nest'), { recursive: true })
    const inner = place.git('sub', 'rev-parse', 'HEAD')
    const nest = execFileSync('git', ['-C', place.path('a'), 'mktree', '--missing'], { input: `160000 commit ${inner}\tnest\n`, encoding: 'utf8' }).trim()
    const modules = blob('[submodule "n"]\n path = x/nest\n url = ../sub\n')
    const ref = hostile(['100644', '.gitmodules', modules], ['120000', 'x', blob(place.path('outside'))], ['40000', 'x', nest])
    await staged({ url: 'here:a', ref })
  })

  test.each(['.git', '.GIT', '..', 'git~1'])('an entry called %s is refused', async (name) => {
    const ref = hostile(['40000', name, place.git('a', 'rev-parse', 'HEAD:d')])
    expect(await staged({ url: 'here:a', ref })).toMatch(/^the files of [0-9a-f]{40} could not be laid out: /)
  })
})
