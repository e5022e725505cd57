// Times the HTML page of an audit: how long it takes to write, how large it is, how long a browser takes to show and to use it.
// usage: node bench/page.mjs DEFINITIONS [--system PATH]... [--runs N]        (after npm run build; wants Debian's chromium)
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { gzipSync } from 'node:zlib'
import { chromium } from 'playwright-core'

const { values, positionals: [definitions] } = parseArgs({ allowPositionals: true, options: { system: { type: 'string', multiple: true, default: [] }, runs: { type: 'string', default: '7' } } })
if (!definitions) throw new Error('usage: node bench/page.mjs DEFINITIONS [--system PATH]... [--runs N]')
const executablePath = spawnSync('sh', ['-c', 'command -v chromium'], { encoding: 'utf8' }).stdout.trim()
if (!executablePath) throw new Error('there is no chromium')
const main = fileURLToPath(new URL('../dist/main.js', import.meta.url))
const space = mkdtempSync(join(tmpdir(), 'morph2bst-bench-'))
const file = join(space, 'page.html')

/** Milliseconds of a run of ours; errors in the definitions are no matter here. */
function time(...words) {
  const start = process.hrtime.bigint()
  try {
    execFileSync(process.execPath, [main, 'audit', definitions, ...values.system.flatMap((path) => ['--system', path]), ...words], { stdio: 'ignore' })
  } catch (error) {
    if (error.status !== 1) throw error
  }
  return Number(process.hrtime.bigint() - start) / 1e6
}

const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)]
const shown = (label, list, unit = 'ms') => console.log(`${label.padEnd(34)} ${median(list).toFixed(0).padStart(6)} ${unit}   (${Math.min(...list).toFixed(0)} to ${Math.max(...list).toFixed(0)})`)

/** In the page, before anything of it: notes when all has been set up, counted from the beginning of opening it. */
const READY = `new MutationObserver((_, observer) => {
  if (document.documentElement.dataset.ready === undefined) return
  performance.mark('ready')
  observer.disconnect()
}).observe(document, { attributes: true, subtree: true, attributeFilter: ['data-ready'] })`

/** In the page: does something and waits until it has been painted. Gives milliseconds. */
const painted = (doing) => `(async () => {
  const start = performance.now()
  ${doing}
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)))
  return performance.now() - start
})()`

/** In the page: the longest time between two frames while the wheel turns over the graph. */
const WHEEL = `(async () => {
  const graph = document.querySelector('#graph svg')
  const { left, top, width, height } = graph.getBoundingClientRect()
  let longest = 0
  let before = await new Promise(requestAnimationFrame)
  for (let step = 0; step < 60; step++) {
    graph.dispatchEvent(new WheelEvent('wheel', { deltaY: step < 30 ? -40 : 40, clientX: left + width / 2, clientY: top + height / 2, bubbles: true, cancelable: true }))
    const now = await new Promise(requestAnimationFrame)
    longest = Math.max(longest, now - before)
    before = now
  }
  return longest
})()`

try {
  const runs = Number(values.runs)
  const [plain, paged] = [[], []]
  for (let run = 0; run < Math.min(runs, 3); run++) {
    plain.push(time())
    paged.push(time('--html', file))
  }
  shown('audit', plain)
  shown('audit --html', paged)
  console.log(`${'size'.padEnd(34)} ${(statSync(file).size / 1e6).toFixed(2).padStart(6)} MB   (${(gzipSync(readFileSync(file)).length / 1e6).toFixed(2)} compressed)`)
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'] })
  const found = { ready: [], paint: [], system: [], chunk: [], wheel: [] }
  for (let run = 0; run < runs; run++) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, offline: true })
    await context.addInitScript(READY)
    const page = await context.newPage()
    await page.goto(pathToFileURL(file).href)
    await page.locator('html[data-ready]').waitFor({ state: 'attached' })
    found.ready.push(await page.evaluate(`performance.getEntriesByName('ready')[0].startTime`))
    await page.waitForFunction(`performance.getEntriesByName('first-contentful-paint').length > 0`)
    found.paint.push(await page.evaluate(`performance.getEntriesByName('first-contentful-paint')[0].startTime`))
    found.wheel.push(await page.evaluate(WHEEL))
    found.system.push(await page.evaluate(painted(`document.querySelector('#list [role=treeitem] .label').click()`)))
    const data = JSON.parse(await page.locator('#data').textContent())
    const chunk = data.chunks.find(({ element, file }) => element !== undefined && file !== undefined)
    found.chunk.push(await page.evaluate(painted(`location.hash = ${JSON.stringify(`chunk=${chunk.path}`)}`)))
    await context.close()
  }
  await browser.close()
  shown('from opening to all set up', found.ready)
  shown('from opening to painted', found.paint)
  shown('show the system in detail', found.system)
  shown('show a chunk by its address', found.chunk)
  shown('longest frame while zooming', found.wheel)
} finally {
  rmSync(space, { recursive: true, force: true })
}
