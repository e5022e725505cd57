/** Builds that try to get at the host: whatever they do, files and processes of the host and the store are as they were. */
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo, type ListenOptions, type Server } from 'node:net'
import { join } from 'node:path'
import { inSandbox, Lab, STRATEGIES } from '../support/lab.ts'
import { folderOf } from '../support/space.ts'
import { damagedObjects, oddLayerEntries, SECRET, stateOf, type Attempt, type Host } from './attempts/attempt.ts'
import { FILES } from './attempts/files.ts'
import { PROCESSES } from './attempts/processes.ts'

const { run, why } = inSandbox
const ROOMS: readonly (readonly [string, readonly Attempt[]])[] = [['files', FILES], ['processes', PROCESSES]]

describe.each(STRATEGIES)('staged by %s', (strategy) => {
  let lab: Lab
  let host: Host
  let sleeper: ChildProcess
  let visits = 0
  const servers: Server[] = []

  beforeAll(async () => {
    lab = new Lab(strategy)
    sleeper = spawn('sleep', ['600'])
    const canary = folderOf({ file: SECRET })
    mkdirSync(join(canary, 'folder'))
    const socket = `morph2bst-canary-${process.pid}-${strategy}`
    const listen = async (at: ListenOptions): Promise<number> => new Promise((resolve) => {
      const server = createServer((connection) => { visits++; connection.end(SECRET) }).listen(at, () => { resolve((server.address() as AddressInfo | null)?.port ?? 0) })
      servers.push(server)
    })
    const port = await listen({ port: 0, host: '127.0.0.1' })
    await listen({ path: `\0${socket}` })
    process.env['HOST_SECRET'] = 'yes'
    host = { canary, store: (await lab.store()).folder, pid: sleeper.pid ?? 0, port, socket }
  })
  afterAll(() => {
    lab.close()
    sleeper.kill()
    servers.forEach((server) => server.close())
  })

  describe.each(ROOMS)('%s', (_room, attempts) => {
    run.each(attempts)(`$title${why}`, async ({ files, targets, expects }) => {
      const before = stateOf(host.canary)
      const root = join(folderOf(), 'project')
      mkdirSync(join(root, 'links'), { recursive: true })
      symlinkSync(host.canary, join(root, 'links/l'))
      writeFileSync(join(root, 'links/f'), '')
      const built = await lab.buildIn(await lab.prepare(root, files(host)), targets)
      expect(stateOf(host.canary)).toEqual(before)
      expect(damagedObjects(await lab.store())).toEqual([])
      expect(oddLayerEntries(await lab.store())).toEqual([])
      expect(sleeper.exitCode ?? sleeper.signalCode).toBeNull()
      expect(visits).toBe(0)
      expects?.(built)
    })
  })
})
