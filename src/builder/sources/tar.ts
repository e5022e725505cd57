/** Source kind `tar`: an archive by URL and digest, unpacked (BF §7). */
import { success } from '../failure.ts'
import { chooseBase } from './base-dir.ts'
import { decompress } from './decompress.ts'
import { placeOfFile } from './download.ts'
import { fileByDigest } from './file-by-digest.ts'
import { Settings } from './settings.ts'
import type { Source, SourceKind, SourceWorld } from './source-kind.ts'
import { decodeUrl } from './source-url.ts'
import { refuse, stageAside, withFolder } from './staging.ts'
import { readTar } from './tar-entries.ts'
import { Unpacker } from './tar-unpack.ts'

export const tar: SourceKind = {
  kind: 'tar',
  core: true,
  keys: ['url', 'ref', 'base-dir', 'version', 'version-guess-pattern'],
  decode(loaded, context) {
    const settings = new Settings(loaded, context)
    const url = decodeUrl(settings, 'url', 'download')
    const [ref, pattern] = [settings.digest('ref'), settings.text('base-dir') ?? '*']
    if (url?.endsWith('.lz')) {
      context.collector.report('source/lzip', { url }, settings.at('url'))
      settings.spoil()
    }
    return settings.faulty || url === undefined ? undefined : tarSource(url, ref, pattern)
  },
}

function tarSource(url: string, ref: string | undefined, pattern: string): Source {
  return {
    identity: () => Promise.resolve(success(ref === undefined ? undefined : { kind: 'tar', ref, 'base-dir': pattern })),
    ...fileByDigest(url, ref),
    stage: (world, directory) => stageAside(world, directory, (folder) => unpack(world, ref ?? refuse(`the source ${url} has no ref`), pattern, folder)),
  }
}

/** Unpacked to a plain file first: the base is only known once all names are read. */
async function unpack(world: SourceWorld, ref: string, pattern: string, folder: string): Promise<void> {
  await withFolder(world, 'tar-', async (aside) => {
    const plain = await decompress(placeOfFile(world, ref), aside, world.signal)
    const unpacker = new Unpacker(folder, pattern === '' ? '' : await findBase(world, plain, pattern))
    try {
      await readTar(plain, world.signal, (entry) => unpacker.take(entry))
    } finally {
      unpacker.close()
    }
  })
}

async function findBase(world: SourceWorld, plain: string, pattern: string): Promise<string> {
  const paths: { readonly path: string; readonly folder: boolean }[] = []
  await readTar(plain, world.signal, ({ path, kind }) => paths.push({ path, folder: kind === 'folder' }))
  return chooseBase(pattern, paths) ?? refuse(`could not find a base directory matching the pattern "${pattern}"`, {
    hint: 'give "base-dir:" as the name of a folder of the archive, or as "" if there is none to leave out',
  })
}
