import { expect, type Page } from '@playwright/test'
import { openScenario, test } from './gallery-test.ts'
import { openTab } from './key-depth-screens.ts'

// How the Rotation page and a key's Rotation tab behave: what can be pressed, what it does, what it says where it cannot.

const showRotation = async (scenario = 'sample'): Promise<Page> => {
  const page = await openScenario(scenario)
  await page.keyboard.press('Control+3')
  await page.getByRole('heading', { level: 1, name: 'Rotation' }).waitFor()
  return page
}

const radar = (page: Page) => page.getByRole('region', { name: 'What will stop opening' })
const entry = (page: Page, name: string) => radar(page).getByRole('listitem').filter({ hasText: name })
const drawer = (page: Page) => page.getByRole('dialog')

/** Keeps what the page asks of a call, beside what the call answers. */
const listenTo = async (page: Page, call: string) => {
  await page.evaluate(`(() => {
    const usual = globalThis.keyhold.call['${call}']
    globalThis.asked = []
    globalThis.keyhold.call['${call}'] = (input) => {
      globalThis.asked.push(input)
      return usual(input)
    }
  })()`)
}
const asked = async (page: Page) => await page.evaluate('globalThis.asked')

test.describe('what will stop opening', () => {
  test('the number opens the files that only this key opens', async () => {
    const page = await showRotation()
    await listenTo(page, 'coverage.files')
    await entry(page, 'hr-archive')
      .getByRole('button', { name: /show the files of hr-archive$/ })
      .click()
    await expect(
      drawer(page).getByRole('heading', { name: 'Files that only hr-archive opens' }),
    ).toBeVisible()
    await expect(drawer(page).getByText('orders-2024-03.sql.gz.encrypted')).toBeVisible()
    expect(await asked(page)).toMatchObject([{ selection: { which: 'onlyDoor' } }])
  })

  test('a disabled key is enabled there, which says what that does to old files', async () => {
    const page = await showRotation()
    await expect(entry(page, 'hr-archive')).toContainText('Old files under it open again.')
    await entry(page, 'hr-archive').getByRole('button', { name: 'Enable' }).click()
    await expect(entry(page, 'hr-archive')).toHaveCount(0)
  })

  test('a key that is to be deleted is kept by its dialog', async () => {
    const page = await showRotation()
    await radar(page).getByRole('button', { name: 'Keep the key' }).first().click()
    await expect(drawer(page)).toContainText('AWS leaves the key disabled')
  })

  test('material that expires is imported again', async () => {
    const page = await showRotation()
    await radar(page).getByRole('button', { name: 'Import again…' }).first().click()
    await expect(drawer(page)).toContainText('Import key material into')
  })

  test('what the credentials do not allow cannot be pressed, and says so', async () => {
    const page = await showRotation('rotationRefused')
    await expect(entry(page, 'hr-archive')).toContainText('Your credentials do not allow kms:EnableKey.')
    await expect(entry(page, 'hr-archive').getByRole('button', { name: 'Enable' })).toBeDisabled()
  })
})

test('a row of the Rotation page opens the key’s Rotation tab', async () => {
  const page = await showRotation()
  await page
    .getByRole('button', { name: /, rotation$/ })
    .first()
    .click()
  await expect(page.getByRole('tab', { name: 'Rotation' })).toHaveAttribute('aria-selected', 'true')
  await expect(page.getByRole('table', { name: 'Materials' })).toBeVisible()
})

test('the age limit is kept when its field is left, and the numbers follow', async () => {
  const page = await showRotation()
  const overdue = page.getByRole('group', { name: 'Keys by rotation' }).getByRole('button').first()
  const before = await overdue.textContent()
  const field = page.getByRole('textbox', { name: /older than/ })
  await field.fill('1')
  await field.blur()
  await expect(overdue).not.toHaveText(before ?? '')
  const kept = `globalThis.keyhold.call['settings.get']({}).then(({ value }) => value.rotationPolicyDays)`
  expect(await page.evaluate(kept)).toBe(1)
  await field.fill('0')
  await field.blur()
  await expect(page.getByText('A whole number from 1 to 3,650')).toBeVisible()
  expect(await page.evaluate(kept)).toBe(1)
})

test('a reading of rotation dates is stopped by its button', async () => {
  const page = await showRotation('datesReading')
  await listenTo(page, 'keys.stopReading')
  await page.getByRole('button', { name: 'Stop' }).click()
  await expect.poll(async () => await asked(page)).toEqual([{}])
})

test('a report that was written is told of', async () => {
  const page = await showRotation()
  await page.getByRole('button', { name: 'Export report…' }).click()
  await expect(page.getByText(/^57 keys written to rotation-2026-11-23\.csv$/)).toBeVisible()
})

