/** Which integration commands the elements of a root bring, with whose environment (BF §5.3). */
import { confAt, confText, confTexts } from '../../ir/conf.ts'
import { buildDependencies, elementOf, type Elements } from '../../ir/element-scopes.ts'

/** A command that whoever stages an element runs. */
export interface IntegrationCommand {
  /** Who declared it. */
  readonly element: string
  readonly command: string
  /** The declaring element's own. */
  readonly environment: ReadonlyMap<string, string>
}

/** The commands of the elements, in the order of the elements. */
export function integrationCommands(elements: Elements, names: readonly string[]): readonly IntegrationCommand[] {
  return names.flatMap((name) => commandsOf(elements, name))
}

/** An element's own commands; a filter that passes integration on has those of what it filters before them (BF §5.6). */
function commandsOf(elements: Elements, name: string): readonly IntegrationCommand[] {
  const { public: data, environment, config } = elementOf(elements, name)
  const own = confTexts(data, 'bst', 'integration-commands').map((command) => ({ element: name, command, environment }))
  const passesOn = confAt(config, 'pass-integration') !== undefined && /^(?:true|1)$/i.test(confText(config, 'pass-integration') ?? '')
  return passesOn ? [...integrationCommands(elements, buildDependencies(elements, name)), ...own] : own
}
