/** Templates of manifests, rendered with the variables of the deployment (BD §9.5). */
import { dataText } from '../../../ir/data-files.ts'
import type { InstallRow } from '../../../ir/definitions.ts'
import { plainPath } from '../../../std/plain-path.ts'
import type { ConfigureInput } from './extension.ts'
import { renderJinja } from './jinja/render.ts'

/** The text that a template gives; nothing, and an error, where it cannot be rendered. Templates that it includes lie below `folder`. */
export function renderTemplate({ definitions, variables, deployment, collector }: ConfigureInput, folder: string, { path, source, at }: InstallRow): string | undefined {
  const name = path.slice(1)
  const load = (wanted: string): string | undefined => {
    const place = wanted === name ? source : plainPath(wanted) === undefined ? undefined : plainPath(`${folder}/${wanted}`)
    return place === undefined ? undefined : dataText(definitions.data, place)
  }
  const result = renderJinja(name, load, new Map([...variables].map(([key, { value }]) => [key, value])))
  if ('fault' in result) {
    const template = result.template === undefined || result.template === name ? source : `${folder}/${result.template}`
    collector.report('deploy/template-error', { template, line: result.line, fault: result.fault }, at)
    return undefined
  }
  if (result.missing.length) collector.report('deploy/template-variable', { template: source, names: result.missing, deployment }, at)
  return result.text
}
