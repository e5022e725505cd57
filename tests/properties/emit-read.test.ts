/** read(emit(p)) = p: what is written is read back as it was meant, by two parsers, whatever the values are. */
import { spawnSync } from 'node:child_process'
import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { FAILSAFE_SCHEMA, load } from 'js-yaml'
import { emitElement } from '../../src/emit/bst2/element.ts'
import { bst1Writer } from '../../src/emit/bst1/writer.ts'
import { bst2Writer } from '../../src/emit/bst2/writer.ts'
import { SEED } from '../support/seed.ts'
import { anyElement, anyProject } from './awkward.ts'
import { elementPlain, projectPlain, stripped, type Plain } from './plain.ts'

/** As `toEqual`, which is asked only for its words: it is slow. */
function expectSame(read: Plain, meant: Plain): void {
  if (!isDeepStrictEqual(JSON.parse(JSON.stringify(read)), JSON.parse(JSON.stringify(meant)))) expect(read).toEqual(meant)
}

const parse = (yaml: string): Plain => stripped(load(yaml, { schema: FAILSAFE_SCHEMA }) as Plain)

test(`an element is read back as it was (seed ${SEED})`, () => {
  fc.assert(fc.property(anyElement, (element) => {
    expectSame(parse(emitElement(element)), stripped(elementPlain(element)))
  }), { numRuns: 3000, seed: SEED })
})

test.each([['bst2', bst2Writer, 'min-version'], ['bst1', bst1Writer, 'format-version']] as const)(`a %s project.conf is read back as it was (seed ${SEED})`, (_, writer, version) => {
  fc.assert(fc.property(anyProject, (project) => {
    const { [version]: said, ...rest } = parse(writer.projectConf(project)) as Record<string, Plain>
    expect(said).toMatch(/^[\d.]+$/)
    expectSame(rest, stripped(projectPlain(project)))
  }), { numRuns: 1000, seed: SEED })
})

const python = spawnSync('python3', ['-c', 'import yaml'])
const withPython = python.status === 0 ? test : test.skip
const why = python.status === 0 ? '' : ' (skipped: no python3 with yaml)'

withPython(`PyYAML, whose kin BuildStream uses, reads the same${why} (seed ${SEED})`, () => {
  const elements = fc.sample(anyElement, { numRuns: 600, seed: SEED })
  const script = 'import json, sys, yaml\nfor text in json.load(sys.stdin):\n    print(json.dumps(yaml.load(text, Loader=yaml.BaseLoader)))'
  const run = spawnSync('python3', ['-c', script], { input: JSON.stringify(elements.map((element) => emitElement(element))), encoding: 'utf8', maxBuffer: 1 << 28 })
  expect(run.stderr).toBe('')
  const read = run.stdout.trimEnd().split('\n').map((line) => stripped(JSON.parse(line) as Plain))
  expect(read.length).toBe(elements.length)
  elements.forEach((element, index) => expectSame(read[index]!, stripped(elementPlain(element))))
})
