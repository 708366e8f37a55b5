import type { Page } from '@playwright/test'

export interface FirstKeyOptions {
  readonly name: string
  /** Called on each screen before its button is pressed. */
  readonly onScreen?: (name: string) => Promise<void>
}

/** Goes through the first-run screens as a person does, makes a key on this computer, and ends on the Files page. */
export async function makeFirstKey(page: Page, { name, onScreen }: FirstKeyOptions): Promise<void> {
  await page.getByText('Tested just now: your system keychain works').waitFor()
  await onScreen?.('where-keys-live')
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill(name)
  await page.getByRole('checkbox').check()
  await onScreen?.('first-key')
  await page.getByRole('button', { name: 'Make key' }).click()
  await page.getByRole('heading', { name: 'Save your recovery kit' }).waitFor()
  await onScreen?.('recovery-kit')
  await page.getByRole('button', { name: 'Later' }).click()
  await page.getByRole('heading', { name: 'Drop your first file' }).waitFor()
  await onScreen?.('first-file')
  await page.getByRole('button', { name: 'Finish' }).click()
  await page.getByRole('heading', { name: 'Files', level: 1 }).waitFor()
}
