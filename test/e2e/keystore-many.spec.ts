import type { Page } from '@playwright/test'
import { daysAgo, expect, test } from './steps/dated-app.ts'
import { haveLocalKey } from './steps/local-key.ts'
import { callApp } from './steps/page-calls.ts'
import { scrollThrough } from './steps/scroll-through.ts'
import { shot } from './support/shot.ts'

// A store and a log of years, in the app itself. How long things take is printed and not judged: it tells as much of the
// machine as of the app. Each has to come at all within the limit of any other expectation.

const table = (page: Page, name: string) => page.getByRole('table', { name })
const goTo = async (page: Page, name: string) =>
  await page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name, exact: true }).click()

/** Milliseconds until it was done. */
async function timeOf(act: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await act()
  return Math.round(performance.now() - began)
}

test('ten thousand keys of this computer are listed, scrolled, found, and one of them is opened and changed', async ({
  page,
  meanwhile,
}) => {
  await haveLocalKey(page)
  const next = await meanwhile(daysAgo(1), async (keystore) => await keystore.addKeys(10_000))
  const listed = await timeOf(async () => {
    await goTo(next, 'Keys')
    await expect(table(next, 'Keys')).toHaveAttribute('aria-rowcount', '10002')
  })
  const scrolled = await scrollThrough(next)
  expect(scrolled.mostRows).toBeLessThan(60)
  const search = next.getByRole('searchbox')
  const wanted = table(next, 'Keys').getByRole('button', { name: 'key 09876', exact: true })
  const found = await timeOf(async () => {
    await search.fill('key 09876')
    // Some ids hold these digits as well.
    await expect.poll(async () => await table(next, 'Keys').getByRole('row').count()).toBeLessThan(20)
    await expect(wanted).toBeVisible()
  })
  await shot(next, 'many-local-keys-found')
  const opened = await timeOf(async () => {
    await wanted.click()
    await expect(next.getByRole('heading', { level: 1, name: 'key 09876' })).toBeVisible()
    await expect(next.getByRole('tabpanel').getByText('one of many')).toBeVisible()
  })
  // A change is sealed into the MAC over all keys, and the list learns of it.
  const changed = await timeOf(async () => {
    await next.getByRole('button', { name: 'Disable…' }).click()
    await next.getByRole('dialog').getByRole('button', { name: 'Disable', exact: true }).click()
    await expect(next.locator('.khead').getByText('Disabled', { exact: true })).toBeVisible()
  })
  await next.locator('.khead').getByRole('button', { name: 'Keys', exact: true }).click()
  await expect(search).toHaveValue('key 09876')
  await search.fill('')
  await expect(table(next, 'Keys')).toHaveAttribute('aria-rowcount', '10002')
  await next.getByRole('button', { name: 'State: any' }).click()
  await next.getByRole('menuitemcheckbox', { name: /^Disabled/ }).click()
  await next.keyboard.press('Escape')
  await expect(table(next, 'Keys')).toHaveAttribute('aria-rowcount', '2')
  console.log(`10,000 local keys: ${JSON.stringify({ listed, found, opened, changed, ...scrolled })}`)
})

test('twenty thousand entries of the log are checked, scrolled to the first one and found', async ({
  page,
  meanwhile,
}) => {
  test.setTimeout(600_000)
  const key = await haveLocalKey(page)
  const entries = 20_000
  const next = await meanwhile(daysAgo(60), async (keystore) => await keystore.addEntries(entries))
  const before = { filter: { area: null, refused: false, search: '', whats: [], keyIds: [] }, before: null }
  const log = table(next, 'Log')
  const listed = await timeOf(async () => {
    await goTo(next, 'Activity')
    await expect(log.getByRole('row').nth(1)).toBeVisible()
  })
  const checked = await timeOf(async () => await expect(next.getByText('The log is whole')).toBeVisible())
  const { total } = await callApp(next, 'activity.list', { ...before, limit: 1 })
  expect(total).toBeGreaterThan(entries)
  await expect(log).toHaveAttribute('aria-rowcount', String(total + 1))

  // Older entries come as they are scrolled to.
  let mostRows = 0
  const first = log.getByRole('row').filter({ hasText: 'Key store made' })
  const scrolled = await timeOf(async () => {
    await expect
      .poll(
        async () => {
          mostRows = Math.max(mostRows, (await scrollThrough(next, 1)).mostRows)
          return await first.count()
        },
        { timeout: 400_000, intervals: [20] },
      )
      .toBe(1)
  })
  await expect(first).toBeVisible()
  expect(mostRows).toBeLessThan(90)
  await shot(next, 'many-entries-first')
  expect((await scrollThrough(next)).mostRows).toBeLessThan(90)

  const search = next.getByRole('searchbox', { name: 'Search the log' })
  const found = await timeOf(async () => {
    await search.fill('signed')
    await expect(log.getByText('Signed', { exact: true }).first()).toBeVisible()
    await expect(log.getByText('Data key made')).toHaveCount(0)
  })
  console.log(`20,000 entries: ${JSON.stringify({ listed, checked, scrolled, found, mostRows })}`)
  await search.fill('')
  const show = next.getByRole('radiogroup', { name: 'Show' })
  await show.getByText('Refused', { exact: true }).click()
  await expect(log.locator('tr[data-refused]').first()).toBeVisible()
  await expect(log.locator('tr[aria-rowindex]:not([data-refused]) td')).toHaveCount(0)
  // What is done now stands above all of them.
  const { ref } = key
  await callApp(next, 'manage.setDescription', { ref, description: 'the newest' })
  await show.getByText('Keys', { exact: true }).click()
  await expect(log.getByText('Description changed').first()).toBeVisible()
})