test('a key of imported material is asked for new material before it rotates', async () => {
  const page = await openScenario('sample')
  await openTab(page, 'partner-import', 'Rotation')
  await expect(page.getByText('import new material first, then rotate')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Rotate now…' })).toHaveCount(0)
  await page.getByRole('button', { name: 'Import new material…' }).click()
  await expect(drawer(page)).toContainText('Import key material into')
})

const beginByHand = async (): Promise<Page> => {
  const page = await openScenario('sample')
  await openTab(page, 'backups-prod', 'Rotation')
  await page.getByRole('button', { name: 'Begin…' }).click()
  await page.getByRole('button', { name: 'Make the successor' }).click()
  await page.getByText('takes its place').last().waitFor()
  return page
}

test.describe('rotating by hand', () => {
  test('the successor gets the old key’s policy', async () => {
    const page = await openScenario('sample')
    await openTab(page, 'backups-prod', 'Rotation')
    await listenTo(page, 'manage.putPolicy')
    await page.getByRole('button', { name: 'Begin…' }).click()
    await page.getByRole('button', { name: 'Make the successor' }).click()
    await expect.poll(async () => JSON.stringify(await asked(page))).toContain('role/Operators')
  })

  test('an alias is pointed back after the tab was left', async () => {
    const page = await beginByHand()
    await page
      .getByRole('button', { name: /^Point .* at the successor$/ })
      .first()
      .click()
    await page.getByRole('button', { name: /^Point .* back$/ }).waitFor()
    await page.getByRole('tab', { name: 'Tags' }).click()
    await page.getByRole('tab', { name: 'Rotation' }).click()
    await page.getByRole('button', { name: /^Point .* back$/ }).click()
    await expect(page.getByRole('button', { name: /^Point .* back$/ })).toHaveCount(0)
  })

  test('a successor that was made and left is named, and its deletion is offered', async () => {
    const page = await beginByHand()
    await page.getByRole('button', { name: 'Choose another' }).click()
    await expect(page.getByText('was made here and stays. It costs until it is deleted.')).toBeVisible()
    await page.getByRole('button', { name: 'Schedule its deletion…' }).click()
    await expect(drawer(page)).toContainText('Schedule the deletion of')
  })

  test('finishing forgets it and schedules nothing', async () => {
    const page = await beginByHand()
    await listenTo(page, 'manage.scheduleDeletion')
    await page.getByRole('button', { name: 'Finish' }).click()
    await expect(page.getByText(/^Finished\. Nothing is scheduled/)).toBeVisible()
    await expect(page.getByRole('button', { name: 'Begin…' })).toBeVisible()
    expect(await asked(page)).toEqual([])
    const kept = `globalThis.keyhold.call['settings.get']({}).then(({ value }) => value.successions)`
    expect(await page.evaluate(kept)).toEqual([])
  })
})

test.describe('the files of a key', () => {
  test('are shown from the number on its General tab', async () => {
    const page = await openScenario('sample')
    await openTab(page, 'backups-prod', 'General')
    await page.getByRole('button', { name: /known files, show them$/ }).click()
    await expect(drawer(page).getByRole('heading', { name: 'Files under backups-prod' })).toBeVisible()
  })

  test('are named in the dialog that deletes it, three at most, and shown by a press', async () => {
    const page = await openScenario('sample')
    await openTab(page, 'backups-prod', 'General')
    await page.getByRole('button', { name: 'Schedule deletion…' }).click()
    await expect(drawer(page).getByText('orders-2024-03.sql.gz.encrypted')).toBeVisible()
    await expect(drawer(page).getByText('Name forgotten')).toHaveCount(0)
    await drawer(page).getByRole('button', { name: 'Show files' }).click()
    await expect(
      drawer(page).getByRole('heading', { name: /^Files that only backups-prod opens/ }),
    ).toBeVisible()
  })

  test('are named in the dialog that deletes its material', async () => {
    const page = await openScenario('sample')
    await openTab(page, 'partner-import', 'General')
    await page.getByRole('button', { name: 'Delete key material…' }).click()
    await expect(drawer(page).getByText('orders-2024-03.sql.gz.encrypted')).toBeVisible()
    await drawer(page).getByRole('button', { name: 'Show files' }).click()
    await expect(drawer(page).getByRole('heading', { name: /partner-import/ })).toBeVisible()
  })
})

test('the button that deletes is in reach in the smallest window', async () => {
  const page = await openScenario('sample')
  await page.setViewportSize({ width: 960, height: 640 })
  await openTab(page, 'backups-prod', 'General')
  await page.getByRole('button', { name: 'Schedule deletion…' }).click()
  await expect(drawer(page).getByRole('button', { name: 'Schedule deletion' })).toBeInViewport({ ratio: 1 })
})

test('General names the services that a key is used through', async () => {
  const page = await openScenario('sample')
  await openTab(page, 'backups-prod', 'General')
  const fact = page.locator('.fact').filter({ has: page.getByText('Used through', { exact: true }) })
  await expect(fact).toContainText(/Amazon (S3|RDS)/)
})

test('a grant is retired, after it was told who may', async () => {
  const page = await openScenario('sample')
  await openTab(page, 'backups-prod', 'Grants')
  const rows = page.getByRole('table', { name: /Grants/ }).getByRole('row')
  const before = await rows.count()
  await listenTo(page, 'manage.retireGrant')
  await rows.nth(1).getByRole('button').last().click()
  await page.getByRole('menuitem', { name: 'Retire…' }).click()
  await expect(drawer(page)).toContainText('AWS lets the retiring principal do it')
  await drawer(page)
    .getByRole('button', { name: /^Retire/ })
    .click()
  await expect(rows).toHaveCount(before - 1)
  expect(await asked(page)).toHaveLength(1)
})

test('the menu of who manages keys says why AWS owned keys are not listed', async () => {
  const page = await openScenario('sample')
  await page.keyboard.press('Control+2')
  await page.getByRole('button', { name: 'More: any' }).click()
  await expect(page.getByText('AWS owned keys are in no account, so nobody can list them.')).toBeVisible()
})
