import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { type Gallery, openGallery, overflow } from './gallery-browser.ts'
import { screens } from './screens.ts'

// Every screen of the page with a double behind it, under the app's own policy: looked at by axe, measured for sideways
// overflow, and written to out/gallery/.

let gallery: Gallery

test.beforeAll(async () => {
  test.setTimeout(180_000)
  gallery = await openGallery()
})

test.afterAll(async () => {
  await gallery.close()
})

const sizes = [
  { width: 1120, height: 760, suffix: '' },
  { width: 960, height: 640, suffix: '-960' },
  // 200 % zoom in a window of 1120x760.
  { width: 560, height: 380, suffix: '-zoomed' },
] as const

for (const screen of screens) {
  test(`the screen ${screen.name} is accessible, fits, and breaks no policy`, async () => {
    for (const scheme of ['light', 'dark'] as const) {
      const { page, refused, close } = await gallery.open(screen.scenario, { colorScheme: scheme })
      await screen.show(page)
      for (const { width, height, suffix } of sizes) {
        await page.setViewportSize({ width, height })
        await settle(page)
        const name = `${screen.name}-${scheme}${suffix}`
        await page.screenshot({ path: `out/gallery/${name}.png`, animations: 'disabled', caret: 'hide' })
        expect(await overflow(page), `${name} is wider than the window`).toBe(0)
        if (suffix === '') expect(await axe(page), name).toEqual([])
      }
      expect(refused, screen.name).toEqual([])
      await close()
    }
  })
}

/** Fonts are there and the layout has followed the new size. */
async function settle(page: Page): Promise<void> {
  await page.evaluate('document.fonts.ready.then(() => undefined)')
  await page.evaluate(
    'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())))',
  )
}

/** What axe finds, each with its first element. */
async function axe(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
}
