/** The HTML pages in a real browser: what a person sees and does in them, and that they do nothing else. */
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core'
import type { PageData } from '../../src/page/data.ts'
import { CHROMIUM, openFile, startBrowser, type Opened } from '../support/browser.ts'
import { FIXTURES } from '../support/golden.ts'
import { runCli } from '../support/run-cli.ts'
import { CORPUS, needing } from '../support/shared.ts'
import { folderOf } from '../support/space.ts'

const GNOME = join(FIXTURES, 'gnome/input')
const { run, why } = needing({ 'chromium': CHROMIUM })
const onCorpus = needing({ 'chromium': CHROMIUM, 'corpus': CORPUS })
const PHONE: BrowserContextOptions = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 }

let browser: Browser | undefined
let audit = ''
let diff = ''
const opened: Opened[] = []

/** A page of the audit of the definitions. */
async function auditOf(definitions: string, ...words: readonly string[]): Promise<string> {
  const file = join(folderOf(), 'audit.html')
  const { stderr } = await runCli(['audit', definitions, '--html', file, ...words])
  expect(stderr).not.toContain('morph2bst:')
  return file
}

/** The GNOME fixture with some changes of all kinds. */
function changedDefinitions(): string {
  const folder = join(folderOf(), 'gnome')
  cpSync(GNOME, folder, { recursive: true })
  const edit = (path: string, from: string, to: string): void => {
    const text = readFileSync(join(folder, path), 'utf8')
    expect(text).toContain(from)
    writeFileSync(join(folder, path), text.replace(from, to))
  }
  edit('strata/core.morph', 'af85293d4524d7f21db48e77de047487afaae4f2\n  unpetrify-ref: \'bash-4.3\'', '1a85293d4524d7f21db48e77de047487afaae4f9\n  unpetrify-ref: bash-4.4')
  edit('strata/gnome/gdm.morph', '- chmod 1770 "$DESTDIR/var/lib/gdm"\n', '- chmod 1700 "$DESTDIR/var/lib/gdm"\n')
  writeFileSync(join(folder, 'systems/tiny-system-x86_64.morph'), 'name: tiny-system-x86_64\nkind: system\narch: x86_64\nstrata:\n- name: build-essential\n  morph: strata/build-essential.morph\n- name: core\n  morph: strata/core.morph\n')
  rmSync(join(folder, 'systems/minimal-system-x86_64.morph'))
  return folder
}

beforeAll(async () => {
  if (CHROMIUM === undefined) return
  const ways = await Promise.all([startBrowser(), auditOf(GNOME), runCli(['diff', GNOME, changedDefinitions(), '--format', 'html'])])
  browser = ways[0]
  audit = ways[1]
  diff = join(folderOf({ 'diff.html': ways[2].stdout }), 'diff.html')
}, 120_000)
afterAll(async () => { await browser?.close() })

// Nothing that a page does may trouble the console or ask the world for something.
afterEach(async () => {
  for (const { page, troubles } of opened.splice(0)) {
    expect(troubles).toEqual([])
    await page.context().close()
  }
})

async function open(file: string, hash = '', options: BrowserContextOptions = {}): Promise<Page> {
  const one = await openFile(browser!, file, hash, options)
  opened.push(one)
  await one.page.locator('html[data-ready]').waitFor({ state: 'attached' })
  return one.page
}

function dataOf(file: string): PageData {
  return JSON.parse(/<script type="application\/json" id="data">(.*)<\/script>/.exec(readFileSync(file, 'utf8'))?.[1] ?? '') as PageData
}

const details = (page: Page): Locator => page.locator('#details')
const file = (page: Page, key: string): Locator => page.locator(`#details [data-file="${key}"]`)
const line = (page: Page, key: string, words: string): Locator => file(page, key).locator('.line', { hasText: words })

/** Waits until something is so: hovering and typing take effect with a rest. */
async function eventually<T>(look: () => Promise<T>, wanted: T): Promise<void> {
  for (let tries = 0; tries < 200 && !isDeepStrictEqual(await look(), wanted); tries++) await sleep(50)
  expect(await look()).toEqual(wanted)
}

/** Where a line is hovered, exactly these lines are lit on both sides, without their indentation. */
async function lights(page: Page, from: Locator, wanted: Readonly<Record<string, readonly string[]>>): Promise<void> {
  await from.scrollIntoViewIfNeeded()
  await from.locator('.src').hover()
  await eventually(async () => Object.fromEntries(await Promise.all(Object.keys(wanted).map(async (key) =>
    [key, (await file(page, key).locator('.line.lit .src').allTextContents()).map((text) => text.trim())] as const))), wanted)
}

