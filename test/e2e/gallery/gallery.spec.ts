import { existsSync } from 'node:fs'
import type { Server } from 'node:http'
import AxeBuilder from '@axe-core/playwright'
import { type Browser, chromium, expect, type Page, test } from '@playwright/test'
import { buildGallery, serveGallery } from './gallery-page.ts'
import { screens } from './screens.ts'

// Every screen of the page with a double behind it, under the app's own policy: looked at by axe, measured for sideways
// overflow, and written to out/gallery/. The app itself is not started.

const executable = ['/usr/lib/chromium/chromium', '/usr/bin/chromium'].find((path) => existsSync(path))

let double = ''
let url = ''
let server: Server
let browser: Browser

test.beforeAll(async () => {
  test.setTimeout(120_000)
  double = await buildGallery()
  const served = await serveGallery()
  url = served.url
  server = served.server
  browser = await chromium.launch({
    ...(executable === undefined ? {} : { executablePath: executable }),
    args: ['--no-sandbox', '--font-render-hinting=none'],
    ignoreDefaultArgs: ['--hide-scrollbars'],
  })
})

test.afterAll(async () => {
  await browser.close()
  server.close()
})

const sizes = [
  { width: 1120, height: 760 },
  { width: 960, height: 640 },
] as const

for (const screen of screens) {
  test(`the screen ${screen.name} is accessible, fits, and breaks no policy`, async () => {
    for (const scheme of ['light', 'dark'] as const) {
      const { page, refused } = await open(screen.scenario, scheme)
      try {
        await screen.show(page)
        for (const size of sizes) {
          await page.setViewportSize(size)
          await settle(page)
          const name = `${screen.name}-${scheme}${size.width === 960 ? '-960' : ''}`
          await page.screenshot({ path: `out/gallery/${name}.png`, animations: 'disabled', caret: 'hide' })
          expect(await overflow(page), `${name} is wider than the window`).toBe(0)
        }
        const { violations } = await new AxeBuilder({ page }).analyze()
        expect(
          violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
          screen.name,
        ).toEqual([])
        expect(refused, screen.name).toEqual([])
      } finally {
        await page.context().close()
      }
    }
  })
}

/** Opens the page with a scenario. `refused` collects what the policy refused and what the page threw. */
async function open(
  scenario: string,
  colorScheme: 'light' | 'dark',
): Promise<{ page: Page; refused: string[] }> {
  const context = await browser.newContext({ colorScheme, viewport: sizes[0], reducedMotion: 'reduce' })
  const page = await context.newPage()
  const refused: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') refused.push(message.text())
  })
  page.on('pageerror', (error) => refused.push(error.message))
  await page.addInitScript({ content: double })
  await page.goto(`${url}?scenario=${scenario}`)
  return { page, refused }
}

async function settle(page: Page): Promise<void> {
  await page.evaluate('document.fonts.ready.then(() => undefined)')
  await page.waitForTimeout(250)
}

const overflow = async (page: Page): Promise<number> =>
  await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')
