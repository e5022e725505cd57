/** The patch from one conversion to another, given to `git apply`, makes the other of the one, byte by byte: damaged definitions of every fixture. */
import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Collector } from '../../src/diagnostics/collector.ts'
import { diskData } from '../../src/files/data-files.ts'
import type { FileTree, OutputTree } from '../../src/files/tree.ts'
import { patchOf } from '../../src/git/patch.ts'
import type { DataFiles } from '../../src/ir/definitions.ts'
import { NO_OVERRIDES } from '../../src/reader/overrides.ts'
import { convertTexts, readTree, withReport } from '../support/convert-tree.ts'
import { FIXTURES } from '../support/golden.ts'
import { applyPatch, asLaidOut, laidOut, layOut } from '../support/patched.ts'
import { SEED } from '../support/seed.ts'
import { folderOf } from '../support/space.ts'
import { mutate, Random } from './mutate.ts'

const RUNS = Number(process.env['PATCHES'] ?? 25)

interface Input {
  readonly files: FileTree
  readonly data: DataFiles
}

const read = (folder: string): Input => ({ files: readTree(join(FIXTURES, folder, 'input'), new Collector()), data: diskData(join(FIXTURES, folder, 'input')) })
const small = ['dialects', 'broken'].flatMap((group) => readdirSync(join(FIXTURES, group)).map((name) => read(join(group, name))))
const gnome = read('gnome')

test(`git apply of ${RUNS} patches between damaged definitions (seed ${SEED})`, async () => {
  const space = folderOf()
  let differing = 0
  for (let run = 0; run < RUNS; run++) {
    const random = new Random(SEED * 8191 + run)
    const input = random.below(3) === 0 ? random.pick(small) : gnome
    // both sides come from one state, a few changes away from it and from each other
    const [before, after] = [converted(input, random), converted(random.below(8) === 0 ? random.pick(small) : input, random)]
    const { text } = await patchOf(before, after)
    if (text !== '') differing++
    const project = join(space, 'project')
    layOut(project, before)
    applyPatch(project, text)
    expect({ run, files: laidOut(project) }).toEqual({ run, files: asLaidOut(after) })
    rmSync(project, { recursive: true, force: true })
  }
  expect(differing).toBeGreaterThan(RUNS / 2)
}, 180_000)

function converted({ files, data }: Input, random: Random): OutputTree {
  const options = { target: random.pick(['bst2', 'bst2', 'bst1'] as const), base: random.pick(['replace', 'bootstrap'] as const) }
  return withReport(convertTexts(mutate(files, random), options, new Collector(), NO_OVERRIDES, data))
}
