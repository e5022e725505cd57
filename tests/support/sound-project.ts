/** What holds for every project that is given out, however bad the definitions were. */
import { load, FAILSAFE_SCHEMA } from 'js-yaml'
import type { OutputTree } from '../../src/files/tree.ts'
import type { Project } from '../../src/ir/project.ts'

/** Everything about a project that is wrong whatever it was made from; nothing for a sound one. */
export function faultsOf(project: Project, tree: OutputTree): readonly string[] {
  const odd = project.options.flatMap((option) => option.values).filter((value) => !/^[\w.+-]+$/.test(value)).map((value) => `${JSON.stringify(value)} would not stay a word in a condition`)
  return [...odd, ...pathFaults(tree), ...textFaults(tree), ...dependencyFaults(project), ...includeFaults(project)]
}

function pathFaults(tree: OutputTree): readonly string[] {
  const folders = new Set([...tree.keys()].flatMap((path) => path.split('/').slice(0, -1).map((_, index, parts) => parts.slice(0, index + 1).join('/'))))
  return [...tree.keys()].flatMap((path) => {
    const parts = path.split('/')
    if (parts.some((part) => part === '' || part === '.' || part === '..' || Buffer.byteLength(part) > 255)) return [`${JSON.stringify(path)} leads astray`]
    if (!/^[\w./+@~,=-]+$/.test(path)) return [`${JSON.stringify(path)} has letters that no path should have`]
    return folders.has(path) ? [`${path} is both a file and a folder`] : []
  })
}

function textFaults(tree: OutputTree): readonly string[] {
  return [...tree].flatMap(([path, text]) => {
    if (typeof text !== 'string') return []
    if (!text.endsWith('\n') || text.includes('\r')) return [`${path} does not end its lines as it should`]
    if (!/\.(?:bst|yml|conf)$/.test(path)) return []
    try {
      const root = load(text, { schema: FAILSAFE_SCHEMA })
      return typeof root === 'object' && root !== null ? [] : [`${path} is no mapping`]
    } catch (error) {
      return [`${path} cannot be read back: ${String(error)}`]
    }
  })
}

function dependencyFaults(project: Project): readonly string[] {
  const next = (name: string): readonly string[] => {
    const element = project.elements.get(name)
    return [...(element?.depends ?? []), ...(element?.buildDepends ?? []), ...(element?.runtimeDepends ?? [])].map((dependency) => dependency.element)
  }
  const missing = [...project.elements.keys()].flatMap((name) => next(name).filter((needed) => !project.elements.has(needed)).map((needed) => `${name} depends on ${needed}, which is not there`))
  const twice = [...project.elements.values()].flatMap((element) => {
    const names = [...element.depends, ...element.buildDepends].map((dependency) => `${dependency.element} at ${dependency.location ?? '/'}`)
    return names.filter((name, index) => names.indexOf(name) !== index).map((name) => `${element.name} depends on ${name} twice`)
  })
  const state = new Map<string, 'open' | 'done'>()
  const circles: string[] = []
  const visit = (name: string): void => {
    state.set(name, 'open')
    for (const needed of next(name)) {
      if (state.get(needed) === 'open') circles.push(`${name} and ${needed} depend on each other`)
      else if (!state.has(needed)) visit(needed)
    }
    state.set(name, 'done')
  }
  for (const name of project.elements.keys()) if (!state.has(name)) visit(name)
  return [...missing, ...twice, ...circles]
}

function includeFaults(project: Project): readonly string[] {
  const known = new Set([...project.includes.map((include) => include.path), ...project.files.keys()])
  return [...project.elements.values()].flatMap((element) => element.includes.filter((path) => !known.has(path)).map((path) => `${element.name} includes ${path}, which is not there`))
}
