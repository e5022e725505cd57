// Times a conversion against the time that js-yaml alone takes to parse the same files, each in a fresh process.
// usage: node bench/convert.mjs DEFINITIONS [RUNS]        (after npm run build)
// Prints medians, the ratio, the time of --help, and how the time grows with copies of the definitions.
import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const [definitions, runsGiven = '7'] = process.argv.slice(2)
if (!definitions) throw new Error('usage: node bench/convert.mjs DEFINITIONS [RUNS]')
const main = fileURLToPath(new URL('../dist/main.js', import.meta.url))
const parser = fileURLToPath(new URL('parse-only.mjs', import.meta.url))
const space = mkdtempSync(join(tmpdir(), 'morph2bst-bench-'))
let outputs = 0

/** Wall time of a program of ours in milliseconds; warnings on standard error do not matter here. */
function time(...words) {
  const start = process.hrtime.bigint()
  execFileSync(process.execPath, words, { stdio: 'ignore' })
  return Number(process.hrtime.bigint() - start) / 1e6
}

function convert(folder) {
  // a new folder each time: writing where many files were just deleted measures the file system's memory of them
  return time(main, 'convert', folder, '--output', join(space, `out-${outputs++}`), '--quiet')
}

function median(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]
}

/** `copies` copies below prefixes of their own, references rewritten; DEFAULTS and VERSION stay at the root. */
function multiplied(copies) {
  const folder = join(space, `times-${copies}`)
  const walk = (path) => readdirSync(join(definitions, path), { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? walk(join(path, entry.name)) : entry.name.endsWith('.morph') ? [join(path, entry.name)] : [])
  const files = walk('')
  for (let copy = 0; copy < copies; copy++) {
    const made = new Set()
    for (const file of files) {
      const target = join(folder, `copy-${copy}`, file)
      const parent = join(target, '..')
      if (!made.has(parent)) mkdirSync(parent, { recursive: true })
      made.add(parent)
      writeFileSync(target, readFileSync(join(definitions, file), 'utf8').replace(/^(\s*(?:- )?morph: )/gm, `$1copy-${copy}/`))
    }
  }
  for (const name of ['DEFAULTS', 'VERSION']) cpSync(join(definitions, name), join(folder, name))
  return { folder, files: files.length * copies }
}

try {
  const runs = Number(runsGiven)
  const [parse, whole, help, bare] = [[], [], [], []]
  convert(definitions)
  for (let run = 0; run < runs; run++) {
    parse.push(time(parser, definitions))
    whole.push(convert(definitions))
    help.push(time(main, '--help'))
    bare.push(time('-e', '0'))
  }
  const row = (name, value, note = '') => console.log(`${name.padEnd(34)}${value.toFixed(0).padStart(8)} ms  ${note}`)
  console.log(`medians of ${runs} runs, taken in turn`)
  row('js-yaml parses the files', median(parse))
  row('convert', median(whole), `${median(whole.map((value, index) => value / parse[index])).toFixed(2)} times the parse`)
  row('--help', median(help), `bare node: ${median(bare).toFixed(0)} ms`)
  for (const copies of [1, 10, 100].filter((count) => count <= Number(process.env.BENCH_MOST ?? 100))) {
    const { folder, files } = multiplied(copies)
    const spent = convert(folder)
    row(`convert, ${files} files`, spent, `${(spent / files).toFixed(2)} ms a file`)
    rmSync(folder, { recursive: true, force: true })
  }
} finally {
  rmSync(space, { recursive: true, force: true })
}
