import type { Page } from '@playwright/test'

export interface FirstKeyOptions {
  readonly name: string
  /** Called on each screen before its button is pressed. */
  readonly onScreen?: (name: string) => Promise<void>
}

/** Goes through the first-run screens as a person does, and makes a local key. */
export async function makeFirstKey(page: Page, { name, onScreen }: FirstKeyOptions): Promise<void> {
  await onScreen?.('where-keys-live')
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('textbox', { name: /name/i }).fill(name)
  await onScreen?.('first-key')
  await page.getByRole('button', { name: /Make|Create/ }).click()
}
