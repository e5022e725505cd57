/** Source kind `remote`: a single file by URL and digest (BF §7). */
import { chmodSync, copyFileSync, constants } from 'node:fs'
import { join } from 'node:path'
import { success } from '../failure.ts'
import { placeOfFile } from './download.ts'
import { fileByDigest } from './file-by-digest.ts'
import { Settings } from './settings.ts'
import type { Source, SourceKind } from './source-kind.ts'
import { decodeUrl, wholeUrl } from './source-url.ts'
import { refuse, stageAside } from './staging.ts'

interface Remote {
  readonly url: string
  readonly ref: string | undefined
  readonly filename: string
  readonly executable: boolean
}

export const remote: SourceKind = {
  kind: 'remote',
  core: true,
  keys: ['url', 'ref', 'filename', 'executable', 'version', 'version-guess-pattern'],
  decode(loaded, context) {
    const settings = new Settings(loaded, context)
    const url = decodeUrl(settings, 'url', 'download')
    const [ref, executable] = [settings.digest('ref'), settings.boolean('executable', false)]
    const filename = settings.text('filename') ?? /[^/]*$/.exec(wholeUrl(url ?? 'file', context.aliases))?.[0] ?? ''
    if (filename === '' || filename === '.' || filename === '..' || /[/\0]/.test(filename)) {
      context.collector.report('source/filename', { filename }, settings.at('filename'))
      settings.spoil()
    }
    return settings.faulty || url === undefined ? undefined : remoteSource({ url, ref, filename, executable })
  },
}

function remoteSource({ url, ref, filename, executable }: Remote): Source {
  return {
    identity: () => Promise.resolve(success(ref === undefined ? undefined : { kind: 'remote', ref, filename, executable })),
    ...fileByDigest(url, ref),
    stage: (world, directory) => stageAside(world, directory, (folder) => {
      const target = join(folder, filename)
      copyFileSync(placeOfFile(world, ref ?? refuse('the source has no ref')), target, constants.COPYFILE_FICLONE)
      chmodSync(target, executable ? 0o755 : 0o644)
      return Promise.resolve()
    }),
  }
}
