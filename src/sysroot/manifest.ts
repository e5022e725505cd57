/** What a sysroot was made of, as a file beside it: the same for the same packages, and enough to make it again. */
import { FAILSAFE_SCHEMA, load, YAMLException } from 'js-yaml'
import { z } from 'zod'
import { printDocument } from '../yaml/print.ts'
import { outList, outMap } from '../yaml/ordered.ts'
import type { PackageFile } from './archive.ts'
import { Refused } from './failure.ts'

/** Everything that decides a sysroot, and what it became. */
export interface Manifest {
  /** See RECIPE. */
  readonly recipe: number
  readonly suite: string
  readonly arch: string
  /** As asked for. */
  readonly words: readonly string[]
  readonly keepDocs: boolean
  readonly tree: string
  readonly files: number
  readonly bytes: number
  readonly packages: readonly PackageFile[]
}

const FORMAT = 1
const HEAD = [
  ' Made by morph2bst base: what the sysroot beside this file consists of. To make the same again:',
  ' morph2bst base --output DIR --from THIS-FILE',
]

/** The text of a manifest. */
export function printManifest(manifest: Manifest): string {
  return printDocument(outMap([
    ['format', String(FORMAT)], ['recipe', String(manifest.recipe)], ['suite', manifest.suite], ['arch', manifest.arch],
    ['asked-for', outList(manifest.words)], ['keep-docs', String(manifest.keepDocs)],
    ['tree', outMap([['sha256', manifest.tree], ['files', String(manifest.files)], ['bytes', String(manifest.bytes)]])],
    ['packages', outList(manifest.packages.map(({ name, version, arch, size, digest, suite, path }) => outMap([
      ['name', name], ['version', version], ['arch', arch], ['suite', suite], ['path', path], ['size', String(size)], ['sha256', digest],
    ])))],
  ]), HEAD)
}

const word = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9.+:~_-]*$/)
const whole = z.string().regex(/^\d{1,15}$/).transform(Number)
const digest = z.string().regex(/^[0-9a-f]{64}$/)
const schema = z.strictObject({
  'format': z.literal(String(FORMAT)), 'recipe': whole, 'suite': word, 'arch': word, 'asked-for': z.array(z.string()),
  'keep-docs': z.enum(['true', 'false']).transform((text) => text === 'true'),
  'tree': z.strictObject({ sha256: digest, files: whole, bytes: whole }),
  'packages': z.array(z.strictObject({
    name: word, version: word, arch: word, suite: z.string().regex(/^[a-z0-9][a-z0-9./+-]*$/), size: whole, sha256: digest,
    path: z.string().regex(/^(?!\/)[^\s\0]+\.deb$/).refine((path) => !path.split('/').includes('..'), 'leads out of the archive'),
  })).min(1),
})

/** Reads one. Throws {@link Refused} with the place and the field that is wrong. */
export function readManifest(text: string, path: string): Manifest {
  const hint = 'name a manifest that morph2bst base wrote: DIR.manifest.yaml beside a sysroot'
  let document: unknown
  try {
    document = load(text, { schema: FAILSAFE_SCHEMA })
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error
    throw new Refused('request', `${path} is no manifest: ${error.message.split('\n')[0] ?? ''}`, { hint })
  }
  const read = schema.safeParse(document)
  if (!read.success) {
    const [issue] = read.error.issues
    const field = issue?.path.map((part) => (typeof part === 'number' ? `[${part}]` : String(part))).join('.').replaceAll('.[', '[')
    throw new Refused('request', `${path} is no manifest${field === undefined || field === '' ? '' : `: its field ${field} is not as expected`}`, { hint })
  }
  const { recipe, suite, arch, 'asked-for': words, 'keep-docs': keepDocs, tree, packages } = read.data
  return {
    recipe, suite, arch, words, keepDocs, tree: tree.sha256, files: tree.files, bytes: tree.bytes,
    packages: packages.map(({ sha256, ...file }) => ({ ...file, digest: sha256 })),
  }
}
