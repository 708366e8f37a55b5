import type { Page } from '@playwright/test'

/**
 * Collects what goes wrong in a page, one line each, from its beginning on; the list grows as things happen. Chromium
 * reports violations of the content security policy as console errors.
 */
export async function watchPage(page: Page): Promise<readonly string[]> {
  const errors: string[] = []
  const note = (kind: string, text: string) => errors.push(`${kind}: ${text}`)
  page.on('console', (message) => {
    if (message.type() === 'error') note('console', message.text())
  })
  page.on('pageerror', (error) => note('uncaught', error.message))
  page.on('crash', () => note('crash', 'the page is gone'))
  // What happened before anyone could listen.
  for (const message of await page.consoleMessages())
    if (message.type() === 'error') note('console', message.text())
  for (const error of await page.pageErrors()) note('uncaught', error.message)
  return errors
}
