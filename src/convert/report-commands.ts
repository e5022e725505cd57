/** Says of a chunk's commands and devices what BuildStream will not do as Baserock did. */
import type { Chunk, Command } from '../ir/definitions.ts'
import type { ConvertContext } from './context.ts'
import { programsOf } from './programs.ts'
import { rootNeeds } from './root-commands.ts'

const GIT = /(?:^|[\s;&|($`])git\s+(?:-\S+\s+)*(describe|status|submodule|log|rev-parse|rev-list|show|tag|clean|diff|reset|checkout)\b[^\n;|&)]*/

/** Reports everything in one chunk that a person has to look at. */
export function reportCommands(chunk: Chunk, context: ConvertContext): void {
  const { collector, options, definitions } = context
  for (const list of chunk.steps.values()) for (const command of list.commands) reportCommand(chunk, command, context)
  for (const group of chunk.integration) for (const command of group.commands) reportRoot(command, options.fixRoot, context)
  reportPrograms(chunk, context)
  for (const device of chunk.devices) {
    collector.report('convert/device', { chunk: chunk.name, device: `${device.filename} (${device.type} ${device.major}:${device.minor}, mode ${device.permissions}, owner ${device.uid}:${device.gid})` }, device.at)
  }
  const installs = [...chunk.steps].some(([step, list]) => step.includes('install') && list.commands.length > 0)
    || [...(definitions.defaults.buildSystems.get(chunk.buildSystem)?.steps ?? [])].some(([step, list]) => step.includes('install') && list.commands.length > 0)
  if (!installs && chunk.steps.size > 0) collector.report('convert/no-install', { chunk: chunk.name }, chunk.at)
}

/** Integration commands run in every sandbox that holds the element, so what they call must be in all of them. */
function reportPrograms(chunk: Chunk, context: ConvertContext): void {
  const [first] = chunk.integration
  if (!first || context.options.integration === 'system') return
  const programs = [...new Set(chunk.integration.flatMap((group) => group.commands).flatMap((command) => programsOf(command.value)))]
  if (programs.length) context.collector.report('convert/integration-tools', { chunk: chunk.name, programs }, first.at)
}

function reportCommand(chunk: Chunk, command: Command, context: ConvertContext): void {
  reportRoot(command, context.options.fixRoot, context)
  const git = GIT.exec(command.value)
  if (git) context.collector.report('convert/uses-git', { chunk: chunk.name, words: git[0].trim().replace(/^[;&|($`]+/, '') }, command.at)
}

function reportRoot(command: Command, fixRoot: boolean, context: ConvertContext): void {
  for (const need of rootNeeds(command.value)) {
    context.collector.report('convert/needs-root', { why: need.why, words: need.words, fixed: fixRoot && need.harmless }, command.at)
  }
}
