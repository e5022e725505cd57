import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { Place, treeOf, type Json } from '../../../tests/support/source-world.ts'

let place: Place
beforeEach(() => {
  place = new Place()
})
afterEach(() => place.remove())

const staged = (settings: Json) => place.staged(place.source('git', settings))

describe('what is staged', () => {
  test('the files of the commit, without .git, with links and execute bits', async () => {
    place.repository('a', { 'x': 'x', 'd/y': 'y' })
    writeFileSync(place.path('a/run'), '#!', { mode: 0o755 })
    symlinkSync('../x', place.path('a/d/link'))
    const ref = place.commit('a')
    place.commit('a', { later: '' })
    expect(await staged({ url: 'here:a', ref })).toEqual(['link d/link -> ../x', '644 d/y "y"', '755 run "#!"', '644 x "x"'])
    expect(readdirSync(place.path('work'))).toEqual([])
  })

  test('is the same whatever the user has set, and whatever .gitattributes asks for', async () => {
    const ref = place.repository('a', { '.gitattributes': '* filter=evil\n*.txt eol=lf\n', 'x.txt': 'x\n' })
    const home = mkdtempSync(place.path('home-'))
    const owned = place.path('owned')
    writeFileSync(join(home, '.gitconfig'), `[filter "evil"]\n smudge = touch ${owned}; cat\n clean = touch ${owned}; cat\n process = touch ${owned}\n[core]\n autocrlf = true\n hooksPath = ${home}\n fsmonitor = ${home}/post-checkout\n`)
    for (const hook of ['post-checkout', 'post-index-change', 'reference-transaction']) writeFileSync(join(home, hook), `#!/bin/sh\ntouch ${owned}\n`, { mode: 0o755 })
    const before = process.env['HOME']
    process.env['HOME'] = home
    try {
      expect(await staged({ url: 'here:a', ref })).toEqual(['644 .gitattributes "* filter=evil\\n*.txt eol=lf\\n"', '644 x.txt "x\\n"'])
    } finally {
      process.env['HOME'] = before
    }
    expect(existsSync(owned)).toBe(false)
  })

  test('over files that are there, and offline', async () => {
    const ref = place.repository('a', { x: 'new', d: 'new' })
    const source = place.source('git', { url: 'here:a', ref })
    expect(await source.stage(place.world(), place.path('project'))).toMatchObject({ ok: false, failure: { reason: 'source', message: expect.stringMatching(/a is not fetched$/) as string } })
    await source.fetch(place.world())
    rmSync(place.path('a'), { recursive: true })
    writeFileSync(place.path('project/x'), 'old')
    writeFileSync(place.path('project/y'), 'old')
    expect(await source.state(place.world())).toBe('cached')
    expect(await source.stage(place.world(), place.path('project'))).toEqual({ ok: true, value: null })
    expect(treeOf(place.path('project'))).toEqual(['644 d "new"', '644 x "new"', '644 y "old"'])
  })
})

describe('versions', () => {
  test.each<readonly [string, (full: string) => string]>([
    ['a description', (full) => `v1-1-g${full}`], ['a short id', (full) => full.slice(0, 9)], ['a tag', () => 'v2'], ['a branch', () => 'topic/x'],
    ['an annotated tag', () => 'v3'], ['the id of a tag', () => place.git('a', 'rev-parse', 'v3')],
  ])('%s', async (_, version) => {
    place.repository('a', { x: '1' })
    place.git('a', 'tag', 'v1')
    const full = place.commit('a', { x: '2' })
    place.git('a', 'tag', 'v2')
    place.git('a', 'tag', '-a', '-m', 'm', 'v3')
    place.git('a', 'branch', 'topic/x')
    place.commit('a', { x: '3' })
    expect(await staged({ url: 'here:a', ref: version(full) })).toEqual(['644 x "2"'])
  })

  test('the identity is the commit, or where there is only a name, the name', async () => {
    const full = 'a'.repeat(40)
    const identity = async (settings: Json) => await place.source('git', settings).identity(place.world())
    const plain = await identity({ url: 'here:a', ref: full })
    expect(plain).toEqual({ ok: true, value: { kind: 'git', commit: full, submodules: true } })
    expect(await identity({ url: 'here:b', track: 'main', ref: `v1-0-g${full}`, submodules: { x: { url: 'here:y' } } })).toEqual(plain)
    expect(await identity({ url: 'here:a', ref: 'v1' })).toEqual({ ok: true, value: { kind: 'git', url: 'here:a', ref: 'v1', submodules: true } })
    expect(await identity({ url: 'here:a', ref: full, submodules: { x: { checkout: 'False' } } })).not.toEqual(plain)
    expect(await identity({ url: 'here:a', ref: full, 'checkout-submodules': 'False' })).not.toEqual(plain)
    expect(await identity({ url: 'here:a', track: 'main' })).toEqual({ ok: true, value: undefined })
  })

  test('states: no reference, fetch needed, cached', async () => {
    const ref = place.repository('a', { x: '' })
    expect(await place.source('git', { url: 'here:a', track: 'main' }).state(place.world())).toBe('no reference')
    const source = place.source('git', { url: 'here:a', ref })
    expect(await source.state(place.world())).toBe('fetch needed')
    await source.fetch(place.world())
    expect(await source.state(place.world())).toBe('cached')
  })

  test('a commit that is here is not asked for; a newer one is added to the same copy', async () => {
    const first = place.repository('a', { x: '1' })
    await staged({ url: 'here:a', ref: first })
    const second = place.commit('a', { x: '2' })
    expect(await staged({ url: 'here:a', ref: second })).toEqual(['644 x "2"'])
    place.log.length = 0
    expect(await staged({ url: 'here:a', ref: first })).toEqual(['644 x "1"'])
    expect(place.log.filter((line) => line.startsWith('fetching'))).toEqual([])
    expect(readdirSync(place.path('store/git'))).toHaveLength(1)
  })

  test('a version that the remote does not have is told, and leaves no copy', async () => {
    place.repository('a', { x: '' })
    expect(await staged({ url: 'here:a', ref: 'f'.repeat(40) })).toBe(`the version "${'f'.repeat(40)}" could not be fetched: file://${place.root}/a has no "${'f'.repeat(40)}"`)
    expect(existsSync(place.path('store/git'))).toBe(false)
    expect(await staged({ url: 'here:gone', ref: 'f'.repeat(40) })).toMatch(/gone: .*does not appear to be a git repository$/)
  })
})

