import { expect, type Page } from '@playwright/test'
import { openScenario, test } from './gallery-test.ts'
import { scrollCost } from './scroll-cost.ts'

// The Keys page and a key's page by themselves: the way there and back, the keyboard, long lists, changes that are refused.

const showKeys = async (scenario: string): Promise<Page> => {
  const page = await openScenario(scenario)
  await page.keyboard.press('Control+2')
  await page.getByRole('table', { name: 'Keys' }).waitFor()
  return page
}
const search = (page: Page) => page.getByRole('searchbox', { name: 'Search keys' })
const row = (page: Page, name: string) =>
  page.getByRole('table', { name: 'Keys' }).getByRole('button', { name, exact: true })
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name })
const head = (page: Page) => page.locator('.khead')
const menu = async (page: Page, name: string, answer: RegExp) => {
  await page.getByRole('button', { name: `${name}: any` }).click()
  await page.getByRole('menuitemcheckbox', { name: answer }).click()
}

test('a key is opened and left with the keyboard, and the focus is where it was', async () => {
  const page = await showKeys('sample')
  await row(page, 'backups-prod').focus()
  await page.keyboard.press('Enter')
  await expect(heading(page, 'backups-prod')).toBeFocused()
  await page.getByRole('tab', { name: 'General' }).focus()
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('tab', { name: 'Rotation' })).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Escape')
  await expect(heading(page, 'Keys')).toBeVisible()
  await expect(row(page, 'backups-prod')).toBeFocused()
})

test('the search is reached by the keyboard from a key’s page too', async () => {
  const page = await showKeys('sample')
  await row(page, 'backups').click()
  await heading(page, 'backups').waitFor()
  await page.keyboard.press('Control+f')
  await expect(search(page)).toBeFocused()
})

test('Escape closes a menu of a tab, and leaves the page only after that', async () => {
  const page = await showKeys('sample')
  await search(page).fill('backups-prod')
  await row(page, 'backups-prod').click()
  await page.getByRole('tab', { name: 'Grants' }).click()
  await page
    .getByRole('tabpanel')
    .getByRole('button', { name: /nightly-backup|BackupRunner/ })
    .first()
    .click()
  await page.getByRole('menu').waitFor()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('menu')).toHaveCount(0)
  await expect(heading(page, 'backups-prod')).toBeVisible()
})

test('the list comes back where it was scrolled to', async () => {
  const page = await showKeys('crowd')
  await page.evaluate(`document.querySelector('main .scroll').scrollTo(0, 48 * 4000)`)
  await row(page, 'team-04001').click()
  await page.getByRole('button', { name: 'Keys', exact: true }).first().click()
  await expect(heading(page, 'Keys')).toBeVisible()
  await expect(row(page, 'team-04001')).toBeInViewport()
})

test('menus, chips and the search narrow the list together, and one button shows all again', async () => {
  const page = await showKeys('sample')
  await menu(page, 'Rotation', /^Overdue/)
  await page.keyboard.press('Escape')
  await expect(page.getByText(/^6 of 57/)).toBeVisible()
  await page.getByRole('button', { name: /^eu-west-1/ }).click()
  await search(page).fill('partner')
  await expect(page.getByRole('table', { name: 'Keys' }).getByRole('row')).toHaveCount(2)
  await page.getByRole('button', { name: 'Clear' }).click()
  await expect(page.getByText(/^57, read/)).toBeVisible()
  await expect(search(page)).toHaveValue('')
})

test('the view is kept in the settings, and under a name', async () => {
  const page = await showKeys('sample')
  await menu(page, 'State', /^Disabled/)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Saved views' }).click()
  await page.getByRole('menuitem', { name: 'Save this view…' }).click()
  await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill('Switched off')
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  await page.getByRole('button', { name: 'Clear' }).click()
  await page.getByRole('button', { name: 'Saved views' }).click()
  await page.getByRole('menuitem', { name: 'Switched off', exact: true }).click()
  await expect(row(page, 'hr-archive')).toBeVisible()
  const kept = async () =>
    await page.evaluate(
      `globalThis.keyhold.call['settings.get']({}).then(({ value }) => value.keysView.states)`,
    )
  await expect.poll(kept).toEqual(['Disabled'])
})

test('a head of a column orders the list, and again the other way round', async () => {
  const page = await showKeys('sample')
  const first = page.getByRole('table', { name: 'Keys' }).getByRole('row').nth(1)
  await page.getByRole('columnheader', { name: 'Files' }).getByRole('button').click()
  await expect(first).toContainText('backups')
  await expect(page.getByRole('columnheader', { name: 'Files' })).toHaveAttribute('aria-sort', 'descending')
  await page.getByRole('columnheader', { name: 'Rotation' }).getByRole('button').click()
  await expect(first).toContainText('Overdue')
})

test('a row follows the event that tells of its change', async () => {
  const page = await showKeys('sample')
  await search(page).fill('research-data')
  await page.evaluate(`globalThis.keyhold.call['keys.list']({ since: 0 }).then(({ value }) => {
    const { ref } = value.keys.find(({ alias }) => alias === 'research-data')
    return globalThis.keyhold.call['manage.disable']({ ref })
  })`)
  await expect(page.getByRole('table', { name: 'Keys' }).getByText('Disabled', { exact: true })).toBeVisible()
})

