/** A project that lies in a folder as one side of `diff --output`: of what is there, the part that a conversion has a say in. */
import { readFileSync, statSync } from 'node:fs'
import { isUtf8 } from 'node:buffer'
import { join, resolve } from 'node:path'
import { Collector } from '../../diagnostics/collector.ts'
import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import { attempt } from '../../files/failure.ts'
import { planWrite, type WritePlan } from '../../files/plan-write.ts'
import type { OutputTree } from '../../files/tree.ts'
import { EXIT } from '../exit-code.ts'
import { earlierToKeep } from '../keep-earlier.ts'
import type { Refusal } from '../refusal.ts'

/** What lies in the folder, and what `convert --force` would leave there. */
export interface ProjectFolder {
  readonly before: OutputTree
  readonly after: OutputTree
  /** About the folder: what stands in the way, a manifest that cannot be understood. */
  readonly diagnostics: readonly Diagnostic[]
}

/**
 * Compares `tree`, a conversion of `definitions`, with the folder `dir` as `convert --force` would. A person's own files are on neither side; files that
 * an earlier run made and a person changed, and that are made no more, are on both. `hasErrors`: the conversion lacks parts.
 */
export function readProjectFolder(dir: string, tree: OutputTree, { cwd, definitions, hasErrors }: { readonly cwd: string; readonly definitions: string; readonly hasErrors: boolean }): ProjectFolder | Refusal {
  const place = resolve(cwd, dir)
  if (!statSync(place, { throwIfNoEntry: false })?.isDirectory()) {
    return { message: `--output ${dir}: there is no such folder`, hint: 'name the folder of a project that was converted before', exitCode: EXIT.usage }
  }
  const collector = new Collector()
  const plan = planWrite(place, tree, { force: true, definitions }, collector)
  if (!plan.ok) return { message: plan.failure.message, hint: plan.failure.hint, exitCode: plan.failure.reason === 'holds-definitions' ? EXIT.usage : EXIT.input }
  const { stale, edited } = plan.value
  const kept = [...edited.filter((path) => !tree.has(path)), ...(hasErrors ? earlierToKeep(tree, stale) : [])]
  const held = attempt(place, () => readHeld(plan.value, [...plan.value.unchanged, ...plan.value.update, ...stale, ...edited]))
  if (!held.ok) return { message: held.failure.message, hint: held.failure.hint, exitCode: EXIT.input }
  const before = held.value
  return {
    before, after: new Map([...tree, ...kept.flatMap((path) => { const content = before.get(path); return content === undefined ? [] : [[path, content] as const] })]),
    // What is kept or not is told by those who write.
    diagnostics: collector.list().filter(({ code }) => code === 'write/bad-manifest'),
  }
}

function readHeld({ target, wanted, unchanged }: WritePlan, paths: readonly string[]): OutputTree {
  const same = new Set(unchanged)
  return new Map([...new Set(paths)].sort().map((path) => {
    const bytes = (same.has(path) ? wanted.get(path)?.bytes : undefined) ?? readFileSync(join(target, path))
    return [path, isUtf8(bytes) ? bytes.toString() : bytes] as const
  }))
}
