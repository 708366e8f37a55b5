import { readdirSync, readFileSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Page } from '@playwright/test'
import { openKey } from './steps/aws-keys.ts'
import { dropAndConfirm, finishedRows } from './steps/files-page.ts'
import { expect, test } from './steps/keyring-app.ts'
import { haveLocalKey } from './steps/local-key.ts'
import { callApp } from './steps/page-calls.ts'
import { closeKeyhold } from './support/close-keyhold.ts'
import { launchKeyhold } from './support/launch.ts'
import { shot } from './support/shot.ts'
import { stubDialog } from './support/stub-dialog.ts'

// What is done stands in the log in plain words, without what could betray a person, and a change of it is found.

const canaries = {
  file: 'canaryfile7391',
  alias: 'canaryalias5528',
  key: 'canaryname1174',
  value: 'canaryvalue8846',
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const log = (page: Page) => page.getByRole('table', { name: 'Log' })

const openActivity = async (page: Page) => {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'Activity' }).click()
  await page.getByRole('heading', { name: 'Activity', level: 1 }).waitFor()
}

/** Every file of the log below a folder, with what SQLite keeps beside it. */
const logFiles = (folder: string): readonly { path: string; bytes: Buffer }[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /activity\.sqlite[^/]*$/.test(name))
    .map((name) => join(folder, name))
    .map((path) => ({ path, bytes: readFileSync(path) }))

/** Uses a key in several ways, with canaries where a person puts words of their own. */
async function work(page: Page, home: string): Promise<void> {
  await haveLocalKey(page, canaries.alias)
  const file = join(home, `${canaries.file}.txt`)
  await writeFile(file, 'ten apples\n')
  await dropAndConfirm(page, [file])
  expect((await finishedRows(page)).at(-1)).toMatchObject({ phase: 'done', verified: true })
  await openKey(page, canaries.alias, 'Try it')
  await page.getByRole('textbox', { name: 'Text' }).fill('The deposit box is 418.')
  await button(page, 'Add a pair').click()
  await page.getByRole('textbox', { name: 'Name of pair 1' }).fill(canaries.key)
  await page.getByRole('textbox', { name: 'Value of pair 1' }).fill(canaries.value)
  await button(page, 'Encrypt').click()
  await button(page, 'Open it again').click()
  await button(page, 'Open').click()
  await expect(page.locator('.try-out pre')).toHaveText('The deposit box is 418.')
  await page.getByRole('tab', { name: 'General' }).click()
  await button(page, 'Disable…').click()
  await page.getByRole('dialog').getByRole('button', { name: 'Disable', exact: true }).click()
  await expect(page.locator('.khead').getByText('Disabled', { exact: true })).toBeVisible()
}

test('what is done is written down in plain words, exported both ways, and names nothing that could betray', async ({
  page,
  electronApp,
  home,
  userData,
}) => {
  await work(page, home)
  await openActivity(page)
  for (const words of [
    'Key store made',
    'Key made',
    'Encrypted 1 file',
    'Encrypted with a key',
    'Decrypted with a key',
    'Key disabled',
  ]) {
    await expect(log(page).getByText(words, { exact: true }).first(), words).toBeVisible()
  }
  await button(page, 'Verify again').click()
  await expect(page.getByText('The log is whole')).toBeVisible()
  await shot(page, 'activity-whole')

  await page.getByRole('searchbox', { name: 'Search the log' }).fill('disabled')
  await expect(log(page).getByText('Key disabled')).toBeVisible()
  await expect(log(page).getByText('Key store made')).toHaveCount(0)
  await page.getByRole('searchbox', { name: 'Search the log' }).fill('')
  const { total } = await callApp(page, 'activity.list', {
    filter: { area: null, refused: false, search: '', whats: [], keyIds: [] },
    before: null,
    limit: 1,
  })

  const exported: string[] = []
  for (const [choice, name] of [
    ['JSON Lines…', 'log.jsonl'],
    ['CSV…', 'log.csv'],
  ] as const) {
    const path = join(home, name)
    await stubDialog(electronApp, { saveAs: path })
    await button(page, 'Export').click()
    await page.getByRole('menuitem', { name: choice }).click()
    await expect.poll(async () => await readFile(path, 'utf8').catch(() => '')).toContain('DisableKey')
    exported.push(await readFile(path, 'utf8'))
  }
  const [lines = '', csv = ''] = exported
  const entries = lines
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
  // What the export itself adds may be in it.
  expect(entries.length).toBeGreaterThanOrEqual(total)
  expect(csv.trim().split(/\r?\n/).length).toBeGreaterThanOrEqual(total + 1)

  const files = logFiles(userData)
  expect(files.length).toBeGreaterThan(0)
  const places = [
    ...files,
    ...exported.map((text, at) => ({ path: `export ${at}`, bytes: Buffer.from(text) })),
  ]
  for (const { path, bytes } of places) {
    for (const canary of Object.values(canaries)) {
      expect(bytes.includes(canary), `${canary} in ${path}`).toBe(false)
      expect(bytes.includes(Buffer.from(canary).toString('base64')), `${canary} in ${path}`).toBe(false)
    }
    expect(bytes.includes(home), `a path in ${path}`).toBe(false)
  }
  // The scan finds what is there.
  expect(files.some(({ bytes }) => bytes.includes('DisableKey'))).toBe(true)
})

test('an entry that was changed while the app was closed is found and named, and a new log says why it begins', async ({
  page,
  started,
  home,
  freshHome,
  appEnv,
}) => {
  await work(page, home)
  await closeKeyhold(started)
  const [path = ''] = logFiles(freshHome.userData).map((file) => file.path)
  const database = new DatabaseSync(path)
  const number = Number(
    database.prepare("SELECT number FROM entries WHERE what = 'DisableKey'").get()?.['number'],
  )
  const { changes } = database.prepare("UPDATE entries SET what = 'EnableKey' WHERE number = ?").run(number)
  database.close()
  expect(changes).toBe(1)

  const again = await launchKeyhold({ userData: freshHome.userData, env: { ...freshHome.env, ...appEnv } })
  const next = await again.electronApp.firstWindow()
  await next.getByRole('heading', { level: 1 }).waitFor()
  await openActivity(next)
  await expect(next.getByText(`The log was changed at entry ${number}`)).toBeVisible()
  await expect(next.getByText(`Do not rely on entries from there on.`)).toBeVisible()
  await shot(next, 'activity-changed')
  await button(next, 'Begin a new log…').click()
  await next.getByRole('dialog').getByRole('button', { name: 'Begin a new log', exact: true }).click()
  await expect(next.getByText('The log is whole')).toBeVisible()
  await expect(log(next).getByText('The former one was changed and was kept')).toBeVisible()
  expect(logFiles(freshHome.userData).some((file) => file.path.includes('set-aside'))).toBe(true)
  await closeKeyhold(again)
})
