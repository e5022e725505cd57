/** Which elements are asked for: names and globs, or what the project says if nothing is (BF §11.1). */
import { pathGlob } from '../std/path-glob.ts'
import { elementName } from './element-name.ts'
import type { ProjectConf } from './project-conf.ts'
import type { Settings } from './settings.ts'

/** The names meant, each once: plain names in the order given, then what globs find. `all` gives every element of the project. */
export function chooseTargets(wanted: readonly string[], conf: ProjectConf, all: () => readonly string[], settings: Settings): readonly string[] {
  const given = wanted.length > 0 ? wanted : conf.defaultTargets
  if (given.length === 0) return all()
  const names = new Set(given.filter((target) => !isGlob(target)).flatMap((target) => elementName(target, undefined, settings) ?? []))
  for (const glob of given.filter(isGlob)) {
    const pattern = pathGlob(glob.startsWith('/') ? glob : `/${glob}`)
    const found = all().filter((name) => pattern.test(`/${name}`))
    if (found.length === 0) settings.collector.report('project/no-match', { glob })
    for (const name of found) names.add(name)
  }
  return [...names]
}

function isGlob(target: string): boolean {
  return /[*?[]/.test(target) && target.endsWith('.bst')
}
