import { expect, type Page } from '@playwright/test'

/** Adds a door to the files to come with the keyboard alone. */
export async function addDoorByKeyboard(page: Page, search: string): Promise<void> {
  await page.getByRole('button', { name: 'Add a door' }).press('Enter')
  // What is typed before the list has the focus goes to the button, for a person as well.
  await expect(page.getByRole('textbox', { name: 'Find a key or a colleague' })).toBeFocused()
  await page.keyboard.type(search)
  await expect(page.getByRole('option')).toHaveCount(1)
  await page.keyboard.press('Enter')
}
