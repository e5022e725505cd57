// Bundles src/main.ts into dist/, one file a command, so that a command loads only what it needs.
import { build } from 'esbuild'
import Ajv from 'ajv'
import standaloneCode from 'ajv/dist/standalone/index.js'
import { readFileSync, renameSync, rmSync } from 'node:fs'
import { bundleModule } from './bundle-page.mjs'

/** Puts validators compiled from schemas/ in the place of src/reader/validators.ts, which compiles them when it runs. */
const compiledSchemas = {
  name: 'compiled-schemas',
  setup(builder) {
    builder.onLoad({ filter: /src\/reader\/validators\.ts$/ }, () => {
      const names = ['chunk', 'cluster', 'defaults', 'partitioning', 'stratum', 'system', 'version']
      const schemas = names.map((name) => JSON.parse(readFileSync(`schemas/${name}.schema.json`, 'utf8')))
      const ajv = new Ajv.default({ allErrors: true, strict: false, allowUnionTypes: true, schemas, inlineRefs: false, code: { source: true, esm: true, optimize: 2 } })
      const code = standaloneCode.default(ajv, Object.fromEntries(names.map((name) => [`check_${name}`, `${name}.schema.json`])))
      const table = `{ ${names.map((name) => `${name}: check_${name}`).join(', ')} }`
      return { contents: `${code}\nexport const validatorOf = (name) => (${table})[name]\n`, loader: 'js', resolveDir: process.cwd() }
    })
  },
}

/** Of yargs only the parser is used; what else its files would set up when they are loaded stays out. */
const parserAlone = {
  name: 'parser-alone',
  setup(builder) {
    builder.onResolve({ filter: /platform-shims\/esm\.mjs$/ }, async ({ path, ...given }) => {
      if (given.pluginData === parserAlone) return undefined
      const found = await builder.resolve(path, { ...given, pluginData: parserAlone })
      return { ...found, sideEffects: false }
    })
  },
}

/** The program of the HTML page as a module of two texts, loaded when a page is made. */
const pageProgram = {
  name: 'page-program',
  setup(builder) {
    builder.onLoad({ filter: /\.bundle$/ }, ({ path }) => ({ contents: bundleModule(path), loader: 'js' }))
  },
}

// made aside, so that a program that runs is never without its parts for longer than a rename
const aside = `dist-${process.pid}`
await build({
  entryPoints: ['src/main.ts'],
  outdir: aside,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  chunkNames: 'parts/[name]-[hash]',
  legalComments: 'none',
  minifySyntax: true,
  plugins: [compiledSchemas, parserAlone, pageProgram],
  loader: { '.yml': 'text' },
  banner: { js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);" },
  logLevel: 'warning',
})
rmSync('dist', { recursive: true, force: true })
renameSync(aside, 'dist')
