/** Git's settings of the person, for tests: none of those who run the tests, only those that a test makes. */
import { join } from 'node:path'
import { folderOf } from './space.ts'

/** Takes the person's settings away around each test of the block; the answer puts others in their place, written as in a `.gitconfig`. */
export function ownGitSettings(): (text: string) => void {
  const { GIT_CONFIG_GLOBAL, GIT_CONFIG_NOSYSTEM } = process.env
  beforeEach(() => Object.assign(process.env, { GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' }))
  afterEach(() => {
    if (GIT_CONFIG_GLOBAL === undefined) delete process.env['GIT_CONFIG_GLOBAL']
    else process.env['GIT_CONFIG_GLOBAL'] = GIT_CONFIG_GLOBAL
    if (GIT_CONFIG_NOSYSTEM === undefined) delete process.env['GIT_CONFIG_NOSYSTEM']
    else process.env['GIT_CONFIG_NOSYSTEM'] = GIT_CONFIG_NOSYSTEM
  })
  return (text) => { process.env['GIT_CONFIG_GLOBAL'] = join(folderOf({ config: text }), 'config') }
}
