/** Changes of the GNOME fixture, and what `diff` says of each: a patch in, the exact text, Markdown and JSON out. */
import { execFileSync } from 'node:child_process'
import { cpSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { convertSide, projectOf, type ConvertedSide, type SideContext } from '../../src/cli/diff/convert-side.ts'
import { present } from '../../src/cli/diff/present.ts'
import type { ComparedSide } from '../../src/cli/diff/compare-sides.ts'
import { openSide } from '../../src/cli/diff/open-side.ts'
import { ConversionMemory } from '../../src/ir/conversion-memory.ts'
import { expectGoldenText, FIXTURES } from '../support/golden.ts'
import { folderOf } from '../support/space.ts'

const INPUT = join(FIXTURES, 'gnome/input')
const REVIEW = join(FIXTURES, 'review')
const FORMATS = [['text', 'expected.txt'], ['markdown', 'expected.md'], ['json', 'expected.json']] as const

const context: SideContext = { values: {}, cwd: FIXTURES, memory: new ConversionMemory(), lacking: new Set() }

async function sideIn(root: string, title: string): Promise<ConvertedSide> {
  const opened = await openSide({ title, root, commit: undefined }, { reader: undefined, named: '/definitions' }, false)
  if ('exitCode' in opened) throw new Error(opened.message)
  const side = await convertSide(opened, context, true)
  if ('exitCode' in side) throw new Error(side.message)
  return side
}

function compared(side: ConvertedSide): ComparedSide {
  return { ...side, project: projectOf(side, side.tree) }
}

/** A copy of the fixture with a patch applied; words above a patch are for people. */
function changed(scenario: string): string {
  const folder = folderOf()
  cpSync(INPUT, folder, { recursive: true, verbatimSymlinks: true })
  const patch = join(REVIEW, scenario, 'change.patch')
  if (readFileSync(patch, 'utf8').includes('\ndiff --git ')) {
    const env = { PATH: process.env['PATH'] ?? '', GIT_CEILING_DIRECTORIES: join(folder, '..'), GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null' }
    execFileSync('git', ['apply', '--whitespace=nowarn', patch], { cwd: folder, env, stdio: 'pipe' })
  }
  return folder
}

let before: Promise<ConvertedSide> | undefined

test.each(readdirSync(REVIEW, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name).sort())('%s', async (scenario) => {
  const [old, now] = [compared(await (before ??= sideIn(INPUT, 'before'))), await sideIn(changed(scenario), 'after')]
  for (const [format, file] of FORMATS) {
    const { text } = await present({ before: old, after: compared(now), judged: now, folderDiagnostics: [] }, { format, colour: false, isTerminal: false, columns: 100, signal: new AbortController().signal })
    expectGoldenText(join(REVIEW, scenario, file), text)
  }
})
