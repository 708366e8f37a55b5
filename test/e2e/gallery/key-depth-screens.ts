import type { Page } from '@playwright/test'
import type { GalleryScreen } from './screens.ts'

/** Opens a tab of a key of the sample. */
export const openTab = async (page: Page, key: string, tab: string): Promise<void> => {
  await page.locator('.shell').waitFor()
  await page.keyboard.press('Control+2')
  await page.getByRole('searchbox').fill(key)
  await page.getByRole('button', { name: key, exact: true }).click()
  await page.getByRole('tab', { name: tab }).click()
}

const press = async (page: Page, name: string | RegExp) =>
  await page.getByRole('button', { name, exact: typeof name === 'string' }).click()

const screen = (name: string, show: GalleryScreen['show'], scenario = 'sample'): GalleryScreen => ({
  name,
  scenario,
  show,
})

/** A policy to write in. */
export const policyText = (page: Page) => page.getByRole('textbox', { name: 'Policy document, editable' })

const editPolicy = async (page: Page) => {
  await openTab(page, 'backups-prod', 'Policy')
  await press(page, 'Edit policy')
  const text = await policyText(page).inputValue()
  await policyText(page).fill(
    text.replace('role/Operators', 'role/NightShift').replace('444455556666', '777788889999'),
  )
  await page.getByText('It is a policy').waitFor()
}

/** Tabs, dialogs and the wizard of a key in depth. */
export const keyDepthScreens: readonly GalleryScreen[] = [
  screen('09-policy', async (page) => {
    await openTab(page, 'backups-prod', 'Policy')
    await page.getByRole('heading', { name: 'In plain words' }).waitFor()
  }),
  screen('09-policy-selected', async (page) => {
    await openTab(page, 'backups-prod', 'Policy')
    await page.getByRole('button', { name: /Show the lines of Operators/ }).click()
  }),
  screen(
    '09-policy-denied',
    async (page) => {
      await openTab(page, 'backups-prod', 'Policy')
      await page.getByRole('alert').waitFor()
    },
    'keysDenied',
  ),
  screen('09-policy-edit', editPolicy),
  screen('09-policy-fault', async (page) => {
    await editPolicy(page)
    await policyText(page).fill((await policyText(page).inputValue()).replace('"Effect"', 'Effect'))
    await page.getByText(/^Line \d+:/).waitFor()
  }),
  screen('09-policy-review', async (page) => {
    await editPolicy(page)
    await press(page, 'Review changes')
    await page.getByRole('heading', { name: 'What changes' }).waitFor()
  }),
  screen('09-policy-leave', async (page) => {
    await editPolicy(page)
    await press(page, 'Cancel')
    await page.getByRole('dialog').waitFor()
  }),
]
