import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { folderOf } from '../../tests/support/run-cli.ts'
import type { BuildEvent } from '../builder/events.ts'
import { Collector } from '../diagnostics/collector.ts'
import { builderWorkshops } from './builder-workshop.ts'
import { writeRefs } from './write-refs.ts'

const [OLD, NEW] = ['0'.repeat(40), '1'.repeat(40)]

/** Reads a project with this element, writes a new version into it, and compares its text. */
async function check(element: string, expected: string, events: readonly string[] = [expect.stringMatching(/^elements\/a.bst: ref is now 1{40}$/) as string], meanwhile = element): Promise<void> {
  const root = folderOf({ 'project.conf': 'name: p\nmin-version: 2.0\nelement-path: elements\naliases:\n  up: https://git.example.org/\nplugins:\n- origin: pip\n  package-name: buildstream-plugins\n  sources: [git]\n', 'elements/a.bst': element })
  const collector = new Collector()
  const { project } = await builderWorkshops({}).readProject({ root, targets: [], options: new Map(), maxJobs: 1 }, collector)
  expect(collector.list().filter(({ severity }) => severity === 'error')).toEqual([])
  const told: BuildEvent[] = []
  writeFileSync(join(root, 'elements/a.bst'), meanwhile)
  const written = writeRefs(project!.project, [{ element: 'a.bst', index: 0, ref: NEW }], (event) => told.push(event))
  expect(written.ok).toBe(meanwhile === element)
  expect(readFileSync(join(root, 'elements/a.bst'), 'utf8')).toBe(expected)
  expect(told.map((event) => ('message' in event ? event.message : ''))).toEqual(events)
}

test('an old version is replaced where it stands', async () => {
  const text = (ref: string): string => `kind: import\n# why\nsources:\n- kind: git\n  url: up:a.git   # here\n  ref: ${ref}  # pinned\n  track: master\n`
  await check(text(OLD), text(NEW))
  await check(text(`"${OLD}"`), text(`"${NEW}"`))
})

test('a first version stands below what is tracked', async () => {
  await check('kind: import\nsources:\n- kind: git\n  url: up:a.git\n  track: master # branch\n', `kind: import\nsources:\n- kind: git\n  url: up:a.git\n  track: master # branch\n  ref: ${NEW}\n`)
  await check('kind: import\nsources:\n  - track: master\n    kind: git\n    url: up:a.git', `kind: import\nsources:\n  - track: master\n    ref: ${NEW}\n    kind: git\n    url: up:a.git`)
})

test('the same version changes nothing', async () => {
  const text = `kind: import\nsources:\n- {kind: git, url: 'up:a.git', ref: ${NEW}}\n`
  await check(text, text, [])
})

test('in braces as well', async () => {
  await check(`kind: import\nsources:\n- {kind: git, url: 'up:a.git', ref: ${OLD}}\n`, `kind: import\nsources:\n- {kind: git, url: 'up:a.git', ref: ${NEW}}\n`)
  await check('kind: import\nsources:\n- {kind: git, url: \'up:a.git\', track: master}\n', `kind: import\nsources:\n- {kind: git, url: 'up:a.git', track: master, ref: ${NEW}}\n`)
})

test('a file that somebody has edited meanwhile is left alone', async () => {
  const text = `kind: import\nsources:\n- kind: git\n  url: up:a.git\n  ref: ${OLD}\n`
  await check(text, `${text}# mine\n`, [], `${text}# mine\n`)
})
