/** One package as an archive has it: a value. */

/** A file of an archive. */
export interface PackageFile {
  readonly name: string
  readonly version: string
  /** As in the name of the file: `all` where it does not matter. */
  readonly arch: string
  readonly size: number
  /** SHA-256 in hexadecimal digits. */
  readonly digest: string
  /** Suite whose archive has it. */
  readonly suite: string
  /** Below the root of the archive, nothing escaped. */
  readonly path: string
}

/** The address of a package in an archive. */
export function packageUri(root: string, { path }: Pick<PackageFile, 'path'>): string {
  return root + path.split('/').map(encodeURIComponent).join('/')
}

/** How people and apt call it. */
export function packageTitle({ name, version }: Pick<PackageFile, 'name' | 'version'>): string {
  return `${name} ${version}`
}
