import { expect, type Page } from '@playwright/test'
import { openScenario, test } from './gallery-test.ts'

// What the page does by itself, whatever stands behind it: keyboard, drops, long lists, colours forced by the system.

const plan = (page: Page) => page.getByRole('table', { name: 'Plan' })

test('the pages and the search are reached by the keyboard', async () => {
  const page = await openScenario('usual')
  for (const [key, title] of [
    ['2', 'Keys'],
    ['3', 'Rotation'],
    ['4', 'Activity'],
    ['5', 'Settings'],
    ['1', 'Files'],
  ] as const) {
    await page.keyboard.press(`Control+${key}`)
    await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()
  }
  await page.keyboard.press('Control+2')
  await page.keyboard.press('Control+f')
  await expect(page.getByRole('searchbox', { name: 'Search keys' })).toBeFocused()
})

test('Escape closes the picker first, then the plan', async () => {
  const page = await openScenario('usual')
  await page.keyboard.press('Control+o')
  await plan(page).waitFor()
  await page.getByRole('button', { name: /Encrypt to/ }).click()
  await page.getByRole('option', { name: /backups-prod/ }).waitFor()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('option')).toHaveCount(0)
  await expect(plan(page)).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(plan(page)).toHaveCount(0)
})

test('a key is picked with the keyboard alone', async () => {
  const page = await openScenario('usual')
  await page.getByRole('button', { name: /Encrypt to backups/ }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('textbox', { name: 'Find a key' })).toBeFocused()
  await page.keyboard.type('research')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: /Encrypt to research-data/ })).toBeFocused()
})

test('a dropped file becomes a plan; dropped text is ignored, and neither leads away', async () => {
  const page = await openScenario('usual')
  const drop = async (fill: string): Promise<boolean> =>
    await page.evaluate(`(() => {
      const data = new DataTransfer()
      ${fill}
      return window.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }))
    })()`)
  expect(await drop(`data.setData('text/uri-list', 'https://example.net/')`), 'navigation is prevented').toBe(
    false,
  )
  await expect(page.getByRole('heading', { name: 'Drop files or folders here' })).toBeVisible()
  expect(await drop(`data.items.add(new File(['x'], 'a.txt'))`)).toBe(false)
  await expect(plan(page)).toBeVisible()
})

/** Drops a file whose reading lasts until it is cancelled. */
const dropEndless = async (page: Page) => {
  await page.evaluate(`(() => {
    globalThis.readingLasts = true
    const data = new DataTransfer()
    data.items.add(new File(['x'], 'a.txt'))
    window.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }))
  })()`)
  await page.getByText('Reading what you dropped…').waitFor()
}
const readings = async (page: Page) => await page.evaluate('globalThis.readings.length')

test('reading that lasts is shown and is stopped by Cancel or Escape', async () => {
  const page = await openScenario('usual')
  await dropEndless(page)
  expect(await readings(page)).toBe(1)
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByRole('heading', { name: 'Drop files or folders here' })).toBeVisible()
  expect(await readings(page)).toBe(0)
  await dropEndless(page)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('heading', { name: 'Drop files or folders here' })).toBeVisible()
  expect(await readings(page)).toBe(0)
})

test('reading that is cancelled gives back the plan that was on the screen', async () => {
  const page = await openScenario('usual')
  await page.keyboard.press('Control+o')
  await plan(page).waitFor()
  await dropEndless(page)
  await expect(plan(page)).toHaveCount(0)
  await page.keyboard.press('Escape')
  await expect(plan(page)).toBeVisible()
})

test('a drop while another is read stops that one', async () => {
  const page = await openScenario('usual')
  await dropEndless(page)
  await dropEndless(page)
  expect(await readings(page)).toBe(1)
})

test('ten thousand keys are one table, of which only what is seen is drawn', async () => {
  const page = await openScenario('crowd')
  await page.keyboard.press('Control+2')
  const table = page.getByRole('table', { name: 'Keys' })
  await expect(table).toHaveAttribute('aria-rowcount', '10001')
  expect(await table.getByRole('row').count()).toBeLessThan(60)
  await page.getByRole('region', { name: 'Keys' }).press('End')
  await expect(table.getByRole('button', { name: 'team-09999' })).toBeVisible()
  await expect(table.getByRole('columnheader', { name: 'Name' })).toBeInViewport()
  await page.getByRole('searchbox').fill('team-04242')
  await expect(table.getByRole('row')).toHaveCount(2)
})

test('five thousand files scroll to the last one', async () => {
  const page = await openScenario('crowd')
  await page.getByRole('region', { name: 'Files', exact: true }).press('End')
  await expect(page.getByText('measurement-04999.csv')).toBeVisible()
  expect(await page.getByRole('listitem').count()).toBeLessThan(80)
})

test('what is left out of a plan can be put back', async () => {
  const page = await openScenario('usual')
  await page.keyboard.press('Control+o')
  await page.getByRole('button', { name: 'Leave all out' }).click()
  await expect(page.getByText('Cannot open rushes-2019.zip.encrypted yet')).toHaveCount(0)
  await page.getByRole('button', { name: 'Put back' }).click()
  await expect(page.getByText('Cannot open rushes-2019.zip.encrypted yet')).toBeVisible()
})

test('a change that events bring is shown and read out', async () => {
  const page = await openScenario('usual')
  await page.evaluate(`globalThis.tellPage({ type: 'vault', status: { state: 'inUse' } })`)
  await expect(page.getByText('Another Keyhold uses your keys')).toBeVisible()
  await expect(page.getByRole('button', { name: /In use/ })).toBeVisible()
})

