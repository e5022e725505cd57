import { existsSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fakeQemu } from '../../../tests/support/fake-qemu.ts'
import { folderOf, runCli, type RunResult } from '../../../tests/support/run-cli.ts'

async function boot(words: readonly string[], script = 'tells guest-shutdown', signal = new AbortController().signal): Promise<RunResult & { readonly folder: string }> {
  const folder = folderOf({ 'disk.img': 'a disk', 'kernel': 'a kernel' })
  const qemu = fakeQemu(script)
  const ran = await runCli(['boot', ...words], { cwd: folder, environment: { PATH: [qemu, process.env.PATH].join(delimiter) }, stopSignal: () => signal })
  return { ...ran, folder }
}

const TCG = ['--accel', 'tcg'] as const

test('shows what the machine says, harmless, and ends with what was expected', async () => {
  const { code, stdout, stderr, folder } = await boot(['disk.img', ...TCG, '--expect', 'up', '--log', 'logs/serial'], String.raw`printf '\033[2Jit is up\r\n'; exec sleep 100`)
  expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: '\\u001b[2Jit is up\n', stderr: 'morph2bst: the machine said "up"\n' })
  expect(readFileSync(join(folder, 'logs/serial'), 'utf8')).toBe('\u001b[2Jit is up\r\n')
})

test.each([
  ['no image', ['none.img', ...TCG], 'tells guest-shutdown', 1, 'is not there'],
  ['no QEMU that works', ['disk.img', ...TCG], 'echo "no such device" >&2; exit 1', 1, '    no such device\n'],
  ['a machine that ends too early', ['disk.img', ...TCG, '--expect', 'x'], 'tells guest-shutdown', 4, 'had not said "x"'],
  ['a machine that takes too long', ['disk.img', ...TCG, '--timeout', '1'], 'exec sleep 100', 4, 'after 1 second'],
  ['a panic', ['disk.img', ...TCG], 'echo "Kernel panic - not syncing: x"; exec sleep 100', 4, 'the kernel gave up'],
  ['words that must not be', ['disk.img', ...TCG, '--fail-on', 'bad'], 'echo bad; exec sleep 100', 4, 'the machine said "bad"'],
] as const)('%s: its own exit code and reason', async (_, words, script, code, reason) => {
  const ran = await boot(words, script)
  expect(ran.code).toBe(code)
  expect(ran.stderr).toContain(reason)
})

test('a machine that is stopped', async () => {
  const controller = new AbortController()
  setTimeout(() => { controller.abort() }, 500)
  expect(await boot(['disk.img', ...TCG], 'echo up; exec sleep 100', controller.signal)).toMatchObject({ code: 130, stdout: 'up\n', stderr: '' })
})

test.each([
  [[], 'boot needs IMAGE, or --kernel FILE'],
  [['disk.img', '--initrd', 'x'], '--initrd is for --kernel'],
  [['disk.img', '--append', 'x'], '--append is for --kernel'],
  [['disk.img', '--arch', 'armv7lhf'], 'boot starts no machines of armv7lhf, only of x86_64 and x86_32'],
  [['disk.img', '--timeout', '0'], '--timeout is 0'],
  [['disk.img', '--accel', 'xen'], 'expected auto or kvm or tcg'],
])('%j is refused', async (words, reason) => {
  const { code, stderr } = await boot(words)
  expect(code).toBe(2)
  expect(stderr).toContain(reason)
})

test('a kernel needs no disk', async () => {
  const folder = folderOf({ seen: '' })
  const { code } = await boot(['--kernel', 'kernel', ...TCG], `printf '%s\\n' "$@" > ${folder}/seen; tells guest-shutdown`)
  const words = readFileSync(join(folder, 'seen'), 'utf8')
  expect(code).toBe(0)
  expect(words).toMatch(/-kernel\n\/.*\/kernel\n-append\nconsole=ttyS0\n/)
  expect(words).not.toContain('nvme')
})

test('a log that cannot be written is said before anything is started', async () => {
  const { code, stderr, folder } = await boot(['disk.img', ...TCG, '--log', 'disk.img/log'])
  expect(code).toBe(1)
  expect(stderr).toContain(`the log ${folder}/disk.img/log cannot be written`)
  expect(existsSync(join(folder, 'logs'))).toBe(false)
})
