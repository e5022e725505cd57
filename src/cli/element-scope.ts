/** `--deps` → names of elements. Knows no command. */
import { allScope, buildDependencies, runtimeClosure } from '../ir/element-scopes.ts'
import type { LoadedProject } from '../ir/loaded-project.ts'

export type Deps = 'none' | 'run' | 'build' | 'all'

/** What `deps` means for the targets of the project, in staging order (BF §5.1). */
export function elementsOf({ elements, targets }: Pick<LoadedProject, 'elements' | 'targets'>, deps: Deps): readonly string[] {
  switch (deps) {
    case 'none': return targets
    case 'run': return runtimeClosure(elements, targets)
    case 'build': return runtimeClosure(elements, targets.flatMap((name) => buildDependencies(elements, name)))
    case 'all': return allScope(elements, targets)
  }
}
