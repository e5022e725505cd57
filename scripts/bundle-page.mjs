// The program of the HTML page as text: src/page/page.bundle names its script and its style, each of which becomes one piece that a page
// can hold in itself. Used by build.mjs, and by tests/support/page-transform.mjs when tests run on the sources.
import { buildSync } from 'esbuild'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Browsers of two years ago. */
const TARGET = ['chrome131', 'firefox133', 'safari18.1']

/** `{ script, style }` of a `.bundle` file. Throws what esbuild finds wrong, having printed it. */
export function bundlePage(file) {
  const entries = JSON.parse(readFileSync(file, 'utf8'))
  const textOf = (entry) => {
    const { outputFiles: [{ text }], metafile } = buildSync({
      entryPoints: [join(dirname(file), entry)],
      write: false,
      bundle: true,
      format: 'iife',
      platform: 'browser',
      target: TARGET,
      minify: true,
      charset: 'ascii',
      legalComments: 'none',
      metafile: true,
      logLevel: 'warning',
    })
    return text + licences(Object.keys(metafile.inputs))
  }
  return { script: textOf(entries.script), style: textOf(entries.style) }
}

/** The licences of the packages that a bundle holds parts of: who passes a page on passes them on too. */
function licences(inputs) {
  const packages = new Set(inputs.flatMap((path) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? []))
  return [...packages].sort().map((folder) => {
    const name = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry))
    const { name: title, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
    if (name === undefined) throw new Error(`${title} has no licence to put into the page`)
    return `/*! ${title} ${version}\n\n${readFileSync(join(folder, name), 'utf8').replaceAll('\r', '').replaceAll('*/', '* /').trim()}\n*/\n`
  }).join('')
}

/** What `import` of a `.bundle` file gives, as the text of a module; `name` makes an export of a name and its value. */
export function bundleModule(file, name = (key, value) => `export const ${key} = ${value}`) {
  return Object.entries(bundlePage(file)).map(([key, text]) => `${name(key, JSON.stringify(text))}\n`).join('')
}
