/** install-files: files, directories and links that manifests list (BD §9.5). */
import type { InstallManifest } from '../../../ir/definitions.ts'
import { ESSENTIAL_MANIFEST, manifestsNamed } from '../../../ir/deployment-data.ts'
import { INSTALL_INCLUDE } from '../recipes.ts'
import { NOTHING, type ConfigureExtension, type ConfigureInput, type ConfigureResult } from './extension.ts'
import { installScript } from './install-script.ts'
import { InstallTable } from './install-table.ts'

export const installFiles: ConfigureExtension = {
  name: 'install-files',
  reads: ['INSTALL_FILES*'],
  convert: (input) => {
    const variables = [...input.variables].map(([name, { value, at }]) => ({ name, value, at }))
    return install(input, 'install-files', manifestsNamed(variables).flatMap(({ path }) => (path === undefined ? [] : [path])))
  },
}

/** The one manifest that every system is meant to have; variables are not looked at. */
export const installEssentialFiles: ConfigureExtension = {
  name: 'install-essential-files',
  reads: [],
  convert: (input) => install(input, 'install-essential-files', [ESSENTIAL_MANIFEST]),
}

/** Manifests that are not there, or have errors, were reported when they were read. */
function install(input: ConfigureInput, extension: string, paths: readonly string[]): ConfigureResult {
  const manifests = paths.flatMap((path): readonly InstallManifest[] => {
    const manifest = input.definitions.manifests.get(path)
    return manifest?.rows.length ? [manifest] : []
  })
  const table = new InstallTable(input)
  const parts = manifests.map((manifest) => ({ manifest: manifest.path, lines: manifest.rows.flatMap((row) => table.add(manifest.path, row)) }))
    .filter(({ lines }) => lines.length)
  if (parts.length === 0) return NOTHING
  return { commands: [installScript(extension, parts)], includes: [INSTALL_INCLUDE], uses: table.uses, files: table.files, ownership: table.ownership }
}
