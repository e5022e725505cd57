import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { folderOf } from '../support/space.ts'

test.each<Readonly<Record<string, string>>>([{ CI: 'true' }, { FORCE_COLOR: '1' }, { CI: 'true', FORCE_COLOR: '1', TERM: 'xterm' }])('no colours where there is no terminal: %j', (environment) => {
  const project = folderOf({ 'project.conf': 'name: p\nmin-version: 2.0\n', 'a.bst': 'kind: nothing\n' })
  const { stderr, status } = spawnSync(process.execPath, [join(__dirname, '../../dist/main.js'), 'build', '-C', project, '--store', join(project, 'store'), 'a.bst'], {
    encoding: 'utf8', env: { PATH: process.env.PATH, HOME: project, ...environment },
  })
  expect({ status, told: stderr.includes('project/kind-not-built') || stderr.includes('nothing'), escapes: stderr.includes('\u001b') }).toEqual({ status: 1, told: true, escapes: false })
})
