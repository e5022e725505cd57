/** No field that the schemas accept is lost in silence: each has a fate, and the fate is seen to come true. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { convertSmall, type Converted } from '../support/convert-tree.ts'
import { FATES, type FateRow } from './fates.ts'

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>
  readonly additionalProperties?: Schema | boolean
  readonly items?: Schema
  readonly anyOf?: readonly Schema[]
  readonly definitions?: Readonly<Record<string, Schema>>
  readonly $ref?: string
}

const ROOT = join(__dirname, '../..')
const KINDS = ['version', 'defaults', 'chunk', 'stratum', 'system', 'cluster'] as const

/** Every path that a schema knows: `a[].b` for members of lists, `*` for any name. */
function fieldsOf(kind: string): readonly string[] {
  const root = JSON.parse(readFileSync(join(ROOT, 'schemas', `${kind}.schema.json`), 'utf8')) as Schema
  const found = new Set<string>()
  const walk = (schema: Schema, path: string, within: readonly string[]): void => {
    const at = (name: string): string => (path === '' ? name : `${path}.${name}`)
    if (schema.$ref !== undefined) {
      const target = root.definitions?.[schema.$ref.replace('#/definitions/', '')]
      if (target && !within.includes(schema.$ref)) walk(target, path, [...within, schema.$ref])
    }
    for (const option of schema.anyOf ?? []) walk(option, path, within)
    for (const [name, inner] of Object.entries(schema.properties ?? {})) {
      found.add(at(name))
      walk(inner, at(name), within)
    }
    if (typeof schema.additionalProperties === 'object') {
      found.add(at('*'))
      walk(schema.additionalProperties, at('*'), within)
    }
    if (schema.items) walk(schema.items, `${path}[]`, within)
  }
  walk(root, '', [])
  return [...found]
}

/** The row of a field; entries of strata have a table of their own, and what is inside a dropped field goes with it. */
function rowOf(kind: string, field: string): readonly [string, FateRow | undefined] {
  const inEntry = kind === 'stratum' ? /^(?:chunks|sources)\[\]\.(.*)$/.exec(field)?.[1] : undefined
  const [table, path] = inEntry === undefined ? [kind, field] : ['entry', inEntry]
  const own = FATES[table]?.[path]
  const above = path.includes('[]') ? FATES[table]?.[path.slice(0, path.indexOf('[]'))] : undefined
  return [`${table}: ${path}`, own ?? (above?.fate === 'dropped' ? above : undefined)]
}

const RULES = `split-rules:
  chunk: [{artifact: -doc, include: ["usr/share/doc/.*"]}, {artifact: -misc, include: [".*"]}]
  stratum: [{artifact: -devel, include: [".*-doc"]}, {artifact: -runtime, include: [".*"]}]
`
const SYSTEMS = 'build-systems: {manual: {}, autotools: {configure-commands: [./configure], install-commands: [make install]}}\n'
const COMMIT = '0123456789abcdef0123456789abcdef01234567'

/** Puts fields in place of those of the same names. */
function withFields(base: Readonly<Record<string, string>>, sample: string): string {
  const fields = { ...base }
  for (const line of sample === '' ? [] : sample.split('\n')) fields[line.slice(0, line.indexOf(':'))] = line
  return `${Object.values(fields).join('\n')}\n`
}

