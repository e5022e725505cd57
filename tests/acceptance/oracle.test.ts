/**
 * A conversion means what YBD made of the definitions: sources, commands, environment, what is staged, what is in each
 * system, what runs to integrate it. Under every architecture, for every chunk and every system; see oracle_scores.py for
 * what the default options change by intent. The oracle decides nothing but the verdict. Every element is loaded on the
 * way, so this shows too that BuildStream 2 loads them all without a warning.
 */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { convertedProject, targetsOf } from '../support/bst.ts'
import { quick } from '../support/quick-bst.ts'
import { CORPUS, findBst, hasPyYaml, needing, ORACLE } from '../support/shared.ts'

/** One line of oracle_scores.py. */
interface Score {
  readonly system: string
  readonly arch: string
  readonly ok: Readonly<Record<string, number>>
  readonly total: Readonly<Record<string, number>>
  readonly differences: readonly (readonly string[])[]
  readonly stderr: readonly string[]
}

const OF_CHUNKS = ['presence', 'repo', 'ref', 'commands', 'environment', 'staging']
const OF_SYSTEMS = ['system-chunks', 'system-files', 'system-dirs', 'integration-set']
const BST2 = findBst(2)

describe.each(['definitions-v8', 'definitions-v1'])('%s', (name) => {
  const definitions = CORPUS !== undefined && existsSync(join(CORPUS, name)) ? join(CORPUS, name) : undefined
  const { run, why } = needing({ [name]: definitions, oracle: ORACLE && existsSync(join(ORACLE, name)), 'BuildStream 2': BST2, PyYAML: hasPyYaml() })

  run.each([
    ['with the whole bootstrap and integration by system, is the same in every facet', 'exact', ['--base', 'bootstrap', '--integration', 'system']],
    ['with the default options, differs only where they mean it to', 'replaced', []],
  ])(`%s${why}`, async (_, mode, options) => {
    const project = convertedProject(definitions!, ...options)
    const scores = await scoresOf(name, project, mode)
    const { systems } = targetsOf(project)
    const arches = [...systems].filter(([, names]) => names.length > 0).map(([arch]) => arch)
    expect(scores.flatMap(({ system, arch, differences, stderr }) => [...differences, ...stderr].map((what) => ({ system, arch, what }))).slice(0, 20)).toEqual([])
    expect(scores.filter(({ ok, total }) => JSON.stringify(ok) !== JSON.stringify(total))).toEqual([])
    expect(scores.map(({ system, arch }) => `${arch} ${system}`).sort()).toEqual(arches.flatMap((arch) => [`${arch} ALL`, ...(systems.get(arch) ?? []).map((system) => `${arch} ${system}`)]).sort())
    for (const { system, total } of scores) expect(Object.keys(total)).toEqual(expect.arrayContaining(system === 'ALL' ? OF_CHUNKS : OF_SYSTEMS))
  }, 1_800_000)
})

function scoresOf(corpus: string, project: string, mode: string): Promise<readonly Score[]> {
  return new Promise((resolve, reject) => {
    const child = spawn('python3', [join(__dirname, 'oracle_scores.py'), ORACLE!, corpus, project, BST2!, mode], { env: quick('show'), stdio: ['ignore', 'pipe', 'pipe'] })
    let [stdout, stderr] = ['', '']
    child.stdout.on('data', (bytes: Buffer) => { stdout += bytes.toString() })
    child.stderr.on('data', (bytes: Buffer) => { stderr += bytes.toString() })
    child.on('error', reject)
    child.on('close', (code) => {
      if (code === null || code > 1 || stdout === '') reject(new Error(stderr))
      else resolve(stdout.trimEnd().split('\n').map((line) => JSON.parse(line) as Score))
    })
  })
}
