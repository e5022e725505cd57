/** Runs commands on a project of three elements, with a builder made of whatever the test needs. Knows nothing of what is tested. */
import { success } from '../../src/builder/failure.ts'
import { parseCommandLine } from '../../src/cli/command-line.ts'
import type { Io } from '../../src/cli/io.ts'
import { runProjectCommand } from '../../src/cli/run.ts'
import type { PlannedElement, Workshop, Workshops } from '../../src/cli/workshop.ts'
import type { LoadedElement, LoadedProject } from '../../src/ir/loaded-project.ts'
import { folderOf, type RunResult } from './run-cli.ts'

/** A place in the project. */
export const at = { file: 'project.conf', start: 0, end: 4 }
const map = { kind: 'map', entries: new Map(), at } as const
/** A cache key of one letter. */
export const key = (letter: string): string => letter.repeat(64)

function element(name: string, build: readonly string[] = [], runtime: readonly string[] = []): LoadedElement {
  const names = [...new Set([...build, ...runtime])]
  return {
    name, kind: 'manual', description: '', at, variables: new Map(), environment: new Map(), environmentNocache: [], config: map, public: map, sources: [],
    dependencies: names.map((one) => ({ name: one, at, build: build.includes(one), runtime: runtime.includes(one), strict: false, config: [] })),
    sandbox: { buildUid: 0, buildGid: 0, buildArch: 'x86_64', buildOs: 'linux' },
  }
}

const elements = [element('base.bst'), element('lib.bst', ['base.bst']), element('app.bst', ['base.bst'], ['lib.bst'])]
/** How the three elements stand. */
export const plan: readonly PlannedElement[] = [
  { element: elements[0]!, key: key('a'), state: 'cached' }, { element: elements[1]!, key: key('b'), state: 'cached' }, { element: elements[2]!, key: key('c'), state: 'buildable' },
]

function project(targets: readonly string[], root: string): LoadedProject {
  return {
    name: 'p', root, elementPath: '', aliases: new Map(), mirrors: new Map(), fatalWarnings: [], options: new Map(), shell: { command: [], environment: new Map() }, refsApart: false,
    targets: targets.length ? targets : ['app.bst'], elements: new Map(elements.map((one) => [one.name, one])), texts: new Map(),
  }
}

/** Runs words in a folder with an empty project.conf, with this of a workshop. */
export async function runOnProject(line: string, workshop: Partial<Workshop> = {}, io: Partial<Io> = {}, given: Partial<Workshops> = {}): Promise<RunResult & { readonly folder: string }> {
  const folder = io.cwd ?? folderOf({ 'project.conf': '', 'elements/x': '' })
  const parsed = parseCommandLine(line.split(' '))
  if (!parsed.ok || parsed.command.name === 'convert' || parsed.command.name === 'audit' || parsed.command.name === 'migrate' || parsed.command.name === 'diff' || parsed.command.name === 'explain' || parsed.command.name === 'boot' || parsed.command.name === 'base') throw new Error(line)
  const open = { folder: '/store', close: () => undefined, plan: () => Promise.resolve(success(plan)), ...workshop } as Workshop
  const workshops: Workshops = {
    readProject: ({ targets, root }) => Promise.resolve({ project: { project: project(targets, root), elements: new Map() }, texts: new Map() }), open: () => Promise.resolve(success(open)), ...given,
  }
  let [stdout, stderr] = ['', '']
  const code = await runProjectCommand(parsed.command, {
    colour: false, stdoutColour: false, columns: 80, screen: undefined, environment: { HOME: '/home/me' }, now: () => Date.UTC(2026, 10, 23), stopSignal: () => new AbortController().signal,
    ...io, cwd: folder, stdout: (text) => { stdout += text }, stderr: (text) => { stderr += text },
  }, workshops)
  return { code, stdout, stderr, folder }
}
