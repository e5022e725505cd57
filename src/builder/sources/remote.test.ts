import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { Place, type Json } from '../../../tests/support/source-world.ts'

const digestOf = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex')
const BYTES = gzipSync('content')
const REF = digestOf(BYTES)

let place: Place
let server: Server | undefined
beforeEach(() => {
  place = new Place()
})
afterEach(async () => {
  const closing = server
  server = undefined
  closing?.closeAllConnections()
  await new Promise((resolve) => { if (closing) closing.close(resolve); else resolve(undefined) })
  place.remove()
})

/** Makes the alias `web` a server that answers so. */
async function serve(listener: RequestListener): Promise<string> {
  server = createServer(listener)
  const running = server
  await new Promise<void>((resolve) => running.listen(0, '127.0.0.1', resolve))
  const root = `http://127.0.0.1:${(running.address() as AddressInfo).port}/`
  place.aliases.set('web', root)
  return root
}

async function fetched(settings: Json): Promise<unknown> {
  const result = await place.source('remote', settings).fetch(place.world())
  return result.ok ? readdirSync(place.path('store/files')) : result.failure.message
}

function nothingKept(): void {
  expect(readdirSync(place.path('work'))).toEqual([])
  expect(readdirSync(place.path('store'))).toEqual([])
}

describe('what is staged', () => {
  beforeEach(() => writeFileSync(place.path('file.txt'), 'text', { mode: 0o700 }))
  const ref = digestOf('text')

  test.each<readonly [object, string]>([
    [{}, '644 file.txt "text"'], [{ filename: 'other' }, '644 other "text"'], [{ executable: 'True' }, '755 file.txt "text"'],
  ])('with %j', async (more, line) => {
    expect(await place.staged(place.source('remote', { url: 'here:file.txt', ref, ...more }))).toEqual([line])
  })

  test('states, and an identity without the URL', async () => {
    expect(await place.source('remote', { url: 'here:file.txt' }).state(place.world())).toBe('no reference')
    const source = place.source('remote', { url: 'here:file.txt', ref })
    expect(await source.state(place.world())).toBe('fetch needed')
    await source.fetch(place.world())
    expect(await source.state(place.world())).toBe('cached')
    expect(await source.identity(place.world())).toEqual({ ok: true, value: { kind: 'remote', ref, filename: 'file.txt', executable: false } })
    expect(await place.source('remote', { url: 'here:other', filename: 'file.txt', ref }).state(place.world())).toBe('cached')
  })
})

