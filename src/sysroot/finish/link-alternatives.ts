/** The links of the alternatives whose programs are in the tree, by way of /etc/alternatives as Debian has them. */
import { chooseAlternatives, readAlternatives } from './alternatives.ts'
import type { TreeEdit } from './tree-edit.ts'

/** Makes them. `scripts`: package → its script. */
export function linkAlternatives(tree: TreeEdit, scripts: ReadonlyMap<string, string>): void {
  const there = [...scripts.values()].flatMap(readAlternatives).filter(({ path }) => tree.leads(path))
  for (const { link, name, path, slaves } of chooseAlternatives(there)) {
    for (const one of [{ link, name, path }, ...slaves]) {
      if (!tree.leads(one.path) || tree.has(one.link)) continue
      tree.addLink(`/etc/alternatives/${one.name}`, one.path)
      tree.addLink(one.link, `/etc/alternatives/${one.name}`)
    }
  }
}
