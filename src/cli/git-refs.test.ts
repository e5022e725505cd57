import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Collector } from '../diagnostics/collector.ts'
import type { Chunk } from '../ir/definitions.ts'
import { resolveRefs } from './git-refs.ts'

const folder = mkdtempSync(join(tmpdir(), 'morph2bst-git-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function git(...words: readonly string[]): string {
  const settings = ['-c', 'user.name=t', '-c', 'user.email=t@t', '-c', 'init.defaultBranch=master', '-c', 'tag.gpgSign=false', '-c', 'commit.gpgSign=false']
  return execFileSync('git', [...settings, '-C', folder, ...words], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
}

let first = ''
let second = ''
beforeAll(() => {
  git('init', '-q', 'work')
  git('-C', 'work', 'commit', '-q', '--allow-empty', '-m', 'one')
  first = git('-C', 'work', 'rev-parse', 'HEAD')
  git('-C', 'work', 'tag', '-a', 'v1', '-m', 'v1')
  git('-C', 'work', 'tag', 'both')
  git('-C', 'work', 'commit', '-q', '--allow-empty', '-m', 'two')
  second = git('-C', 'work', 'rev-parse', 'HEAD')
  git('-C', 'work', 'branch', 'topic/x')
  git('-C', 'work', 'branch', 'both')
  git('clone', '-q', '--bare', 'work', 'tool.git')
})

function chunk(repo: string, ref: string): Chunk {
  const at = { file: 'strata/core.morph', start: 0, end: 1 }
  const located = (value: string) => ({ value, at })
  return { name: 'tool', repo: located(repo), ref: located(ref), at } as unknown as Chunk
}

async function check(chunks: readonly Chunk[], timeoutMs = 10_000) {
  const collector = new Collector()
  const expand = (repo: string) => repo.replace(/^here:/, `${folder}/`)
  const resolved = await resolveRefs(chunks, { expand, timeoutMs }, collector)
  return { resolved: Object.fromEntries(resolved), messages: collector.list().map((diagnostic) => diagnostic.message) }
}

test('branches, tags and annotated tags become commits; tags come before branches', async () => {
  const refs = ['topic/x', 'v1', 'both', 'refs/heads/both', 'HEAD']
  expect(await check(refs.map((ref) => chunk('here:tool.git', ref)))).toEqual({
    resolved: {
      'here:tool.git topic/x': second, 'here:tool.git v1': first, 'here:tool.git both': first,
      'here:tool.git refs/heads/both': second, 'here:tool.git HEAD': second,
    },
    messages: [],
  })
})

test('commits are not asked for', async () => {
  expect(await check([chunk('here:nowhere', 'a'.repeat(40)), chunk('here:nowhere', `v1-3-g${'b'.repeat(40)}`)])).toEqual({ resolved: {}, messages: [] })
})

test('an unknown name and a missing remote are warnings', async () => {
  const { resolved, messages } = await check([chunk('here:tool.git', 'nothing'), chunk('here:gone.git', 'master')])
  expect(resolved).toEqual({})
  expect(messages).toEqual([
    expect.stringMatching(/^"master" of .*\/gone\.git could not be resolved to a commit: .*gone\.git.* does not appear to be a git repository$/),
    expect.stringMatching(/^"nothing" of .* the remote has no branch or tag of that name$/),
  ])
})

test.each([
  'ext::sh -c touch% /tmp/owned', '--upload-pack=touch /tmp/owned', 'ssh://-oProxyCommand=touch/x', 'ssh://a@-oProxyCommand=x/y', 'fd::17', 'host:path', 'relative',
])('%s is never asked', async (url) => {
  const { messages } = await check([chunk(url, 'master')])
  expect(messages).toEqual([expect.stringMatching(/its URL is none that may be asked$/)])
})