describe('downloads', () => {
  test('are kept under their digest, as the server sends them, and not asked for again', async () => {
    let asked = 0
    await serve((request, response) => {
      asked++
      expect(request.headers['accept-encoding']).toBe('identity')
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(BYTES)
    })
    expect(await fetched({ url: 'web:x', ref: REF })).toEqual([REF])
    expect(await fetched({ url: 'web:x', ref: REF })).toEqual([REF])
    expect(asked).toBe(1)
    expect(readFileSync(place.path('store/files', REF))).toEqual(BYTES)
    expect(readdirSync(place.path('work'))).toEqual([])
  })

  test('of another digest say both, and leave nothing', async () => {
    const root = await serve((_, response) => response.end('other'))
    expect(await fetched({ url: 'web:x', ref: REF })).toBe(`the file at ${root}x has the SHA-256 digest ${digestOf('other')}, not ${REF}`)
    nothingKept()
  })

  test('that break off leave nothing', async () => {
    const root = await serve((_, response) => {
      response.writeHead(200, { 'content-length': '1000' }).write('some')
      setTimeout(() => response.destroy(), 20)
    })
    expect(await fetched({ url: 'web:x', ref: digestOf('some') })).toMatch(new RegExp(`^${root}x could not be fetched: `))
    nothingKept()
  })

  test('follow redirects, but not for ever, and not to files of this machine', async () => {
    const root = await serve((request, response) => {
      const to: Readonly<Record<string, string>> = { '/a': '/b', '/b': '/c', '/loop': '/loop', '/file': `file://${place.path('secret')}` }
      const location = to[request.url ?? '']
      if (location === undefined) response.end(BYTES)
      else response.writeHead(302, { location }).end()
    })
    writeFileSync(place.path('secret'), BYTES)
    expect(await fetched({ url: 'web:file', ref: REF })).toBe(`${root}file could not be fetched: the server sends us on to file://${place.path('secret')}`)
    expect(await fetched({ url: 'web:loop', ref: REF })).toBe(`${root}loop could not be fetched: the server sends us on more than 10 times`)
    expect(await fetched({ url: 'web:a', ref: REF })).toEqual([REF])
  })

  test('take mirrors in their order; what all said is told', async () => {
    const root = await serve((request, response) => {
      if (request.url === '/good/x') response.end(BYTES)
      else if (request.url === '/wrong/x') response.end('wrong')
      else response.writeHead(404).end()
    })
    place.mirrors.set('web', [`${root}gone/`, `${root}wrong/`, `${root}good/`])
    expect(await fetched({ url: 'web:x', ref: REF })).toEqual([REF])
    expect(place.log.filter((line) => line.startsWith('fetching'))).toEqual(['gone', 'wrong', 'good'].map((name) => `fetching ${root}${name}/x`))
    const result = await place.source('remote', { url: 'web:y', ref: '0'.repeat(64) }).fetch(place.world())
    expect(result).toMatchObject({ ok: false, failure: { reason: 'source', message: `${root}y could not be fetched: the server says 404 Not Found`, detail: expect.stringContaining(`${root}gone/y could not be fetched`) as string } })
  })

  test('stop when they are told to', async () => {
    const stop = new AbortController()
    await serve((_, response) => {
      response.write('some')
      setTimeout(() => stop.abort(), 10)
    })
    expect(await place.source('remote', { url: 'web:x', ref: REF }).fetch(place.world(stop.signal))).toEqual({ ok: false, failure: { reason: 'stopped', message: 'stopped' } })
    nothingKept()
  })

  test('a server that is not there, a file that is not there, a folder', async () => {
    const root = await serve(() => undefined)
    const closing = server
    await new Promise((resolve) => closing?.close(resolve))
    server = undefined
    expect(await fetched({ url: 'web:x', ref: REF })).toMatch(new RegExp(`^${root}x could not be fetched: .*ECONNREFUSED`))
    expect(await fetched({ url: 'here:gone', ref: REF })).toMatch(/could not be fetched: ENOENT/)
    mkdirSync(place.path('folder'))
    expect(await fetched({ url: 'here:folder', ref: REF })).toMatch(/could not be fetched: it is no file$/)
  })

  test('a path with blanks as a URL and as it is', async () => {
    writeFileSync(place.path('a b'), BYTES)
    expect(await fetched({ url: 'here:a%20b', ref: REF, filename: 'x' })).toEqual([REF])
    expect(await fetched({ url: place.path('a b'), ref: REF })).toEqual([REF])
  })
})

test('tracking downloads and gives the digest', async () => {
  await serve((_, response) => response.end(BYTES))
  expect(await place.source('remote', { url: 'web:x' }).track?.(place.world())).toEqual({ ok: true, value: REF })
  expect(await place.source('tar', { url: 'web:x' }).track?.(place.world())).toEqual({ ok: true, value: REF })
  expect(await place.source('remote', { url: 'web:x', ref: REF }).state(place.world())).toBe('cached')
})

test('without a ref there is nothing to fetch', async () => {
  expect(await fetched({ url: 'here:x' })).toBe('the source here:x has no ref')
})

test.each<readonly [Json, string]>([
  [{ url: 'here:a/' }, 'error[source/filename]: "" is no name for a file'],
  [{ url: 'here:a', filename: '../x' }, 'error[source/filename]: "../x" is no name for a file'],
  [{ url: 'here:a', filename: '..' }, 'error[source/filename]: ".." is no name for a file'],
  [{ url: 'here:a', ref: '../../x' }, 'error[source/wrong-setting]: "ref" is "../../x"; expected a SHA-256 digest of 64 digits'],
  [{ url: 'here:a', executable: 'yes' }, 'error[source/wrong-setting]: "executable" is "yes"; expected True or False'],
  [{ ref: '0'.repeat(64) }, 'error[source/missing-setting]: a "remote" source needs "url"'],
  [{ url: 'shell:x' }, 'error[source/unsafe-url]: "ssh://host/x" is none that may be fetched from; expected an http, https or file URL, or an absolute path'],
])('%j is refused', (settings, message) => {
  place.aliases.set('shell', 'ssh://host/')
  expect(place.decode('remote', settings).messages).toEqual([message])
})
