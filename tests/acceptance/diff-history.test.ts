/** Consecutive revisions of a real definitions repository: the patch of one conversion to the next makes the next of the one. MORPH2BST_HISTORY names the repository. */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { Collector } from '../../src/diagnostics/collector.ts'
import type { OutputTree } from '../../src/files/tree.ts'
import { patchOf } from '../../src/git/patch.ts'
import { isGitRefusal } from '../../src/git/refusal.ts'
import { openRepository } from '../../src/git/repository.ts'
import { TreeReader } from '../../src/git/tree-reader.ts'
import { NO_OVERRIDES } from '../../src/reader/overrides.ts'
import { convertTexts, withReport } from '../support/convert-tree.ts'
import { applyPatch, asLaidOut, laidOut, layOut } from '../support/patched.ts'
import { gitIn } from '../support/repository.ts'
import { needing } from '../support/shared.ts'
import { folderOf } from '../support/space.ts'

const HISTORY = process.env['MORPH2BST_HISTORY']
const PAIRS = Number(process.env['PATCHES'] ?? 12)

const { run, why } = needing({ 'repository of definitions in MORPH2BST_HISTORY': HISTORY })

run(`git apply of ${PAIRS} patches between consecutive revisions${why}`, async () => {
  const repository = await openRepository(HISTORY ?? '')
  if (isGitRefusal(repository)) throw new Error(repository.message)
  const commits = gitIn(HISTORY ?? '', 'rev-list', '--first-parent', '--reverse', 'HEAD').split('\n')
  const project = join(folderOf(), 'project')
  const reader = new TreeReader(repository)
  let differing = 0
  try {
    for (let pair = 0; pair < PAIRS; pair++) {
      const at = Math.floor(((commits.length - 1) * (pair + 1)) / PAIRS)
      const [from = '', to = ''] = [commits[at - 1], commits[at]]
      const [before, after] = [await converted(reader, from), await converted(reader, to)]
      const { text } = await patchOf(before, after)
      if (text !== '') differing++
      layOut(project, before)
      applyPatch(project, text)
      expect({ from, to, files: laidOut(project) }).toEqual({ from, to, files: asLaidOut(after) })
      rmSync(project, { recursive: true, force: true })
    }
  } finally {
    await reader.close()
  }
  expect(differing).toBeGreaterThan(0)
}, 600_000)

async function converted(reader: TreeReader, commit: string): Promise<OutputTree> {
  const collector = new Collector()
  const { files, data } = await reader.definitionsAt(commit, collector)
  return withReport(convertTexts(files, {}, collector, NO_OVERRIDES, data))
}
