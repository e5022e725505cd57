/** Files that deployments name, in memory. */
import type { DataEntry, DataFiles } from '../../src/ir/definitions.ts'

/** Content, a link, or the reason why a file cannot be read. */
export type Given = string | Uint8Array | { readonly to: string } | { readonly fault: string }

/** The files, and the folders that they lie in. `asked` gathers the paths that were asked for. */
export function dataOf(files: Readonly<Record<string, Given>>, asked: string[] = []): DataFiles {
  const entry = (path: string): DataEntry | undefined => {
    asked.push(path)
    const given = Object.hasOwn(files, path) ? files[path] : undefined
    if (given === undefined) return folderAt(path, Object.keys(files))
    if (typeof given === 'string' || given instanceof Uint8Array) return { kind: 'file', executable: false, bytes: Buffer.from(given) }
    return 'to' in given ? { kind: 'link', target: given.to } : undefined
  }
  return { entry, fault: (path) => { const given = files[path]; return typeof given === 'object' && 'fault' in given ? given.fault : undefined } }
}

function folderAt(path: string, paths: readonly string[]): DataEntry | undefined {
  const prefix = path === '' ? '' : `${path}/`
  const names = new Set(paths.filter((one) => one.startsWith(prefix)).map((one) => one.slice(prefix.length).split('/')[0] ?? ''))
  return names.size ? { kind: 'folder', names: [...names].sort() } : undefined
}
