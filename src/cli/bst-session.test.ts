import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { folderOf } from '../../tests/support/run-cli.ts'
import { runOnProject } from '../../tests/support/run-on-project.ts'
import { success } from '../builder/failure.ts'
import type { Workshop } from './workshop.ts'

describe('--engine bst', () => {
  /** A bst that builds, and checks out one file with this text. */
  function fakeBst(text: string): string {
    const folder = folderOf({ bst: `#!/bin/sh\ncase "$*" in\n--version) echo 2.8.1 ;;\n*checkout*) while [ "$1" != --directory ]; do shift; done; mkdir -p "$2"; printf '${text}' > "$2/f" ;;\n*fail.bst*) exit 255 ;;\n*) echo "[bst] $*" >&2 ;;\nesac\n` })
    const path = join(folder, 'bst')
    chmodSync(path, 0o755)
    return path
  }

  const checkout: Workshop['checkout'] = ({ target }) => {
    if (!('directory' in target)) throw new Error('no directory')
    mkdirSync(target.directory)
    writeFileSync(join(target.directory, 'f'), 'same')
    return Promise.resolve(success(null))
  }

  test('passes on what bst says, then compares what both have built', async () => {
    const { code, stdout, stderr } = await runOnProject(`build --engine bst --bst ${fakeBst('same')} -o arch x86_64 lib.bst app.bst`, { checkout })
    expect(stderr).toBe(`[bst] --no-interactive --no-colors -o arch x86_64 build lib.bst app.bst
lib.bst: equal (1 path)
app.bst: nothing to compare with: run morph2bst build app.bst without --engine bst
`)
    expect([code, stdout]).toEqual([0, ''])
  })

  test('lists what differs', async () => {
    const { code, stderr } = await runOnProject(`build --engine bst --bst ${fakeBst('diff')} lib.bst`, { checkout })
    expect(code).toBe(1)
    expect(stderr).toContain('lib.bst: 1 of 1 path differs\n  f: content: 4 bytes (morph2bst), another byte at 0 (bst)\n')
  })

  test.each([['fail.bst', 3], ['lib.bst --bst nowhere', 1]])('%s', async (words, expected) => {
    expect((await runOnProject(`build --engine bst --bst ${fakeBst('')} ${words}`, { checkout })).code).toBe(expected)
  })
})
