/** Converts with the built program and asks real BuildStream about the result. */
import { execFile, spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { folderOf } from './space.ts'

const MAIN = join(__dirname, '../../dist/main.js')

/** Converts a definitions folder into a fresh project. The exit code has to be 0. */
export function convertedProject(definitions: string, ...options: readonly string[]): string {
  if (!existsSync(MAIN)) throw new Error('dist/main.js is not there: run npm run build')
  const output = join(folderOf(), 'project')
  const run = spawnSync(process.execPath, [MAIN, 'convert', definitions, '--output', output, '--quiet', ...options], { encoding: 'utf8' })
  expect({ status: run.status, stderr: run.stderr }).toEqual({ status: 0, stderr: '' })
  return output
}

/** The systems of a project by architecture, what is deployed of them likewise, and its strata. */
export interface Targets {
  readonly systems: ReadonlyMap<string, readonly string[]>
  readonly deployments: ReadonlyMap<string, readonly string[]>
  readonly strata: readonly string[]
}

/** A system refuses every architecture but its own, or there is only one. */
export function targetsOf(project: string): Targets {
  const values = /morph_arch:\n(?:.*\n)*? *values:\n((?: *- .*\n)+)/.exec(readFileSync(join(project, 'project.conf'), 'utf8'))?.[1] ?? ''
  const systems = new Map(values.trimEnd().split('\n').map((line): [string, string[]] => [line.trim().slice(2), []]))
  const strata: string[] = []
  const archs = new Map<string, string>()
  const textOf = (name: string): string => readFileSync(join(project, 'elements', name), 'utf8')
  const elements = readdirSync(join(project, 'elements'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.bst')).sort()
  for (const name of elements) {
    const folder = name.split('/').at(-2)
    if (folder === 'strata') strata.push(name)
    if (folder !== 'systems') continue
    const refused = /morph_arch != "([^"]+)"/.exec(textOf(name))?.[1]
    archs.set(name, refused ?? [...systems.keys()][0] ?? '')
  }
  // A deployment has its system in it, or in its configured tree.
  const archOf = (name: string): string | undefined => {
    const text = textOf(name)
    const [system] = [...archs].find(([one]) => text.includes(` ${one}\n`)) ?? []
    const [, tree] = /(deploy\/\S+\/configured\.bst)/.exec(text) ?? []
    return system === undefined ? tree && archOf(tree) : archs.get(system)
  }
  for (const [name, arch] of archs) systems.get(arch)?.push(name)
  const scripts = elements.filter((name) => name.startsWith('deploy/') && textOf(name).includes('kind: script'))
  return { systems, strata, deployments: new Map([...systems.keys()].map((arch) => [arch, scripts.filter((name) => archOf(name) === arch)])) }
}

/** What BuildStream made of a project under one architecture. */
export interface Shown {
  readonly arch: string
  readonly status: number
  /** Names of all elements loaded. */
  readonly elements: readonly string[]
  /** Warnings and errors on stderr. */
  readonly complaints: readonly string[]
}

/** Loads elements of each architecture, with those of all; as many at a time as there are processors to use. */
export async function showAll(bst: string, project: string, byArch: ReadonlyMap<string, readonly string[]>, ofAll: readonly string[], env = process.env): Promise<readonly Shown[]> {
  const waiting = [...byArch].filter(([, names]) => names.length > 0)
  const results: Shown[] = []
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) results.push(await show(bst, project, next[0], [...next[1], ...ofAll], env))
  }
  await Promise.all([worker(), worker()])
  return results.sort((a, b) => (a.arch < b.arch ? -1 : 1))
}

function show(bst: string, project: string, arch: string, elements: readonly string[], env: NodeJS.ProcessEnv): Promise<Shown> {
  return new Promise((resolve) => {
    const words = ['--no-colors', '-o', 'morph_arch', arch, 'show', '--deps', 'all', '--format', '%{name}', ...elements]
    const child = execFile(bst, words, { cwd: project, env, encoding: 'utf8', maxBuffer: 1 << 28 }, (_, stdout, stderr) => {
      const complaints = stderr.split('\n').filter((line) => /WARNING|ERROR|FAILURE|Error|Traceback|BUG/.test(line))
      resolve({ arch, status: child.exitCode ?? -1, elements: stdout.split('\n').filter((name) => name.endsWith('.bst')), complaints })
    })
  })
}

/** Expects every element of the project to load without a word, under the architectures that have systems. `env` as of quick-bst.ts. */
export async function expectLoads(bst: string, project: string, env = process.env): Promise<void> {
  const { systems, deployments, strata } = targetsOf(project)
  const both = new Map([...systems].map(([arch, names]) => [arch, [...names, ...deployments.get(arch) ?? []]]))
  const loaded = await expectSilence(bst, project, both, strata, env)
  const written = readdirSync(join(project, 'elements'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.bst'))
  expect(written.filter((name) => !loaded.has(name))).toEqual([])
  expect(loaded.size).toBeGreaterThan(0)
}

/** The same of all deployments alone, and of what is below them. */
export async function expectDeploymentsLoad(bst: string, project: string, env = process.env): Promise<void> {
  const { deployments } = targetsOf(project)
  const loaded = await expectSilence(bst, project, deployments, [], env)
  const written = readdirSync(join(project, 'elements/deploy'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.bst'))
  expect(written.filter((name) => !loaded.has(`deploy/${name}`))).toEqual([])
}

async function expectSilence(bst: string, project: string, byArch: ReadonlyMap<string, readonly string[]>, ofAll: readonly string[], env: NodeJS.ProcessEnv): Promise<ReadonlySet<string>> {
  const all = await showAll(bst, project, byArch, ofAll, env)
  expect(all.map(({ arch, status, complaints }) => ({ arch, status, complaints }))).toEqual(all.map(({ arch }) => ({ arch, status: 0, complaints: [] })))
  return new Set(all.flatMap(({ elements }) => elements))
}
