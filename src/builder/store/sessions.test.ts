import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { folderOf } from '../../../tests/support/space.ts'
import { storeAt, valueOf, wordsOf } from '../../../tests/support/store.ts'
import { clearDead, Session } from './sessions.ts'
import { openStore } from './store.ts'

const children: ChildProcess[] = []
afterEach(() => { children.splice(0).forEach((child) => child.kill('SIGKILL')) })

/** A process that lives, with a session of its own. */
function living(sessions: string, mark?: string): { readonly child: ChildProcess; readonly pid: number; readonly folder: string } {
  const child = spawn('sleep', ['60'], { stdio: 'ignore' })
  children.push(child)
  const pid = child.pid ?? 0
  const start = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[19] ?? ''
  const folder = join(sessions, `${pid}-${start}-0`)
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'half done'), '')
  if (mark !== undefined) writeFileSync(join(folder, mark), '')
  return { child, pid, folder }
}

async function end(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL')
  await once(child, 'exit')
}

test('what the dead leave is cleared, what the living have is not', async () => {
  const sessions = folderOf()
  const { child, pid, folder } = living(sessions)
  const session = new Session(sessions)
  clearDead(sessions)
  expect(existsSync(folder)).toBe(true)
  expect(session.others()).toEqual([pid])
  await end(child)
  expect(session.others()).toEqual([])
  clearDead(sessions)
  expect(existsSync(folder)).toBe(false)
  expect(existsSync(session.folder)).toBe(true)
})

test('a process that nobody has waited for is dead', async () => {
  const sessions = folderOf()
  // The shell becomes a program that never asks how its child has ended.
  const parent = spawn('sh', ['-c', 'sleep 0.1 & echo $!; exec sleep 60'], { stdio: ['ignore', 'pipe', 'ignore'] })
  children.push(parent)
  const [line] = await once(parent.stdout, 'data') as [Buffer]
  const stat = (): readonly string[] => readFileSync(`/proc/${line.toString().trim()}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? []
  while (stat()[0] !== 'Z') await new Promise((resolve) => { setTimeout(resolve, 20) })
  mkdirSync(join(sessions, `${line.toString().trim()}-${stat()[19] ?? ''}-0`))
  expect(new Session(sessions).others()).toEqual([])
})

test('who needs the store alone is refused while others use it, and told who', async () => {
  const store = await storeAt()
  const { pid } = living(join(store.folder, 'work'))
  await expect(store.session.alone(() => Promise.resolve(1))).rejects.toThrow(`process ${pid} is using the store`)
  expect(store.session.loner()).toBeUndefined()
})

test('who comes while another has the store alone waits for it', async () => {
  const store = await storeAt()
  const { child } = living(join(store.folder, 'work'), 'alone')
  let isOpen = false
  const opening = openStore(store.folder).then((opened) => {
    isOpen = true
    return valueOf(opened)
  })
  await new Promise((resolve) => { setTimeout(resolve, 300) })
  expect(isOpen).toBe(false)
  await end(child)
  ;(await opening).close()
})

test('who has waited for long is refused, and told for whom', async () => {
  const store = await storeAt()
  const { pid } = living(join(store.folder, 'work'), 'alone')
  expect(wordsOf(await openStore(store.folder, 200))).toBe(`process ${pid} has the store to itself: it collects garbage or verifies`)
})

test('of two who come at the same time at most one is alone, and no one stays marked', async () => {
  const store = await storeAt()
  const other = await storeAt(store.folder)
  let alone = 0
  let most = 0
  const work = async (): Promise<void> => {
    most = Math.max(most, ++alone)
    await new Promise((resolve) => { setTimeout(resolve, 50) })
    alone--
  }
  await Promise.allSettled([store.session.alone(work), other.session.alone(work)])
  expect(most).toBeLessThanOrEqual(1)
  expect(store.session.loner()).toBeUndefined()
})

test('folders that are shared are filled once', () => {
  const session = new Session(folderOf())
  const filled: string[] = []
  const make = (folder: string): void => { filled.push(folder) }
  expect(session.shared('a', make)).toBe(session.shared('a', make))
  expect(session.shared('b', make)).toBe(filled[1])
  expect(filled).toHaveLength(2)
})
