/** Names of elements: which ones there can be, and which file each is (BF §1.3). */
import type { Span } from '../diagnostics/diagnostic.ts'
import { normalPath } from './project-files.ts'
import type { Settings } from './settings.ts'

/** Why there can be no element of the name; nothing if there can. */
function problemOf(name: string): string | undefined {
  if (!name.endsWith('.bst')) return 'the names of elements end in ".bst"'
  if (name.startsWith('/')) return 'the names of elements are relative to the folder of elements'
  return /^[ -~]*$/.test(name) && !/[<>"|?*]/.test(name) ? undefined : 'the names of elements have no <, >, ", |, ?, * and nothing outside of ASCII'
}

/** The one spelling of a name that was given somewhere; nothing where a diagnostic says why there can be no such element. */
export function elementName(given: string, at: Span | undefined, settings: Settings): string | undefined {
  const junction = given.lastIndexOf(':')
  const name = normalPath(given)
  const problem = problemOf(name)
  if (junction !== -1) settings.collector.report('project/junction', { what: `the element "${given}"` }, at)
  else if (problem !== undefined) settings.collector.report('project/element-name', { name: given, problem }, at)
  else return name
  return undefined
}

/** The path of an element's file, relative to the project's root. */
export function elementFile(elementPath: string, name: string): string {
  return elementPath === '' ? name : normalPath(`${elementPath}/${name}`)
}
