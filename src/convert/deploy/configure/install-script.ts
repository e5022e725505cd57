/** The script that installs what manifests list, from a table that it can read (BD §9.5). The function is in recipes/install-files.yml. */
import type { Noted } from '../../../ir/project.ts'
import { script, withInput, word } from './script-text.ts'

/** The lines for one manifest. */
export interface InstallPart {
  /** Its path from the definitions' root. */
  readonly manifest: string
  readonly lines: readonly string[]
}

/** The command that installs them, in order. It fails, naming manifest and path, where Baserock's extension failed. */
export function installScript(extension: string, parts: readonly InstallPart[]): Noted {
  return script(`${extension}: kind, whether it may be there already, mode, path, where from or to`,
    '%{install-manifest}', ...parts.map(({ manifest, lines }) => withInput(`install_manifest ${word(manifest)}`, lines.join('\n'))))
}
