import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'
import { overflow } from './gallery-browser.ts'
import { openScenario, test } from './gallery-test.ts'
import { screens } from './screens.ts'

// Every screen of the page with a double behind it, under the app's own policy: looked at by axe, measured for sideways
// overflow, and written to out/gallery/. A screen is opened once; its scheme changes as the system's would.

const sizes = [
  { width: 1120, height: 760, suffix: '' },
  { width: 960, height: 640, suffix: '-960' },
  // 200 % zoom in a window of 1120x760.
  { width: 560, height: 380, suffix: '-zoomed' },
] as const

for (const screen of screens) {
  test(`the screen ${screen.name} is accessible, fits, and breaks no policy`, async () => {
    const page = await openScenario(screen.scenario, { colorScheme: 'light' })
    await screen.show(page)
    for (const { width, height, suffix } of sizes) {
      await page.setViewportSize({ width, height })
      for (const scheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme: scheme })
        await settle(page)
        const name = `${screen.name}-${scheme}${suffix}`
        expect(await overflow(page), `${name} is wider than the window`).toBe(0)
        // The smaller sizes differ from this one in their layout, which has no colours.
        if (suffix === '' || scheme === 'light') await shot(page, name)
        if (suffix === '') expect(await axe(page, scheme), name).toEqual([])
      }
    }
  })
}

const shot = async (page: Page, name: string) => {
  await page.screenshot({ path: `out/gallery/${name}.png`, animations: 'disabled', caret: 'hide' })
}

/** Fonts are there and the layout has followed the new size and scheme. */
async function settle(page: Page): Promise<void> {
  await page.evaluate('document.fonts.ready.then(() => undefined)')
  await page.evaluate(
    'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())))',
  )
}

/** Rules of axe about colours, which are all that another scheme changes. */
const ofColours = ['color-contrast', 'link-in-text-block']

/**
 * What axe finds, each with its first element: by all of its rules in one scheme, by those about colours in the other.
 * There are no frames, so it needs no page of its own to add them up.
 */
async function axe(page: Page, scheme: 'light' | 'dark'): Promise<readonly string[]> {
  const rules = scheme === 'light' ? {} : { runOnly: { type: 'rule', values: ofColours } as const }
  const builder = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'], ...rules })
  const { violations } = await builder.analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
}
