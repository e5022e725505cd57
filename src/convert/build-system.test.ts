import fc from 'fast-check'
import { STEPS, type BuildSystem, type Chunk, type Defaults, type StepCommands } from '../ir/definitions.ts'
import { PHASES, type ListEdit, type Noted, type Phase } from '../ir/project.ts'
import { chunkPhases, defaultPhases, formOf, phaseOf } from './build-system.ts'

const at = { file: 'f', start: 0, end: 0 }
type Steps = Readonly<Record<string, readonly string[]>>

const stepsOf = (steps: Steps): ReadonlyMap<string, StepCommands> =>
  new Map(Object.entries(steps).map(([step, commands]) => [step, { commands: commands.map((value) => ({ value, at })), at }]))
const systemOf = (steps: Steps): BuildSystem => ({ name: 'x', steps: stepsOf(steps) })

function phasesOf(chunk: Steps, system: Steps): ReadonlyMap<Phase, ListEdit<Noted>> {
  const defaults = { buildSystems: new Map([['x', systemOf(system)]]) } as unknown as Defaults
  return chunkPhases({ buildSystem: 'x', steps: stepsOf(chunk) } as unknown as Chunk, defaults)
}

test.each([['autotools', 'autotools'], ['cmake', 'cmake'], ['meson', 'meson'], ['manual', 'manual']])('%s is a kind of that name', (name, kind) => {
  expect(formOf(name)).toEqual({ kind })
})

test.each([['cpan', 'cpan'], ['python3-distutils', 'python3-distutils'], ['my own/../x', 'my_own_.._x']])('%s is manual with an include', (name, file) => {
  expect(formOf(name)).toEqual({ kind: 'manual', include: `include/build-systems/${file}.yml` })
})

test.each([
  ['pre-bootstrap-commands', 'configure'], ['configure-commands', 'configure'], ['post-build-commands', 'build'], ['test-commands', 'build'], ['pre-install-commands', 'install'], ['strip-commands', 'strip'],
])('%s run in phase %s', (step, phase) => {
  expect(phaseOf(step)).toBe(phase)
})

const SYSTEM: Steps = { 'configure-commands': ['c1', 'c2'], 'build-commands': ['b'], 'install-commands': ['i'], 'strip-commands': ['s'] }

test.each<[string, Steps, Readonly<Record<string, ListEdit<string>>>]>([
  ['nothing', {}, {}],
  ['the same', { 'build-commands': ['b'] }, {}],
  ['another list', { 'build-commands': ['x'] }, { build: { replace: ['x'] } }],
  ['an empty list', { 'build-commands': [] }, { build: { replace: [] } }],
  ['before', { 'pre-build-commands': ['x'] }, { build: { prepend: ['x'] } }],
  ['after', { 'post-configure-commands': ['x'] }, { configure: { append: ['x'] } }],
  ['both', { 'pre-configure-commands': ['x'], 'post-configure-commands': ['y'] }, { configure: { prepend: ['x'], append: ['y'] } }],
  ['around a list of its own', { 'pre-build-commands': ['x'], 'build-commands': ['y'], 'post-build-commands': ['z'] }, { build: { replace: ['x', 'y', 'z'] } }],
  ['tests', { 'test-commands': ['t'] }, { build: { append: ['t'] } }],
  ['a bootstrap step', { 'bootstrap-commands': ['t'] }, { configure: { prepend: ['t'] } }],
])('a chunk that gives %s', (_, chunk, expected) => {
  const texts = (list: readonly Noted[] | undefined): readonly string[] | undefined => list?.map((command) => command.text)
  const shown = Object.fromEntries([...phasesOf(chunk, SYSTEM)].map(([phase, { replace, prepend, append }]) =>
    [phase, Object.fromEntries(Object.entries({ replace: texts(replace), prepend: texts(prepend), append: texts(append) }).filter(([, list]) => list !== undefined))]))
  expect(shown).toEqual(expected)
})

test('every phase runs what YBD ran, in its order', () => {
  const steps = fc.dictionary(fc.constantFrom(...STEPS), fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 2 }), { maxKeys: 6 })
  fc.assert(fc.property(steps, steps, (chunk, system) => {
    const base = defaultPhases(systemOf(system))
    const edits = phasesOf(chunk, system)
    for (const phase of PHASES) {
      const edit = edits.get(phase)
      const texts = (edit?.replace ?? [...(edit?.prepend ?? []), ...(base.get(phase) ?? []), ...(edit?.append ?? [])]).map((command) => command.text)
      // BD §4.1, §4.2: steps in order, each the chunk's if it gives it, else the build system's
      expect(texts).toEqual(STEPS.filter((step) => phaseOf(step) === phase).flatMap((step) => chunk[step] ?? system[step] ?? []))
    }
  }), { numRuns: 2000, seed: 1 })
})