/** A repository in which the document of one kind holds the sample. */
function filesWith(kind: string, sample: string): Readonly<Record<string, string>> {
  const entry = withFields({ name: 'name: a', repo: 'repo: upstream:a', ref: `ref: ${COMMIT}`, ...(kind === 'chunk' ? { morph: 'morph: strata/s/c.morph' } : {}), ...(kind === 'entry' && sample.startsWith('sha') ? { morph: 'morph: strata/s/other.morph' } : {}) }, kind === 'entry' ? sample : '')
  const chunks = `chunks:\n- {name: z, build-system: manual, repo: "upstream:z", ref: ${COMMIT}}\n- ${entry.trimEnd().replaceAll('\n', '\n  ')}`
  const wholeOr = (mine: string, base: Readonly<Record<string, string>>): string => withFields(base, kind === mine ? sample : '')
  const sampled = (kind === 'stratum' && sample.startsWith('sources')) ? {} : { chunks }
  return {
    VERSION: kind === 'version' ? `${sample}\n` : 'version: 8\n',
    DEFAULTS: kind === 'defaults' ? `${sample.startsWith('split') ? SYSTEMS : RULES}${sample}\n` : SYSTEMS + RULES,
    'strata/s.morph': wholeOr('stratum', { name: 'name: s', kind: 'kind: stratum', ...sampled }),
    'strata/s/c.morph': wholeOr('chunk', { name: 'name: a', kind: 'kind: chunk', ...(sample.startsWith('build-system') ? {} : { install: 'post-install-commands: [x]' }) }),
    'strata/s/other.morph': 'name: a\nkind: chunk\ninstall-commands: [other]\n',
    'strata/below.morph': 'name: below\nkind: stratum\nchunks: [{name: b, build-system: autotools}]\n', 'strata/lower.morph': 'name: lower\nkind: stratum\nchunks: [{name: l}]\n',
    'systems/box.morph': wholeOr('system', { name: 'name: box', kind: 'kind: system', arch: 'arch: x86_64', strata: 'strata: [{morph: strata/s.morph, artifacts: [s-runtime]}]' }),
    'systems/two.morph': 'name: two\nkind: system\narch: x86_64\nstrata: [{morph: strata/below.morph}]\n',
    'clusters/c.morph': wholeOr('cluster', { name: 'name: c', kind: 'kind: cluster', systems: 'systems: []' }),
  }
}

/** What is made, in words that can be compared. Places are left out, since they move with the text. */
function outcomeOf(converted: Converted, inDefinitions: boolean): string {
  const clusters = [...converted.definitions.clusters.values()]
  const systems = [...converted.definitions.systems.values()].map((system) => system.name)
  return JSON.stringify(inDefinitions ? clusters : [[...converted.tree], systems, converted.definitions.chunks.get('strata/s/c')?.artifactName], (key, value: unknown) => (key === 'at' ? undefined : value))
}

describe.each(KINDS)('%s', (kind) => {
  const rows = new Map(fieldsOf(kind).map((field) => [field, rowOf(kind, field)] as const))

  test('has a fate for every field', () => {
    expect([...rows].filter(([, [, row]]) => row === undefined).map(([field]) => field)).toEqual([])
  })

  const checkable = new Map([...rows.values()].flatMap(([name, row]) => (row ? [[name, row] as const] : [])))
  test.each([...checkable])('%s', (name, row) => {
    const table = name.slice(0, name.indexOf(':'))
    const [without, given] = typeof row.sample === 'string' ? ['', row.sample] : row.sample
    const [before, after] = [without, given].map((sample) => convertSmall(filesWith(table, sample))) as [Converted, Converted]
    if (row.says !== undefined) expect(after.diagnostics.map(({ code }) => code)).toContain(row.says)
    const shows = outcomeOf(before, row.inDefinitions === true) !== outcomeOf(after, row.inDefinitions === true)
    if (row.fate === 'ignored' || (row.fate === 'dropped' && !row.inDefinitions)) expect(shows).toBe(false)
    else expect(shows).toBe(true)
    if (row.fate === 'dropped' && name !== 'cluster: kind') expect(row.says).toBeDefined()
  })
})

test('docs/mapping.md tells of every field', () => {
  const told = readFileSync(join(ROOT, 'docs/mapping.md'), 'utf8')
  const top = (kind: string): readonly string[] => Object.keys(FATES[kind] ?? {}).filter((field) => /^[a-z-]+$/.test(field))
  const ofSteps = /^(?:pre|post)-|-commands$|^(?:kind|alias|sha)$/
  const missing = ['chunk', 'entry', 'stratum', 'system'].flatMap((kind) => top(kind).filter((field) => !ofSteps.test(field) && FATES[kind]?.[field]?.fate !== 'ignored' && !told.includes(field)).map((field) => `${kind}: ${field}`))
  expect(missing).toEqual([])
})
