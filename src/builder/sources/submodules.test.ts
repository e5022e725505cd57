import { readdirSync, rmSync } from 'node:fs'
import { Place, type Json } from '../../../tests/support/source-world.ts'
import { submoduleUrls } from './submodules.ts'

let place: Place
beforeEach(() => {
  place = new Place()
})
afterEach(() => place.remove())

function submodule(name: string, url: string, path: string): string {
  place.git(name, 'submodule', '--quiet', 'add', '--', url, path)
  return place.commit(name)
}

/** Sets the URL that .gitmodules gives, whatever it is. */
function moduleUrl(name: string, path: string, url: string): string {
  place.git(name, 'config', '-f', '.gitmodules', `submodule.${path}.url`, url)
  return place.commit(name)
}

const staged = (settings: Json) => place.staged(place.source('git', settings))

describe('submodules', () => {
  beforeEach(() => {
    place.repository('inner', { i: 'i' })
    place.repository('mid', { m: 'm' })
    submodule('mid', '../inner', 'deep/inner')
    place.repository('top', { t: 't' })
  })

  test('are checked out recursively; relative URLs are below the parent\'s', async () => {
    const ref = submodule('top', '../mid', 'libs/mid')
    expect(await staged({ url: 'here:top', ref })).toEqual([
      '644 .gitmodules "[submodule \\"libs/mid\\"]\\n\\tpath = libs/mid\\n\\turl = ../mid\\n"',
      '644 libs/mid/.gitmodules "[submodule \\"deep/inner\\"]\\n\\tpath = deep/inner\\n\\turl = ../inner\\n"',
      '644 libs/mid/deep/inner/i "i"', '644 libs/mid/m "m"', '644 t "t"',
    ])
  })

  test.each<readonly [string, Json, readonly string[]]>([
    ['none with checkout-submodules: False', { 'checkout-submodules': 'False' }, ['755 libs/mid/', '644 t "t"']],
    ['one left out', { submodules: { 'libs/mid/deep/inner': { checkout: 'False' } } }, ['755 libs/mid/deep/inner/', '644 libs/mid/m "m"', '644 t "t"']],
    ['one only', { 'checkout-submodules': 'False', submodules: { 'libs/mid': { checkout: 'True' } } }, ['755 libs/mid/deep/inner/', '644 libs/mid/m "m"', '644 t "t"']],
  ])('%s', async (_, settings, expected) => {
    const ref = submodule('top', '../mid', 'libs/mid')
    const tree = await staged({ url: 'here:top', ref, ...(settings as object) })
    expect(typeof tree === 'string' ? tree : tree.filter((line) => !line.includes('.gitmodules'))).toEqual(expected)
  })

  test('come from where the element says', async () => {
    submodule('top', '../mid', 'mid')
    const ref = moduleUrl('top', 'mid', 'https://gone.invalid/mid')
    const source = place.source('git', { url: 'here:top', ref, submodules: { mid: { url: 'here:mid' } } })
    expect(await place.staged(source)).toContain('644 mid/deep/inner/i "i"')
    expect(await source.state(place.world())).toBe('cached')
    rmSync(place.path('store/git', readdirSync(place.path('store/git')).find((name) => /inner/.test(name)) ?? '?'), { recursive: true })
    expect(await source.state(place.world())).toBe('fetch needed')
  })

  test.each(['ext::sh -c touch% owned', '--upload-pack=touch owned', '-u touch', 'git@host:path', 'ssh://-oProxyCommand=x/y', 'fd::3', '../../../../../../../../../../../..'])('%s is never asked', async (url) => {
    submodule('top', '../mid', 'mid')
    const ref = moduleUrl('top', 'mid', url)
    expect(await staged({ url: 'here:top', ref })).toMatch(/^the submodule "mid" comes from ".*", which may not be fetched from$/)
    expect(await place.source('git', { url: 'here:top', ref }).state(place.world())).toBe('fetch needed')
  })

  test.each(['../outside', '/abs', 'a/../../b', '-x', '.git/hooks', 'a/.GIT'])('the path %s is refused', async (path) => {
    submodule('top', '../mid', 'mid')
    place.git('top', 'config', '-f', '.gitmodules', 'submodule.mid.path', path)
    const ref = place.commit('top')
    expect(await staged({ url: 'here:top', ref })).toBe(`.gitmodules names the path ${JSON.stringify(path)}, where no submodule may be`)
  })

  test('warnings are logged, and a failure where the project calls them fatal', async () => {
    submodule('top', '../mid', 'mid')
    place.git('top', 'config', '-f', '.gitmodules', 'submodule.never.path', 'never')
    place.git('top', 'config', '-f', '.gitmodules', 'submodule.never.url', '../x')
    const ref = place.commit('top')
    place.git('top', 'branch', 'old', 'HEAD~1')
    const settings = { url: 'here:top', ref, track: 'old', submodules: { nowhere: { url: 'here:x' } } }
    await staged(settings)
    expect(place.log.filter((line) => line.startsWith('warning'))).toEqual([
      'warning [git:inconsistent-submodule]: .gitmodules names the submodule "never", which the repository does not have',
      'warning [git:invalid-submodule]: "submodules" names "nowhere", which the repository does not have',
      'warning [git:unlisted-submodule]: the repository has the submodule "mid", which "submodules" does not name',
      'warning [git:unlisted-submodule]: the repository has the submodule "mid/deep/inner", which "submodules" does not name',
      `warning [ref-not-in-track]: the ref "${ref}" is not in "old" of here:top`,
    ])
    expect(await place.staged(place.source('git', settings, ['ref-not-in-track']))).toBe(`the ref "${ref}" is not in "old" of here:top ("ref-not-in-track" is among the fatal warnings of the project)`)
  })
})

describe('where a submodule says that it comes from', () => {
  const urls = (url: string, parent: readonly string[]) => submoduleUrls({ path: 'sub', commit: 'a'.repeat(40), url }, parent)

  test.each<readonly [string, readonly string[], readonly string[]]>([
    ['https://host/x.git', ['https://other/top'], ['https://host/x.git']],
    ['../x.git', ['https://host/group/top.git'], ['https://host/group/x.git']],
    ['./x', ['https://host/group/top/'], ['https://host/group/top/x']],
    ['../../x/y', ['ssh://git@host/group/top'], ['ssh://git@host/x/y']],
    ['../x', ['https://mirror/m/top', 'https://host/top'], ['https://mirror/m/x', 'https://host/x']],
    ['../x', ['/srv/top'], ['/srv/x']],
    ['file:///srv/x', ['file:///srv/top'], ['file:///srv/x']],
  ])('%s in %j', (url, parent, expected) => {
    expect(urls(url, parent)).toEqual(expected)
  })

  test.each(['/home/user/secret', 'file:///home/user/secret'])('%s of this machine is not for a repository from elsewhere', (url) => {
    expect(() => urls(url, ['https://host/top'])).toThrow(`the submodule "sub" asks for "${url}", a repository of this machine`)
  })
})
