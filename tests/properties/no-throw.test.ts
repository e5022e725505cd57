/** No input makes a conversion throw, and what it gives out is sound: damaged definitions of every fixture. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { Collector } from '../../src/diagnostics/collector.ts'
import { renderJson } from '../../src/diagnostics/render-json.ts'
import { diskData } from '../../src/files/data-files.ts'
import type { FileTree } from '../../src/files/tree.ts'
import type { ConvertOptions } from '../../src/ir/convert-options.ts'
import type { DataFiles } from '../../src/ir/definitions.ts'
import { NO_OVERRIDES } from '../../src/reader/overrides.ts'
import { asText, convertTexts, readTree, withReport } from '../support/convert-tree.ts'
import { FIXTURES } from '../support/golden.ts'
import { SEED } from '../support/seed.ts'
import { faultsOf } from '../support/sound-project.ts'
import { mutate, Random } from './mutate.ts'

interface Input {
  readonly files: FileTree
  readonly data: DataFiles
}

const RUNS = Number(process.env['MUTATIONS'] ?? 2000)

const folders = ['dialects', 'broken'].flatMap((group) => readdirSync(join(FIXTURES, group)).map((name) => join(group, name)))
const read = (folder: string): Input => ({ files: readTree(join(FIXTURES, folder, 'input'), new Collector()), data: diskData(join(FIXTURES, folder, 'input')) })
const small = folders.map(read)
const gnome = read('gnome')

test(`${RUNS} damaged repositories are converted without a throw (seed ${SEED})`, () => {
  const failures = new Map<string, string>()
  for (let run = 0; run < RUNS && failures.size < 10; run++) {
    const random = new Random(SEED * 65537 + run)
    const input = random.below(8) === 0 ? gnome : random.pick(small)
    const files = mutate(input.files, random)
    const options = {
      target: random.pick(['bst2', 'bst1'] as const), base: random.pick(['replace', 'bootstrap'] as const),
      integration: random.pick(['element', 'system'] as const), fixRoot: random.below(2) === 0,
    }
    for (const fault of faultsIn({ ...input, files }, options)) {
      const kind = fault.replace(/\S*[/"]\S*/g, '…')
      if (!failures.has(kind)) failures.set(kind, `run ${run} with ${JSON.stringify(options)}: ${fault}`)
    }
  }
  expect([...failures.values()]).toEqual([])
}, 180_000)

/** What is wrong with the conversion of `files`: an exception, or something in the project. */
function faultsIn({ files, data }: Input, options: Partial<ConvertOptions>): readonly string[] {
  try {
    const converted = convertTexts(files, options, new Collector(), NO_OVERRIDES, data)
    asText(converted)
    renderJson(converted.diagnostics, converted.texts)
    return faultsOf(converted.conversion.project, withReport(converted))
  } catch (error) {
    return [error instanceof Error ? error.stack?.split('\n').slice(0, 3).join(' ') ?? '' : String(error)]
  }
}
