/** Which file of a project is which element, and how elements lie in folders. Knows names only. */
import type { FileContent } from '../ir/project.ts'

/** Where a project keeps its elements. */
export interface ElementPaths {
  /** The element whose file this is, if it is one's. */
  readonly nameOf: (path: string) => string | undefined
  /** The file of an element. */
  readonly pathOf: (element: string) => string
}

const SUFFIX = '.bst'
const ELEMENT_PATH = /^element-path:[ \t]*(?:"([^"\n]*)"|'([^'\n]*)'|([^\s#]*))/m

/** As `element-path` of project.conf says, which is the top folder where it says nothing (BF §1.1); `elements` where there is no project.conf. */
export function elementPaths(tree: ReadonlyMap<string, FileContent>): ElementPaths {
  const conf = tree.get('project.conf')
  const given = typeof conf === 'string' ? ELEMENT_PATH.exec(conf) : undefined
  const folder = conf === undefined ? 'elements' : (given?.[1] ?? given?.[2] ?? given?.[3] ?? '').replace(/^\.?\/+|^\.$|\/+$/g, '')
  const prefix = folder === '' ? '' : `${folder}/`
  return {
    nameOf: (path) => (path.endsWith(SUFFIX) && path.startsWith(prefix) ? path.slice(prefix.length) : undefined),
    pathOf: (element) => prefix + element,
  }
}

/** The element that an element lies below: `strata/core.bst` of `strata/core/bash.bst`; nothing at the top. Whether there is one is another question. */
export function ownerOf(element: string): string | undefined {
  const slash = element.lastIndexOf('/')
  return slash === -1 ? undefined : `${element.slice(0, slash)}${SUFFIX}`
}

/** The name without its suffix. */
export function stemOf(element: string): string {
  return element.endsWith(SUFFIX) ? element.slice(0, -SUFFIX.length) : element
}

/** The last part of a path. */
export function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

/** The folder of a path, with a slash at its end; empty at the top. */
export function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1)
}

/** Code points, never a locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
