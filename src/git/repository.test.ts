import { chmodSync, chownSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { commitAll, gitIn, writeAll } from '../../tests/support/repository.ts'
import { folderOf } from '../../tests/support/space.ts'
import { patchOf } from './patch.ts'
import { attemptGit, isGitRefusal, type GitRefusal } from './refusal.ts'
import { openRepository, type Repository } from './repository.ts'
import { findCommit } from './revision.ts'

async function open(folder: string): Promise<Repository> {
  const repository = await openRepository(folder)
  if (isGitRefusal(repository)) throw new Error(repository.message)
  return repository
}

async function refusal(folder: string): Promise<GitRefusal> {
  const repository = await openRepository(folder)
  if (!isGitRefusal(repository)) throw new Error('it was opened')
  return repository
}

/** Runs `work` with other variables. */
async function withEnvironment<T>(variables: Readonly<Record<string, string>>, work: () => Promise<T>): Promise<T> {
  const before = { ...process.env }
  Object.assign(process.env, variables)
  try {
    return await work()
  } finally {
    for (const name of Object.keys(variables)) {
      if (before[name] === undefined) Reflect.deleteProperty(process.env, name)
      else process.env[name] = before[name]
    }
  }
}

function made(files: Readonly<Record<string, string>> = { 'a/b/x.morph': 'kind: chunk\n' }): string {
  const folder = join(folderOf(), 'top')
  writeAll(folder, files)
  commitAll(folder)
  return folder
}

test('the top, a folder below it, one behind a link, and one that is not there any more', async () => {
  const top = made()
  symlinkSync(join(top, 'a/b'), join(top, '../link'))
  expect(await open(top)).toMatchObject({ gitDir: join(top, '.git'), workTree: top, prefix: '', isShallow: false, idLength: 40 })
  expect(await open(join(top, 'a/b'))).toMatchObject({ workTree: top, prefix: 'a/b' })
  expect(await open(join(top, '../link'))).toMatchObject({ workTree: top, prefix: 'a/b' })
  rmSync(join(top, 'a'), { recursive: true })
  expect(await open(join(top, 'a/b'))).toMatchObject({ workTree: top, prefix: 'a/b' })
})

test('names that hold line feeds and more', async () => {
  const top = made({ 'a\nb/ ü\t/x.morph': '' })
  expect(await open(join(top, 'a\nb/ ü\t'))).toMatchObject({ workTree: top, prefix: 'a\nb/ ü\t' })
})

test('the variables of a hook that runs us do not lead to another repository', async () => {
  const [top, other] = [made(), made()]
  const repository = await withEnvironment({ GIT_DIR: join(other, '.git'), GIT_WORK_TREE: other, GIT_INDEX_FILE: '/nowhere', GIT_OBJECT_DIRECTORY: '/nowhere', GIT_EDITOR: 'x', GIT_PAGER: 'x' }, async () => {
    const opened = await open(top)
    expect(await findCommit(opened, 'HEAD')).toBe(gitIn(top, 'rev-parse', 'HEAD'))
    return opened
  })
  expect(repository.gitDir).toBe(join(top, '.git'))
})

test('a folder that is in none, and one above which the person does not look', async () => {
  const folder = folderOf({ 'x/y': '' })
  expect(await refusal(join(folder, 'z'))).toEqual({ reason: 'no-folder', message: `${folder}/z does not exist` })
  expect(await refusal(join(folder, 'x'))).toMatchObject({ reason: 'no-repository', message: `${folder}/x is in no git repository` })
  const top = made()
  expect(await withEnvironment({ GIT_CEILING_DIRECTORIES: join(top, 'a') }, () => refusal(join(top, 'a/b')))).toMatchObject({ reason: 'no-repository' })
})

test('without git', async () => {
  expect(await withEnvironment({ PATH: folderOf() }, () => refusal(plain))).toMatchObject({ reason: 'no-git', message: 'git is not installed, or not on the PATH' })
  expect(await withEnvironment({ PATH: folderOf() }, () => patchOf(new Map([['a', 'a']]), new Map()).catch((error: unknown) => error))).toMatchObject({ refusal: { reason: 'no-git' } })
})
const plain = folderOf({ x: '' })

const asRoot = process.getuid?.() === 0 ? test : test.skip

asRoot('whom git does not trust is not read, unless the person says so', async () => {
  const top = made()
  const own = (place: string): void => {
    chownSync(place, 12345, 12345)
    for (const entry of readdirSync(place, { withFileTypes: true })) if (entry.isDirectory()) own(join(place, entry.name))
  }
  own(top)
  expect(await refusal(top)).toMatchObject({ reason: 'not-trusted', hint: `if you do: git config --global --add safe.directory ${top}` })
  const config = join(folderOf({ config: `[safe]\n\tdirectory = ${top}\n` }), 'config')
  expect(await withEnvironment({ GIT_CONFIG_GLOBAL: config }, () => open(top))).toMatchObject({ workTree: top })
  const counted = { GIT_CONFIG_COUNT: '2', GIT_CONFIG_KEY_0: 'core.sshCommand', GIT_CONFIG_VALUE_0: 'x', GIT_CONFIG_KEY_1: 'safe.directory', GIT_CONFIG_VALUE_1: top }
  expect(await withEnvironment(counted, () => open(top))).toMatchObject({ workTree: top })
})

test('settings that others handed down do not stand in the way', async () => {
  const top = made()
  const counted = { GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'http.proxy', GIT_CONFIG_VALUE_0: 'x' }
  for (const settings of [counted, { GIT_CONFIG_COUNT: 'x' }, { GIT_CONFIG_PARAMETERS: "'core.pager'='x'" }]) {
    expect(await withEnvironment(settings, () => open(top))).toMatchObject({ workTree: top })
  }
})

test('a commit that is found by its message', async () => {
  const top = made()
  const wanted = commitAll(top, 'wanted: this')
  commitAll(top, 'other')
  const repository = await open(top)
  expect(await findCommit(repository, ':/wanted')).toBe(wanted)
  expect(await attemptGit(() => findCommit(repository, ':/unwritten'))).toMatchObject({ reason: 'unknown-revision' })
})

test('what the repository or the person configures to be run is not run', async () => {
  const top = made()
  const trap = join(folderOf(), 'sprung')
  const script = join(folderOf({ run: `#!/bin/sh\ntouch ${trap}\ncat\n` }), 'run')
  chmodSync(script, 0o755)
  for (const name of ['core.fsmonitor', 'core.pager', 'core.editor', 'diff.external', 'filter.x.clean', 'filter.x.smudge', 'diff.x.textconv', 'core.sshCommand', 'core.askPass']) gitIn(top, 'config', name, script)
  mkdirSync(join(top, '.git/hooks'), { recursive: true })
  for (const hook of ['post-index-change', 'pre-commit', 'reference-transaction']) writeFileSync(join(top, '.git/hooks', hook), `#!/bin/sh\ntouch ${trap}\n`, { mode: 0o755 })
  const config = join(folderOf({ config: `[core]\n\tpager = ${script}\n\tfsmonitor = ${script}\n[diff]\n\texternal = ${script}\n` }), 'config')
  await withEnvironment({ GIT_CONFIG_GLOBAL: config }, async () => {
    await findCommit(await open(top), 'HEAD')
    await patchOf(new Map([['.gitattributes', '* diff=x filter=x\n'], ['a', 'a']]), new Map([['a', 'b']]))
  })
  expect(readdirSync(join(trap, '..'))).toEqual([])
})
