/** docs/recipes/post-review.sh against a small forge of our own. */
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const SCRIPT = join(__dirname, '../../docs/recipes/post-review.sh')
const MARKER = '<!-- morph2bst diff -->'
const TOKEN = 'secret-0815'

interface Note {
  readonly id: number
  body: string
  readonly system?: boolean
  /** Of somebody else: not to be changed with our token. */
  readonly foreign?: boolean
}

/** What the forge holds and how it answers. */
interface Forge {
  readonly notes: Note[]
  readonly asked: string[]
  status?: number
}

const folder = mkdtempSync(join(tmpdir(), 'morph2bst-'))
const file = join(folder, 'review.md')
let forge: Forge
let server: Server
let url: string

beforeAll(async () => {
  server = createServer((request, response) => void answer(request, response))
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
beforeEach(() => {
  forge = { notes: [], asked: [] }
  writeFileSync(file, `${MARKER}\n### "Review" of $HOME \\ \`x\`\n`)
})
afterAll(async () => {
  await new Promise((done) => server.close(done))
  rmSync(folder, { recursive: true, force: true })
})

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  let text = ''
  for await (const part of request) text += String(part)
  const { pathname, searchParams } = new URL(request.url ?? '', url)
  forge.asked.push(`${request.method ?? ''} ${pathname}`)
  const token = pathname.startsWith('/api/v4/') ? request.headers['private-token'] : request.headers.authorization?.replace(/^Bearer /, '')
  const reply = (status: number, value: unknown): void => { response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value)) }
  if (token !== TOKEN) { reply(401, { message: '401 Unauthorized' }); return; }
  if (forge.status !== undefined) { reply(forge.status, { message: 'no' }); return; }
  const list = ['/api/v4/projects/7/merge_requests/3/notes', '/repos/us/definitions/issues/3/comments'].includes(pathname)
  const [, id] = /^(?:\/api\/v4\/projects\/7\/merge_requests\/3\/notes|\/repos\/us\/definitions\/issues\/comments)\/(\d+)$/.exec(pathname) ?? []
  const note = forge.notes.find((each) => each.id === Number(id))
  const from = (Number(searchParams.get('page')) - 1) * Number(searchParams.get('per_page'))
  if (list && request.method === 'GET') { reply(200, forge.notes.slice(from, from + Number(searchParams.get('per_page')))); return; }
  const { body } = JSON.parse(text) as { body: string }
  if (list && request.method === 'POST') {
    forge.notes.push({ id: 5_000_000_000 + forge.notes.length, body })
    reply(201, {}); return;
  }
  if (!note || request.method !== (pathname.startsWith('/api/v4/') ? 'PUT' : 'PATCH')) { reply(404, {}); return; }
  if (note.foreign) { reply(403, {}); return; }
  note.body = body
  reply(200, {})
}

async function post(environment: Readonly<Record<string, string>>, words: readonly string[] = [file]): Promise<{ readonly code: number | null; readonly said: string }> {
  const child = spawn('sh', [SCRIPT, ...words], { cwd: folder, env: { PATH: process.env['PATH'], HOME: folder, TMPDIR: folder, REVIEW_TOKEN: TOKEN, ...environment } })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => { said += text })
  const code = await new Promise<number | null>((done) => child.on('close', done))
  expect(said).not.toContain(TOKEN)
  return { code, said }
}

const environments = (): Readonly<Record<string, Record<string, string>>> => ({
  GitLab: { CI_API_V4_URL: `${url}/api/v4`, CI_MERGE_REQUEST_PROJECT_ID: '7', CI_MERGE_REQUEST_IID: '3' },
  GitHub: { GITHUB_API_URL: url, GITHUB_REPOSITORY: 'us/definitions', REVIEW_NUMBER: '3' },
})

const missing = spawnSync('curl', ['--version']).status === 0 ? undefined : 'curl is missing'
const runs = missing === undefined ? describe : describe.skip
if (missing !== undefined) console.warn(`post-review: ${missing}`)

runs.each(['GitLab', 'GitHub'])('on %s', (name) => {
  const environment = (): Record<string, string> => environments()[name] ?? {}
  const others = (count: number, from = 1): Note[] => Array.from({ length: count }, (_, index) => ({ id: from + index, body: `> ${MARKER}\nno ${index}` }))

  test('makes a comment the first time, and puts the next review in its place', async () => {
    forge.notes.push(...others(2), { id: 9, body: `${MARKER}\nmentioned by the forge`, system: true })
    expect(await post(environment())).toEqual({ code: 0, said: 'post-review: the comment was made\n' })
    expect(forge.notes).toHaveLength(4)
    expect(forge.notes.at(-1)?.body).toBe(`${MARKER}\n### "Review" of $HOME \\ \`x\`\n`)
    writeFileSync(file, `${MARKER}\nsecond\n`)
    expect(await post(environment())).toEqual({ code: 0, said: 'post-review: the comment was updated\n' })
    expect(forge.notes).toHaveLength(4)
    expect(forge.notes.at(-1)?.body).toBe(`${MARKER}\nsecond\n`)
  })

  test('finds the comment behind hundreds of others, as the forge gave it back', async () => {
    forge.notes.push(...others(230), { id: 1000, body: `${MARKER}\r\nold` }, ...others(5, 2000))
    expect((await post(environment())).said).toBe('post-review: the comment was updated\n')
    expect(forge.notes).toHaveLength(236)
    expect(forge.notes[230]?.body).toContain('### "Review"')
  })

  test('leaves alone the comment of somebody who copied ours', async () => {
    forge.notes.push({ id: 4, body: `${MARKER}\ncopied`, foreign: true })
    expect(await post(environment())).toEqual({ code: 0, said: 'post-review: the comment was made\n' })
    expect(forge.notes.map(({ body }) => body.split('\n')[1])).toEqual(['copied', '### "Review" of $HOME \\ `x`'])
  })

  test('is content not to post where the token may not, or where there is none', async () => {
    expect(await post({ ...environment(), REVIEW_TOKEN: 'wrong' })).toEqual({
      code: 0, said: 'post-review: the token may not comment here (reading the comments: status 401): nothing is posted, see the artifact\n',
    })
    forge.status = 403
    expect((await post(environment())).code).toBe(0)
    forge.asked.length = 0
    expect(await post({ ...environment(), REVIEW_TOKEN: '' })).toEqual({
      code: 0, said: 'post-review: there is no REVIEW_TOKEN here, as in merge requests from forks: nothing is posted, see the artifact\n',
    })
    expect(forge.asked).toEqual([])
  })

  test('fails where the forge does', async () => {
    forge.status = 422
    expect(await post(environment())).toEqual({ code: 1, said: 'post-review: reading the comments: status 422\n' })
  })
})

;(missing === undefined ? test : test.skip)('fails without a review, outside of merge requests, and where nobody answers', async () => {
  expect(await post({}, [join(folder, 'none.md')])).toEqual({ code: 1, said: 'post-review: needs one argument, a file with the review\n' })
  expect(await post({})).toEqual({ code: 1, said: 'post-review: this is no job of a merge request: neither CI_MERGE_REQUEST_IID nor REVIEW_NUMBER is set\n' })
  const { code, said } = await post({ GITHUB_API_URL: 'unknown://nowhere', GITHUB_REPOSITORY: 'a/b', REVIEW_NUMBER: '1' })
  expect(code).toBe(1)
  expect(said).toContain('post-review: GET unknown://nowhere/repos/a/b/issues/1/comments?per_page=100&page=1 failed\n')
})
