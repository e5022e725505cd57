/** New versions of sources into the files that give the old ones, leaving all else of the text as it is. Asks nobody for versions. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Listener } from '../builder/events.ts'
import { failed, success, type Result } from '../builder/failure.ts'
import type { Tracked } from '../builder/fetch.ts'
import type { ConfEntry, ConfMap } from '../ir/conf.ts'
import type { LoadedProject } from '../ir/loaded-project.ts'

/** A piece of text in the place of another. */
interface Edit {
  readonly file: string
  readonly start: number
  readonly end: number
  readonly text: string
}

/** Writes the versions that differ; each is told as an event. A file that has changed meanwhile is not touched. */
export function writeRefs(project: LoadedProject, tracked: readonly Tracked[], listener: Listener): Result<null> {
  const edits: Edit[] = []
  for (const { element, index, ref } of tracked) {
    const config = project.elements.get(element)?.sources[index]?.config
    if (!config) continue
    const old = config.entries.get('ref')?.value
    if (old?.kind === 'scalar' && old.text === ref) continue
    const edit = editOf(config, ref, project.texts)
    const task = { action: 'track', element } as const
    if (!edit) {
      listener({ type: 'warning', task, token: 'not-written', message: `the new version has to be written by hand: ref: ${ref}` })
      continue
    }
    listener({ type: 'info', task, message: `${edit.file}: ref is now ${ref}` })
    // Elements that include one file may have one source in common.
    if (!edits.some(({ file, start }) => file === edit.file && start === edit.start)) edits.push(edit)
  }
  for (const file of new Set(edits.map((edit) => edit.file))) {
    const done = writeFile(project, file, edits.filter((edit) => edit.file === file))
    if (!done.ok) return done
  }
  return success(null)
}

/** In the place of the old version, or below what it belongs to, as a line of its own. */
function editOf(config: ConfMap, ref: string, texts: LoadedProject['texts']): Edit | undefined {
  const old = config.entries.get('ref')?.value
  if (old) return old.kind === 'scalar' && old.text !== '' && texts.has(old.at.file) ? { ...old.at, text: ref } : undefined
  const anchor = config.entries.get('track') ?? config.entries.get('url')
  return anchor && lineBelow(anchor, ref, texts.get(anchor.keyAt.file) ?? '')
}

function lineBelow({ keyAt, value }: ConfEntry, ref: string, text: string): Edit | undefined {
  const before = text.slice(text.lastIndexOf('\n', keyAt.start - 1) + 1, keyAt.start)
  // In a mapping in braces there are no lines.
  if (value.at.file !== keyAt.file || !/^ *(?:- +)*$/.test(before)) return undefined
  const next = text.indexOf('\n', value.at.end)
  const end = next === -1 ? text.length : next
  return { file: keyAt.file, start: end, end, text: `\n${' '.repeat(before.length)}ref: ${ref}` }
}

function writeFile(project: LoadedProject, file: string, edits: readonly Edit[]): Result<null> {
  const path = join(project.root, file)
  try {
    const text = readFileSync(path, 'utf8')
    if (text !== project.texts.get(file)) return failed('disk', `${file} is not what it was when it was read`, { hint: 'run source track again' })
    const places = edits.toSorted((a, b) => b.start - a.start)
    writeFileSync(path, places.reduce((whole, edit) => whole.slice(0, edit.start) + edit.text + whole.slice(edit.end), text))
    return success(null)
  } catch (error) {
    return failed('disk', `${file} cannot be written: ${error instanceof Error ? error.message : String(error)}`)
  }
}
