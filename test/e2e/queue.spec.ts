import { once } from 'node:events'
import { mkdir, open, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { filesBelow } from '../../scripts/demo/file-tree.ts'
import {
  chooseForRow,
  commitBar,
  confirmPlan,
  dropAndConfirm,
  fileRows,
  finishedRows,
} from './steps/files-page.ts'
import { expect, test } from './steps/keyring-app.ts'
import { haveLocalKey } from './steps/local-key.ts'
import { callApp } from './steps/page-calls.ts'
import { launchKeyhold } from './support/launch.ts'
import { shot } from './support/shot.ts'

const mebibyte = 1024 * 1024

test.beforeEach(async ({ page }) => {
  await haveLocalKey(page)
})

for (const reloads of [false, true]) {
  const meanwhile = reloads ? ', though the page is loaded again meanwhile' : ''

  test(`a batch is paused between two files, goes on, and is done${meanwhile}`, async ({ page, home }) => {
    const amount = 12
    const folder = await largeFiles(home, amount)
    await dropAndConfirm(page, [folder])
    const batch = async () => (await callApp(page, 'jobs.snapshot', {})).batches[0]
    await page.getByRole('button', { name: 'Pause' }).click()
    await expect(page.getByRole('button', { name: 'Resume' })).toBeVisible()
    await expect.poll(async () => (await batch())?.state, { timeout: 30_000 }).toBe('paused')
    if (reloads) await page.reload()
    await expect(page.getByText('Paused', { exact: true })).toBeVisible()
    if (!reloads) await shot(page, 'paused')
    const { batches, rows } = await callApp(page, 'jobs.snapshot', {})
    const done = batches[0]?.done ?? 0
    expect(batches[0]?.state).toBe('paused')
    expect(done).toBeLessThan(amount)
    expect(rows.filter((row) => row.phase === 'waiting')).toHaveLength(amount - done)

    await page.getByRole('button', { name: 'Resume' }).click()
    await finishedRows(page)
    expect(await batch()).toMatchObject({ state: 'finished', done: amount, failed: 0 })
    await rm(folder, { recursive: true })
  })

  test(`files that failed are tried again, all of them at once${meanwhile}`, async ({ page, home }) => {
    const folder = join(home, 'mail')
    await mkdir(folder)
    for (const name of ['a.txt', 'b.txt']) await writeFile(join(folder, name), name)
    await dropAndConfirm(page, [folder])
    await finishedRows(page)
    const messages = ['a.txt.encrypted', 'b.txt.encrypted'].map((name) => join(folder, name))
    const whole = await Promise.all(messages.map(async (path) => await readFile(path)))
    await rm(join(folder, 'a.txt'))
    await rm(join(folder, 'b.txt'))
    for (const [index, path] of messages.entries()) {
      const damaged = Buffer.from(whole[index] ?? '')
      damaged[damaged.length - 1] = (damaged[damaged.length - 1] ?? 0) ^ 1
      await writeFile(path, damaged)
    }
    await dropAndConfirm(page, messages)
    await finishedRows(page)
    await expect(fileRows(page).getByText('Not opened')).toHaveCount(2)

    if (reloads) await page.reload()
    for (const [index, path] of messages.entries()) await writeFile(path, whole[index] ?? '')
    await page.getByRole('button', { name: 'Try 2 failed again' }).click()
    // What failed before is in the history now; among the rows nothing has failed any more.
    await expect(fileRows(page).getByText('Not opened')).toHaveCount(0)
    expect((await finishedRows(page)).map((row) => row.phase)).not.toContain('failed')
    expect(await readFile(join(folder, 'b.txt'), 'utf8')).toBe('b.txt')
  })
}

test('a batch that was cut by a crash is offered again, and is done then', async ({
  page,
  home,
  started,
  freshHome,
  appEnv,
}) => {
  const folder = await largeFiles(home, 8)
  await dropAndConfirm(page, [folder])
  // A file is worked on only once it is written down that it was begun.
  const phases = async () => (await callApp(page, 'jobs.snapshot', {})).rows.map((row) => row.phase)
  await expect.poll(async () => (await phases()).some((phase) => phase !== 'waiting')).toBe(true)
  const ended = once(started.child, 'exit')
  started.child.kill('SIGKILL')
  await ended

  const again = await launchKeyhold({
    userData: freshHome.userData,
    env: { ...freshHome.env, ...appEnv },
  })
  const next = await again.electronApp.firstWindow()
  await expect(next.getByText(/Keyhold was closed before \d files? (was|were) done/)).toBeVisible()
  await shot(next, 'interrupted')
  expect(await filesBelow(folder), 'nothing half-done is left').toEqual(
    expect.not.arrayContaining([expect.stringMatching(/\.part$/)]),
  )
  await next.getByRole('button', { name: /^Look at/ }).click()
  await expect(commitBar(next)).toContainText(/Key backups/)
  await confirmPlan(next)
  const rows = await finishedRows(next)
  expect(new Set(rows.map((row) => row.phase))).toEqual(new Set(['done']))
  await expect(next.getByText('Keyhold was closed before')).toHaveCount(0)
  await rm(folder, { recursive: true })
  await again.electronApp.close()
})

test('what was done is remembered after a restart, and can be verified from there', async ({
  page,
  home,
  electronApp,
  freshHome,
  appEnv,
}) => {
  const source = join(home, 'report.txt')
  await writeFile(source, 'a report')
  await dropAndConfirm(page, [source])
  await finishedRows(page)
  await electronApp.close()

  const again = await launchKeyhold({
    userData: freshHome.userData,
    env: { ...freshHome.env, ...appEnv },
  })
  const next = await again.electronApp.firstWindow()
  await expect(next.getByRole('heading', { name: 'History' })).toBeVisible()
  await expect(next.getByText('1 kept on this computer')).toBeVisible()
  await shot(next, 'history')
  await chooseForRow(next, 'report.txt.encrypted', 'Inspect')
  const drawer = next.getByRole('dialog', { name: 'report.txt.encrypted, inspected' })
  await expect(drawer.getByText('backups', { exact: true })).toBeVisible()
  // Until then the focus may still be in the menu, which takes the key for itself.
  await expect(drawer.getByRole('heading', { level: 2 })).toBeFocused()
  await next.keyboard.press('Escape')
  await expect(drawer).toHaveCount(0)
  await next.getByRole('checkbox', { name: 'Select report.txt.encrypted' }).check()
  await next.getByRole('button', { name: 'Verify', exact: true }).click()
  await expect(commitBar(next)).toContainText('1 file to verify')
  await confirmPlan(next)
  const [row] = await finishedRows(next)
  expect(row).toMatchObject({ action: 'verify', phase: 'done', verified: true })

  await next.getByRole('button', { name: 'Settings' }).click()
  await next.getByRole('button', { name: 'History' }).click()
  await next.getByRole('button', { name: 'Forget names and folders…' }).click()
  await next.getByRole('button', { name: 'Forget names', exact: true }).click()
  await expect(next.getByRole('dialog')).toHaveCount(0)
  const { entries } = await callApp(next, 'history.list', { before: null, find: '', limit: 10 })
  expect(entries.map((entry) => [entry.name, entry.action])).toEqual([
    [null, 'verify'],
    [null, 'encrypt'],
  ])
  await again.electronApp.close()
})

test('what is chosen in Settings is there after a restart', async ({
  page,
  electronApp,
  freshHome,
  appEnv,
}) => {
  await page.getByRole('button', { name: 'Settings' }).click()
  const section = async (name: string) =>
    await page.getByRole('navigation', { name: 'Settings' }).getByRole('button', { name }).click()
  await section('Files')
  await page.getByRole('radio', { name: /^Signed/ }).click()
  await page.getByRole('switch', { name: /^Keep modification times/ }).click({ force: true })
  await section('Opening')
  await page.getByRole('radio', { name: /^Refuse/ }).click()
  await page.getByRole('combobox', { name: 'Doors in one file' }).click()
  await page.getByRole('option', { name: '20 doors' }).click()
  await expect(page.getByRole('button', { name: 'Back to the usual limits' })).toBeVisible()
  await section('History')
  await page.getByRole('switch', { name: /^Keep names and folders/ }).click({ force: true })
  await expect
    .poll(async () => await callApp(page, 'settings.get', {}))
    .toMatchObject({ catalogPaths: false })
  await electronApp.close()

  const again = await launchKeyhold({
    userData: freshHome.userData,
    env: { ...freshHome.env, ...appEnv },
  })
  const next = await again.electronApp.firstWindow()
  await next.getByRole('heading', { level: 1 }).waitFor()
  expect(await callApp(next, 'settings.get', {})).toMatchObject({
    suite: '0578',
    keepTimes: true,
    uncommitted: 'refuse',
    limits: { maxEncryptedDataKeys: 20 },
    catalog: true,
    catalogPaths: false,
  })
  await again.electronApp.close()
})

// Zeros without a place on the disk: quick to make, and some work each.
async function largeFiles(home: string, amount: number): Promise<string> {
  const folder = join(home, 'large')
  await mkdir(folder)
  for (let index = 0; index < amount; index += 1) {
    const path = join(folder, `large-${index}.iso`)
    await (await open(path, 'w')).close()
    await truncate(path, 160 * mebibyte)
  }
  return folder
}