async function colourOf(page: Page): Promise<string> {
  return page.evaluate('getComputedStyle(document.body).backgroundColor')
}

/** How far the page is wider than the screen. */
async function overflow(page: Page): Promise<number> {
  return page.evaluate('document.documentElement.scrollWidth - innerWidth')
}

run(`opens, without a word on the console, with nothing asked of the world${why}`, async () => {
  const page = await open(audit)
  await expect(page.title()).resolves.toBe('input: Audit of all definitions, 4 systems')
  await expect(page.locator('#title').textContent()).resolves.toBe('input')
  const data = dataOf(audit)
  await expect(page.locator('#counts').textContent()).resolves.toBe(`${data.systems.length} systems · ${data.strata.length} strata · ${data.chunks.length} chunks`)
  await expect(page.locator('#graph [data-stratum="strata/gtk3"]').isVisible()).resolves.toBe(true)
})

run(`a system, a stratum in the graph, a chunk in the graph: each is shown when it is clicked${why}`, async () => {
  const page = await open(audit)
  await page.locator('[role=treeitem][data-key="system:systems/gnome-system-x86_64"] > .row .label').click()
  await file(page, 'project:elements/systems/gnome-system-x86_64.bst').waitFor()
  expect([await details(page).getAttribute('data-kind'), await details(page).getAttribute('data-key')]).toEqual(['system', 'gnome-system-x86_64'])
  await page.locator('#graph [data-stratum="strata/gtk3"]').click()
  await file(page, 'definitions:strata/gtk3.morph').waitFor()
  expect(await details(page).getAttribute('data-kind')).toBe('stratum')
  await page.locator('#graph [data-stratum="strata/gtk3"] [data-action=open]').click()
  await page.locator('#graph [data-chunk="strata/gtk3/gdk-pixbuf"]').click()
  await file(page, 'project:elements/strata/gtk3/gdk-pixbuf.bst').waitFor()
  expect([await details(page).getAttribute('data-kind'), await details(page).getAttribute('data-key')]).toEqual(['chunk', 'gdk-pixbuf'])
  await page.goBack()
  await file(page, 'definitions:strata/gtk3.morph').waitFor()
})

run(`a line of one side lights up exactly what belongs to it on the other${why}`, async () => {
  const [entry, morph, element] = ['definitions:strata/gnome.morph', 'definitions:strata/gnome/gdm.morph', 'project:elements/strata/gnome/gdm.bst']
  const page = await open(audit, '#chunk=strata/gnome/gdm')
  const chmod = '- chmod 1770 "$DESTDIR/var/lib/gdm"'
  await lights(page, line(page, morph, 'chmod 1770'), { [entry]: [], [morph]: [chmod], [element]: [chmod] })
  await lights(page, line(page, element, 'User=gdm'), { [entry]: [], [morph]: ['User=gdm'], [element]: ['User=gdm'] })
  await lights(page, line(page, element, '--with-default-greeter'), {
    [entry]: [],
    [morph]: ['- ./configure --prefix="$PREFIX"', '--sysconfdir=/etc', '--localstatedir=/var', '--with-default-greeter="/usr/bin/gnome-session --autostart=$PREFIX/share/gdm/greeter"'],
    [element]: ['- >-', './configure --prefix="$PREFIX" --sysconfdir=/etc --localstatedir=/var', '--with-default-greeter="/usr/bin/gnome-session --autostart=$PREFIX/share/gdm/greeter"'],
  })
  const ref = 'ref: 61715fcff23c69148e51f1d5cafdc3910948f476'
  await lights(page, line(page, entry, ref), { [entry]: [ref], [morph]: [], [element]: [ref] })
})

run(`search by keyboard alone finds an element, a line of text, and goes there${why}`, async () => {
  const page = await open(audit)
  await page.keyboard.press('/')
  await page.keyboard.type('gdk-pix')
  await page.locator('#results [role=option]').first().waitFor()
  await page.keyboard.press('Enter')
  await file(page, 'project:elements/strata/gtk3/gdk-pixbuf.bst').waitFor()
  await page.keyboard.press('/')
  await page.keyboard.press('Control+A')
  await page.keyboard.type('chmod 1770')
  await page.locator('#results [role=option]').filter({ hasText: 'chmod 1770' }).first().waitFor()
  await page.keyboard.press('Enter')
  await details(page).locator('.line.marked', { hasText: 'chmod 1770' }).waitFor()
  await page.keyboard.press('Escape')
  await details(page).waitFor({ state: 'hidden' })
})