test('the end of a batch is read out five seconds after the last words at most', async () => {
  const page = await openScenario('running')
  const spoken = page.getByRole('status').filter({ hasText: /percent|Finished/ })
  await expect(spoken).toContainText('percent')
  await page.evaluate(`globalThis.keyhold.call['jobs.snapshot']({}).then(({ value: { batches, rows } }) =>
    globalThis.tellPage({ type: 'jobs', rows, batches: batches.map((batch) => ({ ...batch, state: 'finished' })) }))`)
  await expect(spoken).toHaveText('Finished. 6 files done, 1 failed, 1 cancelled.', { timeout: 6000 })
})

test('the scheme of the settings wins over the system, without a style element', async () => {
  const page = await openScenario('usual')
  await page.keyboard.press('Control+5')
  await page.getByRole('button', { name: 'Appearance' }).click()
  await page.getByRole('radio', { name: 'Dark' }).click()
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark')
  expect(await page.evaluate('document.querySelectorAll("style").length')).toBe(0)
})

test('with colours forced by the system the chosen page is still marked', async () => {
  const page = await openScenario('running', { forcedColors: 'active' })
  const current = page.getByRole('button', { name: /^Files/ })
  await expect(current).toHaveCSS('outline-style', 'solid')
  await page.screenshot({ path: 'out/gallery/30-forced-colors.png' })
})

test('nothing turns while the system asks for less motion', async () => {
  const page = await openScenario('running')
  await expect(page.locator('.i-spin').first()).toHaveCSS('animation-name', 'none')
})

test('what a drop does is chosen with the arrow keys, and is the usual again once a batch was started', async () => {
  const page = await openScenario('usual')
  await page.getByRole('radio', { name: 'Encrypt or open' }).focus()
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('radio', { name: 'Verify' })).toBeChecked()
  await expect(page.getByText('Nothing is written.')).toBeVisible()
  await expect(page.getByRole('button', { name: /Encrypt to/ })).toHaveCount(0)
  await page.keyboard.press('Control+o')
  await plan(page).waitFor()
  await expect(page.getByRole('region', { name: 'Plan' })).toBeFocused()
  await page.getByRole('button', { name: 'Leave out' }).click()
  await page.getByRole('button', { name: 'Verify 2 files' }).click()
  await expect(page.getByRole('radio', { name: 'Encrypt or open' })).toBeChecked()
})

test('a cancelled plan keeps what a drop does', async () => {
  const page = await openScenario('usual')
  await page.getByRole('radio', { name: 'Move to another key' }).check({ force: true })
  await expect(page.getByText('Move to', { exact: true })).toBeVisible()
  await page.keyboard.press('Control+o')
  await plan(page).waitFor()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('radio', { name: 'Move to another key' })).toBeChecked()
})

test('a file that is dropped to be inspected is shown, and Escape closes it without a plan', async () => {
  const page = await openScenario('usual')
  await page.getByRole('radio', { name: 'Inspect' }).check({ force: true })
  await page.evaluate(`(() => {
    const data = new DataTransfer()
    data.items.add(new File(['x'], 'a.encrypted'))
    window.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }))
  })()`)
  const drawer = page.getByRole('dialog', { name: 'archive-2024.zip.encrypted, inspected' })
  await expect(drawer.getByText('This vault can open it now')).toHaveCount(1)
  await expect(drawer.getByText('No key here opens this file.')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(drawer).toHaveCount(0)
  await expect(plan(page)).toHaveCount(0)
})

test('what can be done with a row is reached by the keyboard, and Escape gives the focus back', async () => {
  const page = await openScenario('history')
  const dots = page.getByRole('button', { name: 'What can be done with inventory.db.encrypted' })
  await dots.focus()
  await page.keyboard.press('Enter')
  // Keys go to the menu from when it has the focus, which is a moment after it is seen.
  await expect(page.getByRole('menuitem', { name: 'Reveal in folder' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(dots).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('menuitem', { name: 'Reveal in folder' })).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('menuitem', { name: 'Verify' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(plan(page)).toBeVisible()
  await expect(page.getByRole('button', { name: /^Verify \d/ })).toBeVisible()
})

test('several files of the history are verified together; a search narrows them and Escape clears it', async () => {
  const page = await openScenario('past')
  await page.getByRole('searchbox', { name: 'Search history' }).fill('studio')
  await expect(page.getByRole('list', { name: 'History' }).getByRole('listitem')).toHaveCount(1)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('list', { name: 'History' }).getByRole('listitem')).toHaveCount(8)
  await page.getByRole('checkbox', { name: 'Select studio-masters.zip.encrypted' }).check()
  await page.getByRole('checkbox', { name: 'Select October.tar.encrypted' }).check()
  await expect(page.getByText('2 selected')).toBeVisible()
  await page.getByRole('button', { name: 'Verify', exact: true }).click()
  await expect(plan(page)).toBeVisible()
})

test('the options of an interrupted batch are shown with its plan, and go with it', async () => {
  const page = await openScenario('interrupted')
  await page.getByRole('button', { name: 'Look at them' }).click()
  await plan(page).waitFor()
  await expect(page.getByRole('button', { name: /Encrypt to backups-prod/ })).toBeVisible()
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByRole('button', { name: /Encrypt to backups This computer/ })).toBeVisible()
  await page.getByRole('button', { name: 'Forget' }).first().click()
  await expect(page.getByText('Keyhold was closed before')).toHaveCount(0)
})

test('a paused batch is told as one', async () => {
  const page = await openScenario('paused')
  await expect(page.getByRole('status').filter({ hasText: /^Paused\. 6 of 14 done/ })).toHaveCount(1)
  await expect(page.getByRole('button', { name: 'Resume' })).toBeVisible()
})
