/** Gives the variable `percent` to each element that uses it. */
import type { Element, ListEdit, Noted, Project } from '../ir/project.ts'

const REFERENCE = '%{percent}'

/**
 * Defines `percent` where an element's commands refer to it and the project does not define it for all. Safe, because
 * a value of one character is never expanded again (BF §3.2).
 *
 *     config: {install-commands: ['date +%{percent}{s}']}
 *     # becomes
 *     variables: {percent: '%'}
 *     config: {install-commands: ['date +%{percent}{s}']}
 */
export function definePercent(project: Project): Project {
  if (project.variables.has('percent')) return project
  return { ...project, elements: new Map([...project.elements].map(([name, element]) => [name, withPercent(element)])) }
}

function withPercent(element: Element): Element {
  const known = changed.get(element) ?? (uses(element) ? defined(element) : element)
  changed.set(element, known)
  return known
}

/** Conversions behind each other share most elements. */
const changed = new WeakMap<Element, Element>()

function defined(element: Element): Element {
  return element.variables.has('percent') ? element : { ...element, variables: new Map([...element.variables, ['percent', { text: '%' }]]) }
}

function uses(element: Element): boolean {
  return [...commandsOf(element), ...element.variables.values(), ...element.public.integrationCommands].some((command) => command.text.includes(REFERENCE))
}

function commandsOf({ config }: Element): readonly Noted[] {
  if (config?.of === 'script') return config.commands
  return config?.of === 'build' ? [...config.phases.values()].flatMap(members) : []
}

function members(edit: ListEdit<Noted>): readonly Noted[] {
  return [...(edit.replace ?? []), ...(edit.prepend ?? []), ...(edit.append ?? [])]
}
