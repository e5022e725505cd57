/** add-config-files: what a folder of the definitions holds goes into /etc, but for its hidden entries (BD §9.4). */
import { contentOf, namedFolder } from './data-paths.ts'
import { NOTHING, type ConfigureExtension } from './extension.ts'
import { inDefinitions, inSystem, script, word } from './script-text.ts'
import { filled } from './variables.ts'

export const addConfigFiles: ConfigureExtension = {
  name: 'add-config-files',
  reads: ['SRC_CONFIG_DIR'],
  convert: (input) => {
    const variable = filled(input, 'SRC_CONFIG_DIR')
    const folder = variable && namedFolder(input, 'add-config-files', variable)
    if (folder === undefined) return NOTHING
    const { files, links, empty } = contentOf(input.definitions.data, folder)
    const place = (path: string): string => inSystem(`/etc/${folder === '' ? path : path.slice(folder.length + 1)}`)
    // Sources bring files alone, so the rest of the folder is made.
    const lines = [
      ...(files.length ? [`cp -r ${folder === '' ? '/definitions' : inDefinitions(folder)}/* "%{install-root}/etc/"`] : []),
      ...foldersFor(links.map(({ path }) => path), empty, files).map((path) => `mkdir -p ${place(path)}`),
      ...links.map(({ path, target }) => `ln -sfn ${word(target)} ${place(path)}`),
    ]
    return lines.length ? { ...NOTHING, commands: [script('add-config-files', 'mkdir -p "%{install-root}/etc"', ...lines)], uses: files } : NOTHING
  },
}

/** Empty folders, and those in which there are links but no files. */
function foldersFor(links: readonly string[], empty: readonly string[], files: readonly string[]): readonly string[] {
  const ofLinks = links.flatMap((path) => (path.includes('/') ? [path.slice(0, path.lastIndexOf('/'))] : []))
  return [...new Set([...empty, ...ofLinks])].filter((path) => !files.some((file) => file.startsWith(`${path}/`)))
}