describe('where from', () => {
  test('mirrors in their order, then the alias', async () => {
    const ref = place.repository('a', { x: '' })
    place.aliases.set('up', `file://${place.root}/elsewhere/`)
    place.mirrors.set('up', [`file://${place.root}/dead/`, `file://${place.root}/`])
    expect(await staged({ url: 'up:a', ref })).toEqual(['644 x ""'])
    expect(place.log.filter((line) => line.startsWith('fetching'))).toEqual(['dead/a', 'a'].map((path) => `fetching file://${place.root}/${path}`))
  })

  test('an absolute path is fine but for the missing alias', async () => {
    const ref = place.repository('a', { x: '' })
    const { source, messages } = place.decode('git', { url: place.path('a'), ref })
    expect(messages).toEqual([`warning[source/unaliased-url]: "${place.path('a')}" is used as it is: it has no alias`])
    expect(source && await place.staged(source)).toEqual(['644 x ""'])
    expect(place.decode('git', { url: place.path('a'), ref }, ['unaliased-url'])).toEqual({
      source: undefined, messages: [`error[source/fatal-unaliased-url]: "${place.path('a')}" has no alias, and "unaliased-url" is among the fatal warnings of the project`],
    })
  })

  test.each<readonly [Json, string]>([
    [{ url: 'nope:x', track: 'main' }, 'error[source/unknown-alias]: "nope:x" begins with the alias "nope", which project.conf does not have'],
    [{ url: 'hre:x', track: 'main' }, 'error[source/unknown-alias]: "hre:x" begins with the alias "hre", which project.conf does not have; did you mean "here"?'],
    [{ url: 'git@host:x', track: 'main' }, 'error[source/unknown-alias]: "git@host:x" begins with the alias "git@host", which project.conf does not have'],
    [{ url: 'ext::sh -c x', track: 'main' }, 'error[source/unknown-alias]: "ext::sh -c x" begins with the alias "ext", which project.conf does not have'],
    [{ url: 'evil:touch% owned', track: 'main' }, 'error[source/unsafe-url]: "ext::sh -c touch% owned" is none that may be fetched from; expected an http, https, git, ssh or file URL, or an absolute path'],
    [{ url: 'dash:/x', track: 'main' }, 'error[source/unsafe-url]: "ssh://-oProxyCommand=x/x" is none that may be fetched from; expected an http, https, git, ssh or file URL, or an absolute path'],
    [{ url: 'here:x', track: '--upload-pack=x' }, 'error[source/git-ref]: "track" is "--upload-pack=x", which git could take for an option or an expression'],
    [{ url: 'here:x', ref: 'HEAD~1' }, 'error[source/git-ref]: "ref" is "HEAD~1", which git could take for an option or an expression'],
    [{ url: 'here:x' }, 'error[source/no-version]: a "git" source needs "ref" or "track"'],
    [{ track: 'main' }, 'error[source/missing-setting]: a "git" source needs "url"'],
    [{ url: 'here:x', track: 'm', 'checkout-submodules': 'yes' }, 'error[source/wrong-setting]: "checkout-submodules" is "yes"; expected True or False'],
    [{ url: 'here:x', track: 'm', 'ref-format': 'sha' }, 'error[source/wrong-setting]: "ref-format" is "sha"; expected sha1 or git-describe'],
    [{ url: 'here:x', track: 'm', submodules: { a: { url: 'nope:y' } } }, 'error[source/unknown-alias]: "nope:y" begins with the alias "nope", which project.conf does not have'],
    [{ url: 'here:x', track: 'm', tags: [{ tag: 'v1' }] }, 'error[source/git-tags]: "tags" asks for a repository that "git describe" works in, which this builder does not stage'],
  ])('%j is refused', (settings, message) => {
    place.aliases.set('evil', 'ext::sh -c ').set('dash', 'ssh://-oProxyCommand=x')
    expect(place.decode('git', settings)).toEqual({ source: undefined, messages: [message] })
  })

  test('a mirror that could run a program is passed over', async () => {
    const ref = place.repository('a', { x: '' })
    place.mirrors.set('here', [`ext::touch ${place.path('owned')} `, '--upload-pack=x'])
    expect(await staged({ url: 'here:a', ref })).toEqual(['644 x ""'])
    expect(existsSync(place.path('owned'))).toBe(false)
  })
})

