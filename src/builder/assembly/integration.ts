/** Which integration commands the elements of a root bring, with whose environment (BF §5.3). */
import { confText, confTexts } from '../../ir/conf.ts'
import { buildDependencies, elementOf, type Elements } from '../../ir/element-scopes.ts'

/** A command that whoever stages an element runs. */
export interface IntegrationCommand {
  /** Who brings it. */
  readonly element: string
  readonly command: string
  /** Of the element that brings the command. */
  readonly environment: ReadonlyMap<string, string>
}

/** The commands of the elements, in the order of the elements. */
export function integrationCommands(elements: Elements, names: readonly string[]): readonly IntegrationCommand[] {
  return names.flatMap((name) => {
    const { environment } = elementOf(elements, name)
    return commandsOf(elements, name).map((command) => ({ element: name, command, environment }))
  })
}

/**
 * An element's own commands; a filter that passes integration on has those of what it filters before them (BF §5.6), and
 * runs them with its own environment, as bst 2.8.1 does.
 */
function commandsOf(elements: Elements, name: string): readonly string[] {
  const { public: data, config } = elementOf(elements, name)
  const own = confTexts(data, 'bst', 'integration-commands')
  const passesOn = /^(?:[Tt]rue|1)$/.test(confText(config, 'pass-integration') ?? '')
  return passesOn ? [...buildDependencies(elements, name).flatMap((parent) => commandsOf(elements, parent)), ...own] : own
}
