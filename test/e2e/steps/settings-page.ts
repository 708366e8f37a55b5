import type { Page } from '@playwright/test'

/** Opens a section of Settings, as a person does. */
export async function openSettings(page: Page, section: string): Promise<void> {
  await page
    .getByRole('navigation', { name: 'Main' })
    .getByRole('button', { name: 'Settings', exact: true })
    .click()
  await page
    .getByRole('navigation', { name: 'Settings' })
    .getByRole('button', { name: section, exact: true })
    .click()
  await page.getByRole('heading', { level: 2, name: section }).waitFor()
}
