/** What deployments name, from the command line: where errors are told, and what they take with them. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { folderOf, runCli, type RunResult } from '../../tests/support/run-cli.ts'

const COMMIT = '0123456789abcdef0123456789abcdef01234567'
const system = (name: string): string => `name: ${name}\nkind: system\narch: x86_64\nstrata:\n- morph: strata/core.morph\nconfiguration-extensions:\n- extensions/install-files\n`
const cluster = (name: string): string => `name: ${name}\nkind: cluster\nsystems:\n- morph: systems/${name}.morph\n  deploy:\n    ${name}-tar:\n      type: extensions/tar\n      location: ${name}.tar\n      INSTALL_FILES: ${name}/manifest\n`

/** Two systems, each with a cluster and a manifest of its own. */
function definitions(more: Readonly<Record<string, string>> = {}): string {
  return folderOf(Object.fromEntries(Object.entries({
    'VERSION': 'version: 8\n',
    'strata/core.morph': `name: core\nkind: stratum\nchunks:\n- name: zlib\n  repo: upstream:zlib\n  ref: ${COMMIT}\n  build-system: autotools\n`,
    'systems/one.morph': system('one'), 'systems/two.morph': system('two'), 'clusters/one.morph': cluster('one'), 'clusters/two.morph': cluster('two'),
    'one/manifest': '0100644 0 0 /etc/one\n', 'one/etc/one': '1', 'two/manifest': '0100644 0 0 /etc/two\n', 'two/etc/two': '2', ...more,
  }).map(([path, text]) => [`defs/${path}`, text])))
}

const convert = (folder: string, ...words: readonly string[]): Promise<RunResult> => runCli(['convert', 'defs', '--output', 'out', ...words], { cwd: folder })
const MISTAKE = { 'two/manifest': '0100644 0 0 /etc/two\r\n# who\r\n' }

test('an error in a manifest has a line and a column, is shown with its line, and takes no system with it', async () => {
  const folder = definitions(MISTAKE)
  const { code, stderr } = await convert(folder)
  expect(code).toBe(1)
  expect(stderr).toContain('two/manifest:2:1 error[reader/manifest-line]: a comment; expected "[template ][overwrite ]MODE UID GID PATH"\n')
  expect(stderr).toContain('# who\n')
  expect(stderr).toContain('clusters/two.morph:9:7 error[reader/unusable-file]')
  expect(['one', 'two'].map((name) => existsSync(join(folder, `out/elements/systems/${name}.bst`)))).toEqual([true, true])
})

test('it counts where the cluster is chosen, and not where another one is', async () => {
  const folder = definitions(MISTAKE)
  expect(await convert(folder, '--system', 'clusters/one.morph')).toMatchObject({ code: 0, stderr: expect.not.stringContaining('error') as string })
  expect(await convert(folder, '--system', 'clusters/two.morph')).toMatchObject({ code: 1, stderr: expect.stringContaining('two/manifest:2:1 error') as string })
})

test('a file that is not there is a warning', async () => {
  const { code, stderr } = await convert(definitions({ 'one/manifest': '0100644 0 0 /etc/one\n0100644 0 0 /etc/none\n' }))
  expect(code).toBe(0)
  expect(stderr).toContain('one/manifest:2:1 warning[reader/manifest-source-missing]')
})
