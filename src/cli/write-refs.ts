/** New versions of sources into the files that give the old ones, leaving all else of the text as it is. Asks nobody for versions. */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import type { Listener } from '../builder/events.ts'
import { failed, success, type Result } from '../builder/failure.ts'
import type { Tracked } from '../builder/fetch.ts'
import { confText } from '../ir/conf.ts'
import type { LoadedProject } from '../ir/loaded-project.ts'
import { editProjectRefs, editRef } from '../project/edit-ref.ts'

const PROJECT_REFS = 'project.refs'

/** A version and where it goes. */
interface Edit extends Tracked {
  readonly file: string
  /** Offset of the `kind` of the source that it belongs to. */
  readonly kindAt: number
}

/** Writes the versions that differ; each is told as an event. A file that has changed meanwhile is not touched. */
export function writeRefs(project: LoadedProject, tracked: readonly Tracked[], listener: Listener): Result<null> {
  const edits = tracked.flatMap((found): readonly Edit[] => {
    const source = project.elements.get(found.element)?.sources[found.index]
    if (!source || confText(source.config, 'ref') === found.ref) return []
    return [{ ...found, kindAt: source.at.start, file: project.refsApart ? PROJECT_REFS : source.at.file }]
  })
  for (const file of new Set(edits.map((edit) => edit.file))) {
    const done = editFile(project, file, edits.filter((edit) => edit.file === file), listener)
    if (!done.ok) return done
  }
  return success(null)
}

function editFile(project: LoadedProject, file: string, edits: readonly Edit[], listener: Listener): Result<null> {
  const path = join(project.root, file)
  try {
    const text = existsSync(path) ? readFileSync(path, 'utf8') : ''
    if (text !== (project.texts.get(file) ?? '')) return failed('disk', `${file} is not what it was when it was read`, { hint: 'run source track again' })
    const edited = edit(project, text, edits, listener)
    if (edited === text) return success(null)
    const aside = `${path}.morph2bst-${process.pid}`
    writeFileSync(aside, edited)
    renameSync(aside, path)
    return success(null)
  } catch (error) {
    return failed('disk', `${file} cannot be written: ${error instanceof Error ? error.message : String(error)}`)
  }
}

/** From the end of the text to its beginning, so that no edit moves the place of another. */
function edit(project: LoadedProject, text: string, edits: readonly Edit[], listener: Listener): string {
  const done = new Set<number>()
  return edits.toSorted((a, b) => b.kindAt - a.kindAt).reduce((before, { file, element, index, kindAt, ref }) => {
    // Elements that include one file may have one source in common.
    if (!project.refsApart && done.has(kindAt)) return before
    done.add(kindAt)
    const after = project.refsApart ? editProjectRefs(before, { project: project.name, element, index }, ref) : editRef(before, kindAt, ref)
    const task = { action: 'track', element } as const
    if (after === undefined) listener({ type: 'warning', task, token: 'not-written', message: `the new version has to be written by hand: ref: ${ref}` })
    else listener({ type: 'info', task, message: `${file}: ref is now ${ref}` })
    return after ?? before
  }, text)
}
