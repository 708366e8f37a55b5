import { expect, type Page } from '@playwright/test'

const press = async (page: Page, name: string) =>
  await page.getByRole('button', { name, exact: true }).click()
const typeText = async (page: Page, text: string) =>
  await page.getByRole('textbox', { name: 'Text' }).fill(text)

/** On the Try it tab: a text encrypted with the pair `team` opens with it, and not without it. */
export async function tryOpening(page: Page, { text, team }: { text: string; team: string }): Promise<void> {
  await typeText(page, text)
  await press(page, 'Add a pair')
  await page.getByRole('textbox', { name: 'Name of pair 1' }).fill('team')
  await page.getByRole('textbox', { name: 'Value of pair 1' }).fill(team)
  await press(page, 'Encrypt')
  await press(page, 'Open it again')
  await press(page, 'Open')
  await expect(page.locator('.try-out pre')).toHaveText(text)
  await press(page, 'Remove the pair team')
  await press(page, 'Open')
  await expect(page.getByRole('alert')).toContainText('It was not opened')
}

/** The three presses of a proof on the Try it tab. */
export const signing = { make: 'Sign', next: 'Verify it', check: 'Verify' } as const
export const makingMacs = { make: 'Make MAC', next: 'Check it', check: 'Check' } as const

/** On the Try it tab: what is made of a text holds for that text, and not for another one. */
export async function tryProof(
  page: Page,
  { make, next, check }: typeof signing | typeof makingMacs,
  { text, other }: { text: string; other: string },
): Promise<void> {
  await typeText(page, text)
  await press(page, make)
  await press(page, next)
  await press(page, check)
  await expect(page.getByText('It holds')).toBeVisible()
  await typeText(page, other)
  await press(page, check)
  await expect(page.getByText('It does not hold')).toBeVisible()
}
