/** A real browser without a screen, for the HTML pages. Knows nothing of what is in them. */
import { spawnSync } from 'node:child_process'
import { pathToFileURL } from 'node:url'
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core'
import { folderOf } from './space.ts'

/** Debian's chromium, if there is one. */
export const CHROMIUM = spawnSync('sh', ['-c', 'command -v chromium'], { encoding: 'utf8' }).stdout.trim() || undefined

/** A page in the browser, and what it did besides. */
export interface Opened {
  readonly page: Page
  /** Errors and warnings of the console, exceptions that nothing caught, dialogs, and what was asked of the world around the file. */
  readonly troubles: readonly string[]
}

/** Starts it, as root too, with a home of its own; to be closed by the caller. */
export async function startBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: CHROMIUM!, headless: true, env: { ...process.env, HOME: folderOf() }, timeout: 60_000,
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-crash-reporter'],
  })
}

/** Opens a file, as one does by clicking on it, at a place within it (`#…`). Without a network; movement is reduced. */
export async function openFile(browser: Browser, file: string, hash = '', options: BrowserContextOptions = {}): Promise<Opened> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce', offline: true, ...options })
  const page = await context.newPage()
  const troubles: string[] = []
  const url = pathToFileURL(file).href
  page.on('console', (message) => { if (['error', 'warning', 'assert'].includes(message.type())) troubles.push(`${message.type()}: ${message.text()}`) })
  page.on('pageerror', (error) => troubles.push(`exception: ${error.message}`))
  page.on('dialog', (dialog) => { troubles.push(`dialog: ${dialog.message()}`); void dialog.dismiss() })
  page.on('request', (request) => { if (request.url().replace(/#.*$/, '') !== url && !request.url().startsWith('data:')) troubles.push(`request: ${request.url()}`) })
  await page.goto(`${url}${hash}`)
  return { page, troubles }
}