describe('track', () => {
  const tracked = async (settings: Json) => {
    const result = await place.source('git', settings).track?.(place.world())
    return result?.ok ? result.value : result?.failure.message
  }

  test('the newest commit of a branch, a tag, an annotated tag; a commit is itself; without track nothing', async () => {
    const first = place.repository('a', { x: '1' })
    place.git('a', 'tag', '-a', '-m', 'm', 'v1')
    const second = place.commit('a', { x: '2' })
    expect(await tracked({ url: 'here:a', track: 'main', ref: first })).toBe(second)
    expect(await tracked({ url: 'here:a', track: 'v1' })).toBe(first)
    expect(await tracked({ url: 'here:a', track: first })).toBe(first)
    expect(await tracked({ url: 'here:a', ref: first })).toBeUndefined()
    expect(await tracked({ url: 'here:a', track: 'none' })).toMatch(/^the version "none" could not be fetched: .* has no "none"$/)
    expect(await tracked({ url: 'here:gone', track: 'main' })).toMatch(/gone could not be asked for "main": /)
  })

  test('as git describe has it', async () => {
    place.repository('a', { x: '1' })
    const settings = { url: 'here:a', track: 'main', 'ref-format': 'git-describe' }
    expect(await tracked(settings)).toMatch(/^[0-9a-f]{40}$/)
    place.git('a', 'tag', 'v1')
    expect(await tracked(settings)).toMatch(/^v1-0-g[0-9a-f]{40}$/)
    const second = place.commit('a', { x: '2' })
    expect(await tracked(settings)).toBe(`v1-1-g${second}`)
  })

  test('track-tags is said to do nothing', () => {
    expect(place.decode('git', { url: 'here:a', track: 'main', 'track-tags': 'True' }).messages).toEqual(['warning[source/track-tags]: "track-tags" is ignored: tracking writes the commit and no tags'])
  })
})

describe('at the same time, and cut off', () => {
  test('many elements of one repository fetch it once', async () => {
    const ref = place.repository('a', { x: '' })
    const results = await Promise.all(Array.from({ length: 5 }, () => place.source('git', { url: 'here:a', ref }).fetch(place.world())))
    expect(results.every(({ ok }) => ok)).toBe(true)
    expect(place.log.filter((line) => line.startsWith('fetching'))).toHaveLength(1)
  })

  test('a copy that somebody else made meanwhile is used', async () => {
    const first = place.repository('a', { x: '1' })
    await staged({ url: 'here:a', ref: first })
    const second = place.commit('a', { x: '2' })
    const [name = ''] = readdirSync(place.path('store/git'))
    const theirs = place.path('store/git', name)
    renameSync(theirs, place.path('theirs'))
    const log = (line: string) => line.startsWith('fetching') && renameSync(place.path('theirs'), theirs)
    expect(await place.source('git', { url: 'here:a', ref: second }).fetch({ ...place.world(), log })).toEqual({ ok: true, value: null })
    expect(await staged({ url: 'here:a', ref: second })).toEqual(['644 x "2"'])
  })

  test('two processes at the same copy both have the commit', async () => {
    const first = place.repository('a', { x: '1' })
    await staged({ url: 'here:a', ref: first })
    const second = place.commit('a', { x: '2' })
    // the other one holds the lock of the branch, and never lets go
    const mirror = place.path('store/git', readdirSync(place.path('store/git'))[0] ?? '')
    writeFileSync(join(mirror, 'refs/heads/main.lock'), '')
    writeFileSync(join(mirror, 'packed-refs.lock'), '')
    expect(await staged({ url: 'here:a', ref: second })).toEqual(['644 x "2"'])
  })

  test('what a killed fetch leaves does not count', async () => {
    const ref = place.repository('a', { x: '1' })
    mkdirSync(place.path('work/git-dead/mirror'), { recursive: true })
    spawnSync('git', ['init', '-q', '--bare', place.path('work/git-dead/mirror')])
    expect(await place.source('git', { url: 'here:a', ref }).state(place.world())).toBe('fetch needed')
  })

  test('stopped', async () => {
    const ref = place.repository('a', { x: '' })
    expect(await place.source('git', { url: 'here:a', ref }).fetch(place.world(AbortSignal.abort()))).toEqual({ ok: false, failure: { reason: 'stopped', message: 'stopped' } })
  })
})
