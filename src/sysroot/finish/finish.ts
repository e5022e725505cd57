/** What packages' scripts would have done to the tree, as far as builds need it, in the order in which it builds on itself. */
import { addAccounts, listShells } from './accounts.ts'
import { linkApplets } from './applets.ts'
import { linkBothPaths } from './both-paths.ts'
import { linkAlternatives } from './link-alternatives.ts'
import { applySettings } from './settings.ts'
import { chooseShell } from './shell.ts'
import { TreeEdit } from './tree-edit.ts'

/** Raised whenever the same words give another tree (this room, what is left out, the sets of packages); manifests name it. */
export const RECIPE = 1

/** Finishes the tree at `root`. `scripts`: package → the script that we do not run. */
export function finishTree(root: string, scripts: ReadonlyMap<string, string>): void {
  const tree = new TreeEdit(root)
  addAccounts(tree)
  linkApplets(tree)
  chooseShell(tree)
  linkAlternatives(tree, scripts)
  applySettings(tree)
  linkBothPaths(tree)
  listShells(tree)
}
