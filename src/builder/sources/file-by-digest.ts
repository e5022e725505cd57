/** What `tar` and `remote` have in common: their content is one file, known by its SHA-256 digest. */
import { download, haveFile } from './download.ts'
import type { Source } from './source-kind.ts'
import { caught, refuse } from './staging.ts'

/** Everything such a source does before it is staged. */
export function fileByDigest(url: string, ref: string | undefined): Pick<Source, 'state' | 'fetch' | 'track'> {
  return {
    state: (world) => Promise.resolve(ref === undefined ? 'no reference' : haveFile(world, ref) ? 'cached' : 'fetch needed'),
    fetch: (world) => caught('disk', async () => {
      if (ref === undefined) refuse(`the source ${url} has no ref`, { hint: 'run "source track" on the element' })
      if (!haveFile(world, ref)) await download(world, url, ref)
      return null
    }),
    track: (world) => caught('disk', () => download(world, url)),
  }
}