run(`filters by severity, system and stratum change what is shown${why}`, async () => {
  const page = await open(audit, '#system=*&list=diagnostics')
  const data = dataOf(audit)
  const codes = (keep: (one: PageData['diagnostics'][number]) => boolean): readonly string[] => [...new Set(data.diagnostics.filter(keep).map(({ code }) => code))].sort()
  const shown = async (): Promise<readonly string[]> => page.locator('#list [data-code]').evaluateAll((all) => all.map((one) => (one as unknown as { dataset: { code: string } }).dataset.code).sort())
  await eventually(shown, codes(() => true))
  await page.locator('[data-severity=note]').click()
  await eventually(shown, codes(({ severity }) => severity !== 'note'))
  expect(await page.locator('[data-severity=note]').getAttribute('aria-pressed')).toBe('false')
  await page.locator('#system').selectOption({ label: 'initramfs-x86_64' })
  const system = data.systems.findIndex(({ path }) => path === 'systems/initramfs-x86_64')
  const isOfSystem = ({ systems }: PageData['diagnostics'][number]): boolean => systems.length === 0 || systems.includes(system)
  await eventually(shown, codes((one) => one.severity !== 'note' && isOfSystem(one)))
  await page.locator('#graph [data-stratum="strata/gtk3"]').waitFor({ state: 'detached' })
  await page.locator('[data-severity=note]').click()
  await page.locator('#stratum').selectOption({ label: 'build-essential' })
  const stratum = data.strata.findIndex(({ path }) => path === 'strata/build-essential')
  await eventually(shown, codes((one) => isOfSystem(one) && one.strata.includes(stratum)))
})

run(`a diagnostic stands below its line, with its hint and its page${why}`, async () => {
  const page = await open(audit, '#list=diagnostics')
  const data = dataOf(audit)
  const index = data.diagnostics.findIndex(({ code, message }) => code === 'convert/needs-root' && message.includes('chown -R 42:42'))
  const group = page.locator('#list [data-code="convert/needs-root"]')
  if (await group.getAttribute('open') === null) await group.locator('summary').first().click()
  await group.locator(`[data-diagnostic="${index}"]`).click()
  const box = details(page).locator(`article[data-diagnostic="${index}"]`)
  await box.waitFor()
  expect(await box.textContent()).toContain(data.diagnostics[index]!.hint)
  expect(await line(page, 'definitions:strata/gnome/gdm.morph', '42:42').locator('xpath=following-sibling::*[1]').getAttribute('data-diagnostic')).toBe(String(index))
  await box.locator('summary').click()
  expect(await box.textContent()).toContain('Severity: warning')
})

run(`light and dark: as the system has it, until a person chooses${why}`, async () => {
  const [light, dark] = [await open(audit), await open(audit, '', { colorScheme: 'dark' })]
  const [bright, dim] = [await colourOf(light), await colourOf(dark)]
  expect(bright).not.toBe(dim)
  await light.locator('#theme').click()
  await eventually(() => colourOf(light), dim)
  await light.reload()
  await light.locator('html[data-ready]').waitFor({ state: 'attached' })
  expect(await colourOf(light)).toBe(dim)
})

run(`a pane is as wide as a person left it, until it is put back${why}`, async () => {
  const page = await open(audit)
  const bar = page.locator('#side-handle')
  const width = async (): Promise<number> => Number(await bar.getAttribute('aria-valuenow'))
  const start = await width()
  await bar.press('ArrowRight')
  await bar.press('ArrowRight')
  const left = await width()
  expect(left).toBeGreaterThan(start)
  await page.reload()
  await page.locator('html[data-ready]').waitFor({ state: 'attached' })
  expect([await width(), Math.round((await page.locator('#side').boundingBox())?.width ?? 0)]).toEqual([left, left])
  await bar.dblclick()
  expect(await width()).toBe(start)
})

