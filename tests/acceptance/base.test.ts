/** `morph2bst base` with the archive that apt on this machine is configured to use: the smallest sysroot, and programs that run in it. */
import { spawnSync } from 'node:child_process'
import { existsSync, lstatSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { APT_HELPER } from '../../src/sysroot/host-tools.ts'
import { reachesArchive } from '../support/archive.ts'
import { runCli } from '../support/run-cli.ts'
import { needing } from '../support/shared.ts'
import { folderOf } from '../support/space.ts'

const KEYRING = '/usr/share/keyrings/debian-archive-keyring.gpg'
const LONG = 600_000

const { run, why } = needing({
  'apt': existsSync(APT_HELPER), 'Debian\'s keyring': existsSync(KEYRING), 'an archive of Debian that can be reached': reachesArchive(), 'bwrap': spawnSync('bwrap', ['--version']).status === 0,
})

run(`makes a sysroot, the same from its manifest without network, and nothing the third time${why}`, async () => {
  const home = folderOf()
  const cache = join(home, 'cache')
  const base = (...words: readonly string[]): ReturnType<typeof runCli> => runCli(['base', '--cache', cache, '--json', ...words], { cwd: home, environment: process.env, now: Date.now })

  expect(await base('--output', 'sysroot', '--packages', 'minimal')).toMatchObject({ code: 0, stderr: '' })
  for (const path of ['bin', 'sbin', 'lib', 'lib64']) expect(lstatSync(join(home, 'sysroot', path)).isDirectory()).toBe(true)
  const inside = spawnSync('bwrap', ['--unshare-all', '--bind', join(home, 'sysroot'), '/', '--proc', '/proc', '--dev', '/dev', '/usr/bin/env', 'sh', '-c', 'id -un && /sbin/modprobe --help 2>&1 | /bin/head -1'], { encoding: 'utf8' })
  expect(inside.stdout + inside.stderr).toMatch(/^\w+\nBusyBox v/)

  // no archive answers there, so what is made comes from the cache
  const offline = ['--mirror', 'http://127.0.0.1:9/debian']
  expect(await base('--output', 'again', '--from', 'sysroot.manifest.yaml', ...offline)).toMatchObject({ code: 0, stdout: expect.stringContaining('"compared":true') as string })
  expect(readFileSync(join(home, 'again.manifest.yaml'), 'utf8')).toBe(readFileSync(join(home, 'sysroot.manifest.yaml'), 'utf8'))
  rmSync(cache, { recursive: true })
  expect(await base('--output', 'again', '--from', 'sysroot.manifest.yaml', ...offline)).toMatchObject({ code: 0, stdout: expect.stringContaining('"state":"kept"') as string })
  expect(existsSync(cache)).toBe(false)
}, LONG)
