/** The script that installs what manifests list, from a table that it can read (BD §9.5). The function is in recipes/install-files.yml. */
import type { Span } from '../../../ir/origin.ts'
import type { Noted } from '../../../ir/project.ts'
import { script, withInput, word } from './script-text.ts'

/** A line of the table, without line feed, and the row of the manifest that it stands for. */
export interface InstallLine {
  readonly text: string
  readonly at: Span
}

/** The lines for one manifest. */
export interface InstallPart {
  /** Its path from the definitions' root. */
  readonly manifest: string
  readonly lines: readonly InstallLine[]
}

/** The command that installs them, in order. It fails, naming manifest and path, where Baserock's extension failed. */
export function installScript(extension: string, parts: readonly InstallPart[]): Noted {
  const command = script(`${extension}: kind, whether it may be there already, mode, path, where from or to`,
    '%{install-manifest}', ...parts.map(({ manifest, lines }) => withInput(`install_manifest ${word(manifest)}`, lines.map(({ text }) => text).join('\n'))))
  return { ...command, lineOrigins: [undefined, ...parts.flatMap(({ lines }) => [undefined, ...lines.map(({ at }) => at), undefined])] }
}
