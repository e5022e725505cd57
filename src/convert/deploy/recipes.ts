/** The recipes that image elements include: text that is copied into the project as it is (docs/images.md). */
import disk from './recipes/disk.yml'
import image from './recipes/image.yml'
import imagePackage from './recipes/image-package.yml'
import initramfs from './recipes/initramfs.yml'
import installFiles from './recipes/install-files.yml'
import jffs2 from './recipes/jffs2.yml'
import sysroot from './recipes/sysroot.yml'
import tar from './recipes/tar.yml'
import type { ConvertedDeployment } from '../../ir/conversion.ts'

/** Defaults and shared parts, which every image element includes. */
export const IMAGE_INCLUDE = 'include/image.yml'

const TEXTS: Readonly<Record<ConvertedDeployment['kind'], string>> = { disk, tar, initramfs, sysroot, 'image-package': imagePackage, jffs2 }

const KINDS = Object.keys(TEXTS) as (keyof typeof TEXTS)[]

/** The include with the commands for a kind of result. */
export function recipeInclude(kind: ConvertedDeployment['kind']): string {
  return `include/image/${kind}.yml`
}

/** What the commands of install-files include: the variable `install-manifest`, a shell function. */
export const INSTALL_INCLUDE = 'include/install-files.yml'

const FILES: ReadonlyMap<string, string> = new Map([
  [IMAGE_INCLUDE, image], [INSTALL_INCLUDE, installFiles], ...KINDS.map((kind) => [recipeInclude(kind), TEXTS[kind]] as const),
])

/** The include files among `wanted`, path → text. */
export function recipeFiles(wanted: ReadonlySet<string>): ReadonlyMap<string, string> {
  return new Map([...FILES].filter(([path]) => wanted.has(path)))
}
