/** The stage of `verify` that fills the folders of sysroots: copied from where the person has them, or made of Debian packages. */
import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { errorCode, errorWords } from '../../files/failure.ts'
import { baseCommand } from '../commands/base.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import type { Io } from '../io.ts'
import { conversionOf, deploymentOf, type Course } from './course.ts'
import type { Stage, StageOutcome, StageWorld } from './stage.ts'

/** Names of the elements that import sysroots, without `.bst`, with what each is made of. */
export const SYSROOTS = { 'base': 'gnome', 'base-minimal': 'minimal', 'image-tools': 'tools' } as const
type SysrootName = keyof typeof SYSROOTS

/** What Debian calls the machines of Baserock's architectures. */
const DEBIAN_MACHINES: Readonly<Record<string, string>> = {
  x86_64: 'amd64', x86_32: 'i386', armv5l: 'armel', armv7l: 'armel', armv7lhf: 'armhf', armv8l64: 'arm64', ppc64l: 'ppc64el', mips32l: 'mipsel', mips64l: 'mips64el',
}

/** How a folder was filled. */
type Filled = { readonly remark: string } | Extract<StageOutcome, { readonly how: 'failed' }>

/** `base`: the folders that the project imports and that are still empty. */
export function baseStage(course: Course): Stage {
  return { name: 'base', run: async (world) => {
    const remarks: string[] = []
    for (const name of neededBy(course)) {
      const filled = await fill(name, course, world)
      if ('how' in filled) return { ...filled, facts: { remarks } }
      remarks.push(`${name}: ${filled.remark}`)
    }
    return { how: 'done', facts: { remarks: remarks.length > 0 ? remarks : ['none is needed'] } }
  } }
}

/** Whose image tools nobody uses stay as they are. */
function neededBy(course: Course): readonly SysrootName[] {
  const { elements } = conversionOf(course).loaded.conversion.project
  return (Object.keys(SYSROOTS) as SysrootName[]).filter((name) => elements.has(`${name}.bst`) && (name !== 'image-tools' || deploymentOf(course) !== undefined))
}

async function fill(name: SysrootName, course: Course, world: StageWorld): Promise<Filled> {
  const { order: { project, sysroots, values } } = course
  const target = join(project, 'files', name, 'sysroot')
  const source = sysroots.get(name)
  // Whoever names packages wants these, whatever was there before; the command knows whether it has to do anything.
  const isAsked = name === 'base' && values.packages !== undefined && source === undefined
  if (!isAsked && holdsSomething(target)) return { remark: 'taken as it is' }
  if (source !== undefined) return copied(source, target)
  const words = name === 'base' ? values.packages ?? SYSROOTS.base : SYSROOTS[name]
  world.progress(`${name}: ${words}`)
  const exitCode = await made(target, words, course, showing(name, world))
  if (exitCode === EXIT.done) return { remark: `made of ${words}` }
  return { how: 'failed', exitCode, message: `${name} could not be made`, hint: `make it by morph2bst base, put a sysroot into ${target}, or name one with --sysroot ${name}=DIR` }
}

async function made(output: string, packages: string, course: Course, io: Io): Promise<ExitCode> {
  const { system } = conversionOf(course)
  const arch = DEBIAN_MACHINES[system.arch]
  if (arch !== undefined) return baseCommand({ output, packages, arch }, io)
  io.stderr(`morph2bst: Debian has no machine like ${system.arch}\n`)
  return EXIT.input
}

/** What is told while it goes on is shown, too. */
function showing(name: string, { io, progress }: StageWorld): Io {
  return { ...io, stderr: (text) => {
    io.stderr(text)
    const last = text.split('\n').findLast((line) => line.trim() !== '')
    if (last !== undefined) progress(`${name}: ${last.trim()}`)
  } }
}

/** All of it, or nothing. */
function copied(source: string, target: string): Filled {
  const aside = `${target}.aside`
  try {
    if (!statSync(source).isDirectory()) return { how: 'failed', exitCode: EXIT.usage, message: `${source} is no folder` }
    mkdirSync(dirname(target), { recursive: true })
    rmSync(aside, { recursive: true, force: true })
    cpSync(source, aside, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true })
    if (existsSync(target)) rmSync(target, { recursive: true })
    renameSync(aside, target)
    return { remark: `copied from ${source}` }
  } catch (error) {
    if (errorCode(error) === undefined) throw error
    rmSync(aside, { recursive: true, force: true })
    return { how: 'failed', exitCode: EXIT.input, message: `${source} cannot be copied to ${target}: ${errorWords(error)}` }
  }
}

function holdsSomething(folder: string): boolean {
  try {
    return readdirSync(folder).length > 0
  } catch {
    return false
  }
}
