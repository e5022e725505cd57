/** Stores and projects may be at any place that a disk can have: nothing of their paths is taken for an option or a command. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import { element, inSandbox, Lab, manual, STRATEGIES, type Files } from '../support/lab.ts'
import { folderOf } from '../support/space.ts'

const { run, why } = inSandbox
const NAMES = ['two words', ' ', 'it\'s', '"', 'a,b,lowerdir=c', 'a:b', 'a\\b', '\\', '$(touch made)', '`touch made`', '-rf', '*', '%s', 'é\u{1F600}', 'tab\there', '#', ';', '&&']

const FILES: Files = {
  'elements/i.bst': element('stack', { depends: ['base.bst'], public: { bst: { 'integration-commands': ['echo integrated > /i'] } } }),
  'elements/d.bst': manual(['echo built > %{install-root}/d'], { 'build-depends': ['i.bst'] }),
  'elements/x.bst': manual(['cat /i /d > %{install-root}/out'], { 'build-depends': ['i.bst', 'd.bst'] }),
  'elements/c.bst': element('compose', { 'build-depends': ['i.bst', 'd.bst'], config: { include: [] } }),
}

describe.each(STRATEGIES)('staged by %s', (strategy) => {
  run.each(NAMES)(`a store and a project at %j${why}`, async (name) => {
    const lab = new Lab(strategy, `${name}/${name}`, name)
    try {
      const built = await lab.build(FILES, ['x.bst', 'c.bst'])
      expect(built.summary.failures).toEqual([])
      expect(built.text('x.bst', 'out')).toBe('integrated\nbuilt\n')
      expect(built.text('c.bst', 'i')).toBe('integrated\n')
      expect(spawnSync('find', [dirname(dirname((await lab.store()).folder)), '-name', 'made']).stdout.toString()).toBe('')
      expect(existsSync('made')).toBe(false)
    } finally {
      lab.close()
    }
  })

  run(`a line feed is refused where it would be misunderstood${why}`, async () => {
    const canary = folderOf({ file: '' })
    const lab = new Lab(strategy, `a\nstop 0\ndiscard 0 ${canary.slice(1)}\nb`)
    const { failureOf } = await lab.build(FILES, ['x.bst'])
    expect(failureOf('i.bst') ?? failureOf('d.bst')).toMatchObject({ reason: 'host', message: 'the path of the store holds a line feed' })
    expect(existsSync(`${canary}/file`)).toBe(true)
    lab.close()
  })
})