run(`on a phone no pane is wider than the screen${why}`, async () => {
  const page = await open(audit, '#chunk=strata/gnome/gdm', PHONE)
  for (const pane of ['list', 'graph', 'details']) {
    await page.locator(`[data-pane-tab=${pane}]`).tap()
    await page.locator(`[data-pane=${pane}]:visible`).first().waitFor()
    expect([pane, await overflow(page)]).toEqual([pane, 0])
  }
})

run(`on paper all of it is there${why}`, async () => {
  const page = await open(audit)
  await page.emulateMedia({ media: 'print' })
  const data = dataOf(audit)
  await page.locator('#paper h1').waitFor()
  await page.locator('#paper figure [data-stratum="strata/gtk3"]').waitFor()
  const text = await page.locator('#paper').innerText()
  const names = [...data.systems.map(({ path }) => path.replace(/^.*\//, '')), ...data.strata.map(({ name }) => name), ...data.chunks.map(({ name }) => name), ...data.diagnostics.map(({ code }) => code)]
  expect(names.filter((name) => !text.includes(name))).toEqual([])
  expect(await overflow(page)).toBeLessThanOrEqual(0)
  expect((await page.pdf({ format: 'A4' })).byteLength).toBeGreaterThan(20_000)
})

run(`on paper a thing that is open is alone, with the lines that its lines were made of; closed, all is there again${why}`, async () => {
  const page = await open(audit, '#chunk=strata/gnome/gdm')
  await page.emulateMedia({ media: 'print' })
  const paper = page.locator('#paper')
  await paper.locator('h2', { hasText: 'gdm' }).waitFor()
  const data = dataOf(audit)
  const gdm = data.chunks.find(({ path }) => path === 'strata/gnome/gdm')
  const lines = [gdm?.file, gdm?.element].flatMap((file) => (data.files[file ?? -1]?.text ?? '').split('\n')).map((line) => line.trim())
  const text = await paper.innerText()
  expect(lines.length).toBeGreaterThan(20)
  expect(lines.filter((line) => !text.includes(line))).toEqual([])
  expect(text).toMatch(/gdm\.morph:\d/)
  expect(text).not.toContain('minimal-system-x86_64')
  expect(await paper.locator('button:not(.link):visible').count()).toBe(0)
  expect(await overflow(page)).toBeLessThanOrEqual(0)
  await page.emulateMedia({ media: 'screen' })
  await page.keyboard.press('Escape')
  await page.emulateMedia({ media: 'print' })
  await paper.locator('h2', { hasText: 'systems' }).waitFor()
})

run(`on paper a diff tells each change with the systems that it reaches, and what is open of it line by line${why}`, async () => {
  const page = await open(diff, '#system=*')
  const data = dataOf(diff)
  await page.emulateMedia({ media: 'print' })
  const paper = page.locator('#paper')
  await paper.locator('h3', { hasText: /^Refs$/ }).waitFor()
  const text = await paper.innerText()
  expect(data.changes.filter((change) => !text.includes(change.text))).toEqual([])
  await page.emulateMedia({ media: 'screen' })
  await page.locator('#list [data-change]', { hasText: 'bash' }).first().click()
  await page.emulateMedia({ media: 'print' })
  await paper.locator('.line.added', { hasText: '1a85293d4524d7f21db48e77de047487afaae4f9' }).first().waitFor()
  await paper.locator('.line.removed', { hasText: 'af85293d4524d7f21db48e77de047487afaae4f2' }).first().waitFor()
})

run(`an address leads to a thing and a line; a wrong one to the page${why}`, async () => {
  const page = await open(audit, '#system=systems/minimal-system-x86_64&chunk=strata/core/bash&line=definitions:strata/core/bash.morph:2')
  await file(page, 'definitions:strata/core/bash.morph').locator('.line.marked[data-line="2"]').waitFor()
  expect(await page.locator('#system option:checked').textContent()).toContain('minimal-system-x86_64')
  const other = await open(audit, '#system=no/such&chunk=%E0%A4%A&line=x:999999')
  expect(await details(other).isVisible()).toBe(false)
})

run(`a diff: what differs is marked in the graph, changes are listed and filtered, their lines are shown${why}`, async () => {
  const page = await open(diff, '#system=*')
  const data = dataOf(diff)
  expect(data.kind).toBe('diff')
  expect(await page.locator('#graph [data-stratum="strata/core"]').getAttribute('data-state')).toBe('changed')
  await page.locator('#graph [data-stratum="strata/core"] [data-action=open]').click()
  expect(await page.locator('#graph [data-chunk="strata/core/bash"]').getAttribute('data-state')).toBe('changed')
  expect(await page.locator('#graph [data-chunk="strata/core/perl"]').getAttribute('data-state')).toBeNull()
  const entries = page.locator('#list [data-change]')
  expect(await entries.count()).toBe(data.changes.length)
  await entries.filter({ hasText: 'bash' }).first().click()
  await details(page).locator('.line.added', { hasText: '1a85293d4524d7f21db48e77de047487afaae4f9' }).first().waitFor()
  await details(page).locator('.line.removed', { hasText: 'af85293d4524d7f21db48e77de047487afaae4f2' }).first().waitFor()
  await details(page).locator('[data-diff=split]').click()
  await details(page).locator('.pair .line.added', { hasText: '1a85293d' }).first().waitFor()
  const gnome = data.systems.findIndex(({ path }) => path === 'systems/devel-system-armv7lhf')
  await page.locator('#system').selectOption(String(gnome))
  await eventually(() => entries.count(), data.changes.filter(({ systems }) => systems.length === 0 || systems.includes(gnome)).length)
  expect(await entries.filter({ hasText: 'gdm' }).count()).toBe(0)
})

run(`a diff: systems that came and went are there${why}`, async () => {
  const page = await open(diff, '#system=*&list=outline')
  const state = (path: string): Promise<number> => page.locator(`[role=treeitem][data-key="system:${path}"] .state`).first().count()
  expect([await state('systems/tiny-system-x86_64'), await state('systems/minimal-system-x86_64')]).toEqual([1, 1])
  await page.locator('[data-filter=changed]').click()
  await page.locator('#graph [data-stratum="strata/pcre"]').waitFor({ state: 'detached' })
})

const EVIL = `</script><img src=x onerror="alert(1)"><svg onload=alert(2)>]]><!-- <script>alert(3)</script> \u2028 \u2029 &lt;b&gt;`

run(`markup in names, descriptions and commands is text, and nothing of it runs${why}`, async () => {
  const quoted = JSON.stringify(EVIL)
  const definitions = folderOf({
    'VERSION': 'version: 8\n',
    'systems/s.morph': `name: s\nkind: system\ndescription: ${quoted}\narch: x86_64\nstrata:\n- morph: strata/a.morph\n`,
    'strata/a.morph': `name: ${quoted}\nkind: stratum\ndescription: ${quoted}\nchunks:\n- name: c\n  repo: ${JSON.stringify(`upstream:${EVIL}`)}\n  ref: ${quoted}\n  unpetrify-ref: ${quoted}\n  morph: strata/a/c.morph\n`,
    'strata/a/c.morph': `name: c\nkind: chunk\ndescription: ${quoted}\nbuild-system: ${quoted}\ninstall-commands:\n- ${quoted}\n- chown root ${quoted}\n`,
  })
  const made = await auditOf(definitions)
  expect(readFileSync(made, 'utf8').match(/<script/g)).toHaveLength(2)
  const page = await open(made)
  for (const [hash, kind] of [['show=system', 'system'], ['stratum=strata/a', 'stratum'], ['chunk=strata/a/c', 'chunk'], ['file=definitions:strata/a/c.morph&list=diagnostics', 'file']] as const) {
    await page.evaluate(`location.hash = ${JSON.stringify(hash)}`)
    await page.locator(`#details[data-kind=${kind}]`).waitFor()
    expect([hash, await page.locator('img, svg[onload], script:not([id=data]):not(body > :last-child)').count()]).toEqual([hash, 0])
  }
  await line(page, 'definitions:strata/a/c.morph', '</script><img src=x').first().waitFor()
})

onCorpus.run(`87 systems open without trouble, at the GNOME one too${onCorpus.why}`, async () => {
  const made = await auditOf(join(CORPUS!, 'definitions-v8'))
  const page = await open(made, '#system=systems/gnome-system-x86_64')
  expect(await page.locator('#counts').textContent()).toMatch(/^87 systems/)
  expect(await page.locator('#graph [data-stratum]').count()).toBeGreaterThan(20)
  await page.keyboard.press('/')
  await page.keyboard.type('gnome-shell')
  await page.keyboard.press('Enter')
  await details(page).locator('[data-file^="project:"]').first().waitFor()
  await page.locator('#system').selectOption('*')
  await eventually(() => page.locator('#graph [data-stratum]').count(), dataOf(made).strata.length)
})
