/** The DEFAULTS file → build systems and splitting rules, each part inherited as YBD did (BD §2.2). */
import type { Collector } from '../diagnostics/collector.ts'
import { BUILT_IN_DEFAULTS, STEPS, type BuildSystem, type Defaults, type StepCommands } from '../ir/definitions.ts'
import { allComments, entryOf, valueOf, type MapNode, type YamlNode } from '../yaml/located.ts'
import type { Comments } from '../ir/origin.ts'
import { parseYamlMap } from '../yaml/parse.ts'
import { builtInText } from './built-in-defaults.ts'
import type { MorphFile } from './morph-file.ts'
import { commandsField, rulesField } from './schema/fields.ts'
import { validate } from './validate.ts'

const FILE = 'DEFAULTS'

/** The defaults in force. Each top-level part that DEFAULTS lacks comes whole from the built-ins; `manual` always exists. */
export function readDefaults(text: string | undefined, collector: Collector): Defaults {
  const root = text === undefined ? undefined : readRoot(text, collector)
  const builtIn = decode(asFile(BUILT_IN_DEFAULTS, parseBuiltIn(collector)))
  if (!root) return builtIn
  validate('defaults', FILE, root, collector)
  const own = decode(asFile(FILE, root))
  for (const part of ['build-systems', 'split-rules'] as const) {
    if (isEmpty(valueOf(root, part))) collector.report('reader/defaults-inherited', { part }, { file: FILE, start: 0, end: 0 })
  }
  const rulesGiven = !isEmpty(valueOf(root, 'split-rules'))
  return {
    buildSystems: isEmpty(valueOf(root, 'build-systems')) ? builtIn.buildSystems : own.buildSystems,
    chunkRules: rulesGiven ? own.chunkRules : builtIn.chunkRules,
    stratumRules: rulesGiven ? own.stratumRules : builtIn.stratumRules,
    comments: own.comments, rulesComments: rulesGiven ? own.rulesComments : [], fromFile: true,
  }
}

function readRoot(text: string, collector: Collector): MapNode | undefined {
  if (/^(?:\s*(?:#.*)?(?:\n|$))*$/.test(text)) {
    collector.report('reader/empty-defaults', {}, { file: FILE, start: 0, end: 0 })
    return undefined
  }
  return parseYamlMap(FILE, text, collector, (node) => {
    collector.report('reader/not-a-mapping', { found: node.kind === 'list' ? 'a list' : 'text' }, { file: FILE, start: node.start, end: node.end })
  })
}

function parseBuiltIn(collector: Collector): MapNode {
  const root = parseYamlMap(BUILT_IN_DEFAULTS, builtInText, collector, () => undefined)
  return root ?? { kind: 'map', entries: [], start: 0, end: 0 }
}

function asFile(path: string, root: MapNode): MorphFile {
  return { path, key: path, kind: 'chunk', root }
}

function isEmpty(node: YamlNode | undefined): boolean {
  return node === undefined || node.kind === 'scalar' || (node.kind === 'map' && node.entries.length === 0)
}

function decode(file: MorphFile): Defaults {
  const systems = valueOf(file.root, 'build-systems')
  const buildSystems = new Map<string, BuildSystem>()
  for (const entry of systems?.kind === 'map' ? systems.entries : []) {
    const steps = new Map<string, StepCommands>()
    for (const step of STEPS) {
      const list = entryOf(entry.value, step)
      const commands = list && commandsField(file, list)
      if (commands) steps.set(step, commands)
    }
    const above = entry.comments?.before ?? []
    const first = [...steps.keys()][0]
    const firstCommands = first === undefined ? undefined : steps.get(first)
    if (first !== undefined && firstCommands && above.length) {
      steps.set(first, { ...firstCommands, comments: { before: [...above, ...(firstCommands.comments?.before ?? [])] } })
    }
    buildSystems.set(entry.key.text, { name: entry.key.text, steps })
  }
  if (!buildSystems.has('manual')) buildSystems.set('manual', { name: 'manual', steps: new Map() })
  const rules = valueOf(file.root, 'split-rules')
  return {
    buildSystems,
    chunkRules: rulesField(file, valueOf(rules, 'chunk'), ''),
    stratumRules: rulesField(file, valueOf(rules, 'stratum'), ''),
    comments: [...(file.root.head ?? []), ...keyComments(file, 'build-systems'), ...(file.root.after ?? [])],
    rulesComments: keyComments(file, 'split-rules'),
    fromFile: file.path === FILE,
  }
}

/** Comments at a top-level key and, for the rules, of the groups and rules below it. */
function keyComments(file: MorphFile, key: string): readonly string[] {
  const entry = entryOf(file.root, key)
  const lines = (comments: Comments | undefined): readonly string[] => [...(comments?.before ?? []), ...(comments?.trailing === undefined ? [] : [comments.trailing])]
  const groups = key === 'split-rules' && entry?.value.kind === 'map' ? entry.value.entries : []
  return [
    ...lines(entry?.comments),
    ...groups.flatMap((group) => [...lines(group.comments), ...(group.value.kind === 'list' ? group.value.items.flatMap((item) => [...lines(item.comments), ...allComments(item.value)]) : [])]),
    ...(entry?.value.kind === 'map' ? entry.value.after ?? [] : []),
  ]
}
