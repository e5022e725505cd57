import { commitAll, gitIn, writeAll } from '../../tests/support/repository.ts'
import { folderOf } from '../../tests/support/space.ts'
import { isBranchName, isCheckedOut, lookAtRef, moveRef } from './branch.ts'
import { leadsTo, presentObjects, readCommits, readObjects } from './history.ts'
import { openImport } from './import-stream.ts'
import { commitWords } from './import-words.ts'
import { makeOwnFolder } from './own-folder.ts'
import { makeOwnRepository } from './own-repository.ts'
import { attemptGit, isGitRefusal } from './refusal.ts'
import { openRepository, type Repository } from './repository.ts'

let folder: string
let repository: Repository
let first: string
let second: string
beforeAll(async () => {
  folder = folderOf({ a: '1' })
  first = commitAll(folder)
  writeAll(folder, { a: '2' })
  second = commitAll(folder)
  const found = await openRepository(folder)
  if (isGitRefusal(found)) throw new Error(found.message)
  repository = found
})

test.each([['bst', true], ['a/b', true], ['a..b', false], ['HEAD', false], ['-x', false], ['@{-1}', false], ['a b', false], ['x.lock', false], ['', false]])('%j as a name', async (name, expected) => {
  expect(await isBranchName(repository, name)).toBe(expected)
})

test('a ref, and those beside which it cannot be', async () => {
  gitIn(folder, 'branch', 'x/y', first)
  expect(await lookAtRef(repository, 'refs/heads/x/y')).toEqual({ id: first, inTheWay: undefined })
  expect(await lookAtRef(repository, 'refs/heads/x')).toEqual({ id: undefined, inTheWay: 'refs/heads/x/y' })
  expect(await lookAtRef(repository, 'refs/heads/x/y/z')).toEqual({ id: undefined, inTheWay: 'refs/heads/x/y' })
  expect(await lookAtRef(repository, 'refs/heads/xy')).toEqual({ id: undefined, inTheWay: undefined })
  expect([await isCheckedOut(repository, 'main'), await isCheckedOut(repository, 'x/y')]).toEqual([true, false])
})

test('a ref is made or moved only if nobody else did', async () => {
  const ref = 'refs/heads/moved'
  expect(await moveRef(repository, ref, undefined, first, 'made')).toBeUndefined()
  expect(await moveRef(repository, ref, undefined, second, 'made')).toEqual({ fault: expect.stringContaining('already exists') as string })
  expect(await moveRef(repository, ref, second, second, 'moved')).toEqual({ fault: expect.stringContaining(`but expected ${second}`) as string })
  expect(await moveRef(repository, ref, first, second, 'moved')).toBeUndefined()
  expect(gitIn(folder, 'reflog', '--format=%H %gs', 'moved')).toBe(`${second} moved\n${first} made`)
})

test('objects are read by name, and missing ones are told', async () => {
  const missing = '0123456789'.repeat(4)
  const [blob, none] = await readObjects(repository, [`${second}:a`, missing])
  expect([blob?.toString(), none]).toEqual(['2', undefined])
  expect([...await presentObjects(repository, [first, missing])]).toEqual([first])
  expect(await attemptGit(() => readCommits(repository, [missing]))).toMatchObject({ reason: 'missing-object' })
  expect([await leadsTo(repository, first, second), await leadsTo(repository, second, first)]).toEqual([true, false])
})

test('what fast-import refuses is a refusal, and leaves nothing in the repository', async () => {
  const before = gitIn(folder, 'for-each-ref')
  const stream = await openImport(repository)
  const words = commitWords({ author: 'a <a> 1 +0000', committer: 'a <a> 1 +0000', encoding: undefined, message: '', parents: ['1234'], change: { removed: [], written: new Map() } }, 1)
  expect(await attemptGit(async () => {
    await stream.send(words)
    return stream.idOf(1)
  })).toEqual({ reason: 'git', message: expect.stringContaining('git failed: ') as string })
  stream.abandon()
  expect(gitIn(folder, 'for-each-ref')).toBe(before)
})

test('a stream that breaks while it is written is a refusal', async () => {
  const stream = await openImport(repository)
  const size = 64 * 1024 * 1024
  const sending = attemptGit(() => stream.send(Buffer.concat([Buffer.from(`blob\ndata ${size}\n`), Buffer.alloc(size)])))
  stream.abandon()
  expect(await sending).toMatchObject({ reason: 'git', message: expect.stringContaining('git failed: ') as string })
})

test('where no repository of our own can be made', async () => {
  const inFile = `${folderOf({ file: '' })}/file/own.git`
  const making = async (): Promise<void> => {
    makeOwnRepository(inFile)
    return Promise.resolve()
  }
  expect(await attemptGit(making)).toMatchObject({ reason: 'disk', message: expect.stringMatching(/\/file\/own\.git cannot be written: /) as string })
})

test('where no folder of our own can be made', async () => {
  expect(await attemptGit(async () => Promise.resolve(makeOwnFolder('no/such')))).toMatchObject({ reason: 'disk', message: expect.stringMatching(/^no temporary folder can be made in .+: /) as string })
})
