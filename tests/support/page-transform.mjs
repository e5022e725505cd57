// Imports src/page/page.bundle as the bundler does: the page's program, made anew whenever anything of it has changed.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { bundleModule } from '../../scripts/bundle-page.mjs'

const BUNDLER = new URL('../../scripts/bundle-page.mjs', import.meta.url)
const LOCK = new URL('../../package-lock.json', import.meta.url)

/** Everything that the text is made of: the room, the packages, the way. */
function getCacheKey(text, file, { configString }) {
  const hash = createHash('sha256').update(`${text}\0${configString}\0`)
  const room = dirname(file)
  const sources = readdirSync(room, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)).sort()
  for (const path of [...sources, BUNDLER, LOCK]) hash.update(`${path}\0`).update(readFileSync(path)).update('\0')
  return hash.digest('hex').slice(0, 32)
}

export default { getCacheKey, process: (_, file) => ({ code: `exports.__esModule = true\n${bundleModule(file, (key, value) => `exports.${key} = ${value}`)}` }) }
