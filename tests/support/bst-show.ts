/** What real BuildStream 2 makes of a project's elements, in the words of our own reading. */
import { spawnSync } from 'node:child_process'
import { FAILSAFE_SCHEMA, load } from 'js-yaml'
import { confJson } from '../../src/ir/conf.ts'
import { DiskProjectFiles } from '../../src/files/project-files.ts'
import { Collector } from '../../src/diagnostics/collector.ts'
import { readProject } from '../../src/project/read-project.ts'
import { PROJECT_KINDS } from './project-kinds.ts'

/** One element, all of it texts. */
export interface ShownElement {
  readonly name: string
  readonly kind: string
  readonly vars: unknown
  readonly env: unknown
  readonly config: unknown
  readonly public: unknown
  readonly build: unknown
  readonly run: unknown
}

const SECTIONS = ['kind', 'vars', 'env', 'config', 'public', 'build-deps', 'runtime-deps'] as const

/** The elements that BuildStream loads for the targets, in its order; `options` are `-o NAME VALUE` by name. */
export function bstShow(bst: string, folder: string, targets: readonly string[], options: Readonly<Record<string, string>> = {}, env = process.env): readonly ShownElement[] {
  const format = `@@@ %{name}\n${SECTIONS.map((section) => `@${section}\n%{${section}}\n`).join('')}`
  const words = ['--no-colors', '--max-jobs', '4', ...Object.entries(options).flatMap((option) => ['-o', ...option]), 'show', '--deps', 'all', '--format', format, ...targets]
  const run = spawnSync(bst, words, { cwd: folder, env, encoding: 'utf8', maxBuffer: 1 << 28 })
  if (run.status !== 0) throw new Error(run.stderr)
  return run.stdout.split(/^@@@ /m).slice(1).map((text) => {
    const [name = '', ...parts] = text.split(new RegExp(`^@(?:${SECTIONS.join('|')})\\n`, 'm'))
    const [kind = '', vars, env, config, publicData, build, runtime] = parts
    return { name: name.trim(), kind: kind.trim(), vars: yaml(vars), env: yaml(env), config: yaml(config), public: yaml(publicData), build: yaml(build), run: yaml(runtime) }
  })
}

/** The same by our own reading, which may not complain. */
export function ownShow(folder: string, targets: readonly string[], options: Readonly<Record<string, string>> = {}): readonly ShownElement[] {
  const collector = new Collector()
  const wanted = { targets, options: new Map(Object.entries(options)), maxJobs: 4, host: { arch: process.arch === 'x64' ? 'x86_64' : 'aarch64', os: 'Linux' } }
  const project = readProject(new DiskProjectFiles(folder, collector), wanted, PROJECT_KINDS, collector)
  expect(collector.list()).toEqual([])
  return [...project?.elements.values() ?? []].map((element) => ({
    name: element.name, kind: element.kind, vars: Object.fromEntries(element.variables), env: Object.fromEntries(element.environment),
    config: confJson(element.config), public: confJson(element.public),
    build: element.dependencies.filter(({ build }) => build).map(({ name }) => name), run: element.dependencies.filter(({ runtime }) => runtime).map(({ name }) => name),
  }))
}

/** Whether BuildStream loads an element. */
export function bstLoads(bst: string, folder: string, target: string): boolean {
  return spawnSync(bst, ['--no-colors', 'show', '--format', '%{vars}', target], { cwd: folder, encoding: 'utf8' }).status === 0
}

function yaml(text = ''): unknown {
  return text.trim() === '' ? {} : load(text, { schema: FAILSAFE_SCHEMA })
}
