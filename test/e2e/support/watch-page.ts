import type { Page } from '@playwright/test'

/**
 * Collects what goes wrong in a page from now on, one line each. Chromium reports violations of the content security
 * policy as console errors.
 */
export function watchPage(page: Page): readonly string[] {
  const errors: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(`console: ${message.text()}`)
  })
  page.on('pageerror', (error) => errors.push(`uncaught: ${error.message}`))
  page.on('crash', () => errors.push('the page crashed'))
  return errors
}
