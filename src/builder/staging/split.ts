/** Which files of an artifact belong to which split domains, and what a selection of domains takes (BF §5.4, §5.5). */
import { confAt, confTexts } from '../../ir/conf.ts'
import type { LoadedElement } from '../../ir/loaded-project.ts'
import { Directory, EMPTY, type TreeEntry } from '../store/tree.ts'
import { matchesAny, type PathTest } from './glob.ts'

/** A choice of domains. */
export interface Selection {
  /** Domains to take; empty: all. */
  readonly include: readonly string[]
  /** Domains to leave out, whatever else a file belongs to. */
  readonly exclude: readonly string[]
  /** Whether files of no domain are taken. */
  readonly includeOrphans: boolean
}

/** The split rules of an element: domain → test of paths; in the order in which they were given. */
export function splitRulesOf(element: LoadedElement): ReadonlyMap<string, PathTest> {
  const rules = confAt(element.public, 'bst', 'split-rules')
  const domains = rules?.kind === 'map' ? [...rules.entries.keys()] : []
  return new Map(domains.map((domain) => [domain, matchesAny(confTexts(element.public, 'bst', 'split-rules', domain))]))
}

/** Whether a selection changes anything at all. */
export function selectsAll({ include, exclude, includeOrphans }: Selection): boolean {
  return include.length === 0 && exclude.length === 0 && includeOrphans
}

/** The paths of an artifact that a selection takes, directories too; parents of what is taken need not be among them. */
export function selectedPaths(tree: Directory, rules: ReadonlyMap<string, PathTest>, selection: Selection): ReadonlySet<string> {
  const isSelected = selector(rules, selection)
  const selected = new Set<string>()
  const visit = ({ entries }: Directory, prefix: string): void => {
    for (const [name, entry] of entries) {
      const path = `${prefix}/${name}`
      if (isSelected(path)) selected.add(path)
      if (entry.type === 'directory') visit(entry, path)
    }
  }
  visit(tree, '')
  return selected
}

function selector(rules: ReadonlyMap<string, PathTest>, { include, exclude, includeOrphans }: Selection): PathTest {
  const wanted = [...rules].filter(([domain]) => include.length === 0 || include.includes(domain)).map(([, test]) => test)
  const unwanted = [...rules].filter(([domain]) => exclude.includes(domain)).map(([, test]) => test)
  const all = [...rules.values()]
  return (path) => {
    if (unwanted.some((test) => test(path))) return false
    return wanted.some((test) => test(path)) || (includeOrphans && !all.some((test) => test(path)))
  }
}

/** The part of a tree at certain paths, with the directories that lead there. A directory that is named comes without its content. */
export function keepPaths(tree: Directory, paths: ReadonlySet<string>): Directory {
  return keep(tree, '', paths) ?? EMPTY
}

function keep(directory: Directory, prefix: string, paths: ReadonlySet<string>): Directory | undefined {
  const kept = new Map<string, TreeEntry>()
  for (const [name, entry] of directory.entries) {
    const path = `${prefix}/${name}`
    if (entry.type !== 'directory') {
      if (paths.has(path)) kept.set(name, entry)
    } else {
      const below = keep(entry, path, paths) ?? (paths.has(path) ? EMPTY : undefined)
      if (below) kept.set(name, below)
    }
  }
  return kept.size > 0 ? new Directory(kept) : undefined
}
