import { join } from 'node:path'
import { folderOf } from '../../tests/support/run-cli.ts'
import { at, runOnProject } from '../../tests/support/run-on-project.ts'
import { failed, success } from '../builder/failure.ts'
import type { Workshop, Workshops } from './workshop.ts'

describe('store', () => {
  const facts = { artifacts: 12, filesBytes: 3_221_225_472, removedTrees: 0 }

  test('says what it holds', async () => {
    expect(await runOnProject('store stat', { stat: () => Promise.resolve(success(facts)) })).toMatchObject({ code: 0, stdout: '/store\n  artifacts:     12\n  files:         3.0 GiB\n  removed trees: 0\n' })
    expect(JSON.parse((await runOnProject('store stat --json', { stat: () => Promise.resolve(success(facts)) })).stdout)).toEqual({ type: 'store', command: 'stat', folder: '/store', ...facts })
  })

  test('damage is an error', async () => {
    expect((await runOnProject('store verify', { verify: () => Promise.resolve(success({ damaged: 1 })) })).code).toBe(1)
  })

  test.each([['--keep 1.5K', 1536], ['--keep 20G', 20 * 1024 ** 3], ['--unused', undefined]])('gc %s', async (words, bytes) => {
    const asked: unknown[] = []
    const collect: Workshop['collect'] = (keep) => {
      asked.push(keep)
      return Promise.resolve(success(facts))
    }
    expect((await runOnProject(`store gc ${words}`, { collect })).code).toBe(0)
    expect(asked).toEqual([bytes])
  })

  test.each([['store gc', 'gc needs --keep SIZE or --unused'], ['store gc --keep big', '--keep big: expected a size such as 500M or 20G']])('%s is wrong usage', async (line, message) => {
    expect(await runOnProject(line)).toMatchObject({ code: 2, stderr: `morph2bst: ${message}\n` })
  })
})

describe('where things are', () => {
  test('the project is the nearest above, or the one that is named', async () => {
    const folder = folderOf({ 'project.conf': '', 'sub/deep/x': '' })
    expect((await runOnProject('show -f %{name} base.bst', {}, { cwd: join(folder, 'sub/deep') })).code).toBe(0)
    expect((await runOnProject('show -C sub -f %{name} base.bst', {}, { cwd: folder })).code).toBe(0)
    expect(await runOnProject('show -C /proc', {}, { cwd: folder })).toMatchObject({ code: 2, stderr: 'morph2bst: neither /proc nor a folder above it has a project.conf\n  hint: name the folder of a BuildStream project with -C DIR\n' })
  })

  test('the store is in the cache', async () => {
    const opened: string[] = []
    const open: Workshops['open'] = (folder) => {
      opened.push(folder)
      return Promise.resolve(failed('disk', 'no'))
    }
    for (const environment of [{ HOME: '/h' }, { HOME: '/h', XDG_CACHE_HOME: '/c' }, { HOME: '/h', XDG_CACHE_HOME: 'c' }]) {
      expect((await runOnProject('store stat', {}, { environment }, { open })).code).toBe(1)
    }
    await runOnProject('store stat --store s', {}, { cwd: '/here' }, { open })
    expect(opened).toEqual(['/h/.cache/morph2bst', '/c/morph2bst', '/h/.cache/morph2bst', '/here/s'])
    expect((await runOnProject('store stat', {}, { environment: {} })).code).toBe(2)
  })

  test('errors of the project are told at their place, and nothing is opened', async () => {
    const readProject: Workshops['readProject'] = (_order, collector) => {
      collector.report('config/no-such-chunk', { key: 'x', suggestion: undefined }, at)
      collector.report('config/not-a-mapping', { found: 'text' }, at)
      return Promise.resolve({ project: undefined, texts: new Map([['project.conf', 'name: 1\n']]) })
    }
    const { code, stdout, stderr } = await runOnProject('build', {}, {}, { readProject })
    expect([code, stdout]).toEqual([1, ''])
    expect(stderr).toContain('project.conf:1:1 error[config/not-a-mapping]')
    expect(stderr).toMatch(/FAILURE Loading elements\n.*FAILURE Build\n$/)
  })
})