test('what AWS refuses is told in the dialog, with the text for the administrator', async () => {
  const page = await showKeys('refusedDisable')
  await search(page).fill('backups-prod')
  await row(page, 'backups-prod').click()
  await page.getByRole('button', { name: 'Disable…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Disable', exact: true }).click()
  await expect(dialog.getByRole('alert')).toContainText(
    'Operators may not use kms:DisableKey on the key “backups-prod” in eu-central-1.',
  )
  await expect(dialog.getByRole('button', { name: 'Copy text for your administrator' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(head(page).getByText('Enabled')).toBeVisible()
})

test('a key is disabled, and the next thing to do is to enable it', async () => {
  const page = await showKeys('sample')
  await search(page).fill('backups-prod')
  await row(page, 'backups-prod').click()
  await page.getByRole('button', { name: 'Disable…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Disable', exact: true }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await head(page).getByRole('button', { name: 'Enable' }).click()
  await expect(head(page).getByRole('button', { name: 'Encrypt files' })).toBeVisible()
})

test('a description is changed in its place, and Escape leaves it as it was', async () => {
  const page = await showKeys('sample')
  await search(page).fill('backups-prod')
  await row(page, 'backups-prod').click()
  const edit = page.getByRole('button', { name: 'Change the description' })
  await edit.click()
  await page.getByRole('textbox', { name: 'Description' }).fill('Something else')
  await page.keyboard.press('Escape')
  await expect(page.getByText('Nightly backups of the Stockholm office')).toBeVisible()
  await edit.click()
  await page.getByRole('textbox', { name: 'Description' }).fill('Every night')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Every night')).toBeVisible()
})

test('an alias is added, moved here from another key, and deleted', async () => {
  const page = await showKeys('sample')
  await search(page).fill('backups-prod')
  await row(page, 'backups-prod').click()
  await page.getByRole('tab', { name: 'Aliases' }).click()
  const field = page.getByRole('textbox', { name: 'New alias' })
  await field.fill('offsite')
  await page.getByRole('button', { name: 'Add' }).click()
  await expect(page.getByRole('heading', { name: '3 aliases' })).toBeVisible()
  await field.fill('research-data')
  await page.getByRole('button', { name: 'Point it here…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Point it here' }).click()
  await expect(page.getByRole('heading', { name: '4 aliases' })).toBeVisible()
  await page.getByRole('button', { name: 'Delete the alias offsite' }).click()
  await expect(page.getByRole('dialog')).toContainText('Nothing happens to old files.')
  await page.getByRole('dialog').getByRole('button', { name: 'Delete alias' }).click()
  await expect(page.getByRole('heading', { name: '3 aliases' })).toBeVisible()
})

test('tags are added, changed and removed', async () => {
  const page = await showKeys('sample')
  await search(page).fill('finance-reports')
  await row(page, 'finance-reports').click()
  await page.getByRole('tab', { name: 'Tags' }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill('cost-centre')
  await page.getByRole('textbox', { name: 'Value' }).fill('4711')
  await page.getByRole('button', { name: 'Add' }).click()
  await expect(page.getByRole('heading', { name: '2 tags' })).toBeVisible()
  await page.getByRole('button', { name: 'Change the tag team' }).click()
  await page.getByRole('textbox', { name: 'Value: team' }).fill('board')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('cell', { name: 'board' })).toBeVisible()
  await page.getByRole('button', { name: 'Remove the tag cost-centre' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Remove tag' }).click()
  await expect(page.getByRole('heading', { name: '1 tag' })).toBeVisible()
})

/** Long tasks of the page while `act` runs: how many, and the longest in milliseconds. */
async function longTasks(page: Page, act: () => Promise<void>): Promise<{ count: number; longest: number }> {
  await page.evaluate(`(() => {
    globalThis.tasks = []
    globalThis.observer = new PerformanceObserver((list) => globalThis.tasks.push(...list.getEntries()))
    globalThis.observer.observe({ type: 'longtask' })
  })()`)
  await act()
  await page.evaluate('new Promise((done) => requestIdleCallback(() => done()))')
  const durations = (await page.evaluate(
    'globalThis.tasks.concat(globalThis.observer.takeRecords()).map(({ duration }) => duration)',
  )) as number[]
  await page.evaluate('globalThis.observer.disconnect()')
  return { count: durations.length, longest: Math.max(0, ...durations) }
}

/** A frame at 60 Hz, milliseconds. */
const frame = 1000 / 60

test('ten thousand keys scroll within the time of a frame, by few rows that are drawn', async () => {
  const page = await showKeys('crowd')
  const box = await page.getByRole('region', { name: 'Keys' }).boundingBox()
  await page.mouse.move((box?.x ?? 0) + 200, (box?.y ?? 0) + 200)
  // 100 CSS pixels a frame: a fast wheel.
  const cost = await scrollCost(page, 120, 100)
  const rows = await page.getByRole('table', { name: 'Keys' }).getByRole('row').count()
  test.info().annotations.push({ type: 'scrolling', description: JSON.stringify({ ...cost, rows }) })
  expect(rows).toBeLessThan(60)
  // More than one for a step: something reads a measure between two changes of the page.
  expect(cost.layouts, JSON.stringify(cost)).toBeLessThan(1.1)
  expect(cost.work, JSON.stringify(cost)).toBeLessThan(frame)
})

test('a row is opened by a click anywhere in it', async () => {
  const page = await showKeys('sample')
  const open = page.getByRole('button', { name: 'backups-prod', exact: true })
  const line = page.getByRole('row').filter({ has: open })
  await line.getByRole('cell').nth(2).click()
  await expect(heading(page, 'backups-prod')).toBeVisible()
})

test('ten thousand keys are searched letter by letter while the letters go on', async () => {
  const page = await showKeys('crowd')
  const tasks = await longTasks(page, async () => {
    await search(page).pressSequentially('team-0424', { delay: 30 })
    await expect(page.getByRole('table', { name: 'Keys' })).toHaveAttribute('aria-rowcount', '11')
  })
  test.info().annotations.push({ type: 'searching', description: JSON.stringify(tasks) })
  expect(tasks.count, `long tasks while searching: ${JSON.stringify(tasks)}`).toBeLessThan(9)
})
