import { existsSync } from 'node:fs'
import { type Browser, type BrowserContextOptions, chromium, type Page } from '@playwright/test'
import { builtDouble, serveGallery } from './gallery-page.ts'

/** A page opened with a scenario. `refused`: what the policy refused and what the page threw. */
export interface OpenedPage {
  readonly page: Page
  readonly refused: readonly string[]
  readonly close: () => Promise<void>
}

export interface Gallery {
  readonly open: (scenario: string, options?: BrowserContextOptions) => Promise<OpenedPage>
  readonly close: () => Promise<void>
}

const programs = ['/usr/lib/chromium/chromium', '/usr/bin/chromium']

/** Serves the page that was built, and starts a browser of its own: the app takes no part. */
export async function openGallery(): Promise<Gallery> {
  const double = builtDouble()
  const { url, server } = await serveGallery()
  const browser = await launch()
  return {
    open: async (scenario, options = {}) =>
      await openPage(browser, `${url}?scenario=${scenario}`, double, options),
    close: async () => {
      await browser.close()
      server.close()
    },
  }
}

async function launch(): Promise<Browser> {
  const program = programs.find((path) => existsSync(path))
  return await chromium.launch({
    ...(program === undefined ? {} : { executablePath: program }),
    args: ['--no-sandbox', '--font-render-hinting=none'],
    ignoreDefaultArgs: ['--hide-scrollbars'],
  })
}

async function openPage(
  browser: Browser,
  url: string,
  double: string,
  options: BrowserContextOptions,
): Promise<OpenedPage> {
  const context = await browser.newContext({
    viewport: { width: 1120, height: 760 },
    reducedMotion: 'reduce',
    ...options,
  })
  const page = await context.newPage()
  const refused: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') refused.push(message.text())
  })
  page.on('pageerror', (error) => refused.push(error.message))
  await page.addInitScript({ content: double })
  await page.goto(url)
  return { page, refused, close: async () => await context.close() }
}

/** How much wider than the window the page is, CSS pixels. */
export const overflow = async (page: Page): Promise<number> =>
  await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')
