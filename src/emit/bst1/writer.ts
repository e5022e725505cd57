/** The table for BuildStream 1: the version is said otherwise, every kind is in its core, and scripts have a layout (BF §1.11, §5.8). */
import type { Element } from '../../ir/project.ts'
import { emitElement } from '../bst2/element.ts'
import { emitProjectConf } from '../bst2/project-conf.ts'
import { bst2Writer } from '../bst2/writer.ts'
import type { Writer } from '../writer.ts'

export const bst1Writer: Writer = {
  ...bst2Writer,
  projectConf: (project, marks) => emitProjectConf(project, { version: ['format-version', '18'], plugins: () => undefined }, marks),
  element: (element, marks) => emitElement(element.kind === 'script' ? withLayout(element) : element, marks),
}

/** Places stand in `config` and not at the dependencies. Once there is a layout, only what it names is staged. */
function withLayout(element: Element): Element {
  const config = element.config?.of === 'script' ? element.config : { of: 'script' as const, commands: [] }
  return {
    ...element,
    buildDepends: element.buildDepends.map(({ element: name, comments, origin }) => ({ element: name, ...(comments ? { comments } : {}), ...(origin ? { origin } : {}) })),
    config: { ...config, layout: element.buildDepends.map(({ element: name, location, origin }) => ({ element: name, destination: location ?? '/', ...(origin ? { origin } : {}) })) },
  }
}
