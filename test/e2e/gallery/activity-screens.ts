import type { Page } from '@playwright/test'
import type { GalleryScreen } from './screens.ts'

const go = async (page: Page) => {
  await page.getByRole('button', { name: 'Activity', exact: true }).click()
  await page.getByRole('heading', { name: 'Activity', level: 1 }).waitFor()
}

const log = async (page: Page) => {
  await go(page)
  await page.getByRole('table', { name: 'Log' }).waitFor()
  await page.getByRole('button', { name: 'Verify again' }).waitFor()
}

const screen = (name: string, scenario: string, show: GalleryScreen['show']): GalleryScreen => ({
  name,
  scenario,
  show,
})

/** The Activity page, and its part of Settings. */
export const activityScreens: readonly GalleryScreen[] = [
  screen('11-activity', 'usual', log),
  screen('11-activity-empty', 'activityNone', go),
  screen('11-activity-unvouched', 'activityUnvouched', log),
  screen('11-activity-broken', 'activityBroken', log),
  screen('11-activity-cut', 'activityCut', log),
  screen('11-activity-refused', 'usual', async (page) => {
    await log(page)
    await page.getByRole('radio', { name: 'Refused' }).check({ force: true })
    await page.getByText('Refused by AWS KMS').first().waitFor()
  }),
  screen('11-activity-search', 'usual', async (page) => {
    await log(page)
    await page.getByRole('searchbox', { name: 'Search the log' }).fill('xyz')
    await page.getByText('No entry matches “xyz”.').waitFor()
  }),
  screen('11-activity-export', 'usual', async (page) => {
    await log(page)
    await page.getByRole('button', { name: 'Export' }).click()
    await page.getByRole('menuitem', { name: 'CSV…' }).waitFor()
  }),
  screen('11-activity-shows', 'usual', async (page) => {
    await log(page)
    await page.getByText('What the chain shows and what it cannot').click()
  }),
  screen('12-settings-log', 'usual', async (page) => {
    await page.getByRole('button', { name: 'Settings', exact: true }).click()
    const sections = page.getByRole('navigation', { name: 'Settings' })
    await sections.getByRole('button', { name: 'History' }).click()
    await page.getByRole('switch', { name: 'Refuse what cannot be logged' }).scrollIntoViewIfNeeded()
  }),
]
