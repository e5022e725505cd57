/** Builds on a disk with too little room: a file system in memory, which only root can mount. */
import { spawnSync } from 'node:child_process'
import { appendFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { busyboxProject, missingProgram } from '../support/busybox-project.ts'
import { folderOf } from '../support/space.ts'

const MAIN = join(__dirname, '../../dist/main.js')
const missing = existsSync(MAIN) ? missingProgram() : 'dist/main.js is missing (npm run build)'
const canMount = spawnSync('unshare', ['-m', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt']).status === 0
const why = missing ?? (canMount ? undefined : 'no file system can be mounted here')

/** The same command on a disk of `size`, and again when it has grown; then the store is verified. */
const SCRIPT = `
mount -t tmpfs -o size="$1" tmpfs "$2" || exit 99
"$3" "$4" build -C "$5" --store "$2/store" all.bst; echo "first: $?"
mount -o remount,size=100m "$2"
"$3" "$4" build -C "$5" --store "$2/store" all.bst > /dev/null; echo "second: $?"
"$3" "$4" store verify --store "$2/store" > /dev/null; echo "verify: $?"
`

function buildOn(size: string, project: string): string {
  const disk = join(folderOf(), 'disk')
  mkdirSync(disk)
  const { stdout, stderr } = spawnSync('unshare', ['-m', 'sh', '-c', SCRIPT, 'sh', size, disk, process.execPath, MAIN, project], { encoding: 'utf8' })
  return stdout + stderr
}

const COMPLETES = /first: 3\n(.*\n)*second: 0\nverify: 0\n/

if (why !== undefined) test.skip(`a full disk: ${why}`, () => undefined)
else {
  test.each(['64k', '1m', '3m'])('a build that finds the disk (%s) full says so, and completes once there is room', (size) => {
    const said = buildOn(size, busyboxProject('full'))
    expect(said).toMatch(/the disk that holds \S+\/disk\/store\S* is full/)
    expect(said).toMatch(COMPLETES)
  })

  test('a command that fails on a full disk and makes room again is not remembered as failed', () => {
    const project = busyboxProject('full')
    writeFileSync(join(project, 'elements/big.bst'), [
      'kind: manual', 'depends:', '- base.bst', 'config:', '  install-commands:', '  - mkdir -p "%{install-root}"',
      '  - dd if=/dev/zero of="%{install-root}/big" bs=1M count=40 || { echo > "%{install-root}/big"; exit 1; }', '',
    ].join('\n'))
    appendFileSync(join(project, 'elements/all.bst'), '- big.bst\n')
    const said = buildOn('30m', project)
    expect(said).toMatch(/the disk that holds \S+\/disk\/store is full/)
    expect(said).toMatch(COMPLETES)
  })
}
