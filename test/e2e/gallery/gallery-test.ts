import { type BrowserContextOptions, expect, type Page, test as base } from '@playwright/test'
import { type Gallery, type OpenedPage, openGallery } from './gallery-browser.ts'

let openNow: (scenario: string, options?: BrowserContextOptions) => Promise<Page>

interface GalleryOfWorker {
  readonly gallery: Gallery
}

interface PagesOfTest {
  readonly pages: undefined
}

/**
 * Playwright's `test` with the gallery behind it: one browser for all specs of a worker. After each test its pages are closed, and
 * nothing was refused by their policy or thrown in them.
 */
export const test = base.extend<PagesOfTest, GalleryOfWorker>({
  gallery: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names of fixtures from a destructured argument.
    async ({}, use) => {
      const gallery = await openGallery()
      await use(gallery)
      await gallery.close()
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  pages: [
    async ({ gallery }, use) => {
      const opened: OpenedPage[] = []
      openNow = async (scenario, options) => {
        const page = await gallery.open(scenario, options)
        opened.push(page)
        return page.page
      }
      await use(undefined)
      for (const { refused, close } of opened) {
        expect(refused).toEqual([])
        await close()
      }
    },
    { auto: true },
  ],
})

/** Opens a page of the running test with a scenario, and waits until it stands. */
export async function openScenario(scenario: string, options?: BrowserContextOptions): Promise<Page> {
  const page = await openNow(scenario, options)
  await page.locator('.shell, .fr, .lockpage').waitFor()
  return page
}
