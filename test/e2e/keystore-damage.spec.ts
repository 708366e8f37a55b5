import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Page } from '@playwright/test'
import { dropAndConfirm, finishedRows } from './steps/files-page.ts'
import { expect, test as base } from './steps/keyring-app.ts'
import { haveLocalKey } from './steps/local-key.ts'
import { callApp } from './steps/page-calls.ts'
import { openSettings } from './steps/settings-page.ts'
import { closeKeyhold } from './support/close-keyhold.ts'
import { launchKeyhold, type RunningKeyhold } from './support/launch.ts'
import { shot } from './support/shot.ts'

// What is done to the store's file while the app is closed is found, said, and mended by a copy; nothing is overwritten.
// An older whole file in the store's place is `older-copy.spec.ts`.

interface Fixtures {
  readonly closed: (change: (store: string) => void | Promise<void>) => Promise<Page>
}

const test = base.extend<Fixtures>({
  /** Ends the app, changes the store's file, and starts the app again on the same home. */
  closed: async ({ started, freshHome, appEnv }, use) => {
    let running: RunningKeyhold = started
    await use(async (change) => {
      await closeKeyhold(running)
      await change(storeIn(freshHome.userData))
      running = await launchKeyhold({
        userData: freshHome.userData,
        env: { ...freshHome.env, ...appEnv },
      })
      const page = await running.electronApp.firstWindow()
      await page.getByRole('heading', { level: 1 }).waitFor()
      return page
    })
    await closeKeyhold(running)
  },
})

function storeIn(userData: string): string {
  const name = readdirSync(userData, { recursive: true, encoding: 'utf8' }).find((each) =>
    each.endsWith('keystore.sqlite'),
  )
  if (name === undefined) throw new Error('there is no store')
  return join(userData, name)
}

const setAsideIn = (folder: string): readonly string[] =>
  readdirSync(folder).filter((name) => /^keystore\.sqlite\.set-aside-[^/]*Z(-\d+)?$/.test(name))

/** A key, a file under it, and a copy of the store that holds it. */
async function prepare(page: Page, home: string): Promise<string> {
  await haveLocalKey(page)
  const file = join(home, 'salaries.csv')
  await writeFile(file, 'Ada;1000\n')
  await dropAndConfirm(page, [file])
  expect((await finishedRows(page)).at(-1)).toMatchObject({ phase: 'done', verified: true })
  await openSettings(page, 'This computer')
  await page.getByRole('button', { name: 'Take one now' }).click()
  await expect(page.getByText('Took a copy').first()).toBeVisible()
  return file
}

/** Puts the copy that is offered in the store's place, and opens the file that was made before. */
async function restoreAndOpen(page: Page, home: string): Promise<void> {
  await openSettings(page, 'This computer')
  await page
    .getByRole('alert')
    .getByRole('button', { name: /^Restore the copy of/ })
    .click()
  await expect(page.getByRole('dialog')).toContainText('is set aside, never overwritten')
  await page.getByRole('dialog').getByRole('button', { name: 'Restore the copy', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Unlocked 1 key' })).toBeVisible()
  await expect(page.getByText('The store of your keys is damaged')).toHaveCount(0)
  await expect(page.getByText('Every record matches its seal.')).toBeVisible()
  await expect(page.getByRole('region', { name: 'Set aside' })).toBeVisible()
  await shot(page, 'damage-restored')
  expect((await callApp(page, 'keys.list', { since: 0 })).keys.map((key) => key.alias)).toContain('backups')
  await page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'Files' }).click()
  await dropAndConfirm(page, [join(home, 'salaries.csv.encrypted')])
  expect((await finishedRows(page)).at(-1)).toMatchObject({ phase: 'done' })
  expect(await readFile(join(home, 'salaries (2).csv'), 'utf8')).toBe('Ada;1000\n')
}

test('health says where the secret is, how many changes were counted, when the seals were checked, and which copies are here', async ({
  page,
  home,
}) => {
  await prepare(page, home)
  const fact = (name: string) => page.locator('dl.facts > *').filter({ hasText: name })
  const { epoch, epochInKeychain, snapshots } = await callApp(page, 'vault.health', {})
  expect(epoch).toBe(epochInKeychain)
  expect(snapshots.length).toBeGreaterThan(0)
  await page.getByRole('button', { name: 'Check now' }).click()
  await expect(page.getByText('Checked: every record matches its seal').first()).toBeVisible()
  await expect(page.getByText('Every record matches its seal.')).toBeVisible()
  await expect(fact('Changes counted').first()).toContainText(String(epoch))
  await expect(fact('Changes counted').first()).toContainText('The keychain says the same')
  const copies = page.getByRole('region', { name: 'Copies here' })
  await expect(copies.getByRole('listitem')).toHaveCount(snapshots.length)
  await expect(copies.getByText('Matches its seal').first()).toBeVisible()
  await expect(copies.getByText(/1 key/).first()).toBeVisible()
  await shot(page, 'health')
})

test('one bit of a key that was flipped in the file is found and the key named; the newest good copy brings it back', async ({
  page,
  home,
  closed,
}) => {
  await prepare(page, home)
  const next = await closed((store) => {
    const database = new DatabaseSync(store, { readOnly: true })
    const sealed = database.prepare('SELECT sealed FROM key_materials').get()?.['sealed'] as Uint8Array
    database.close()
    const bytes = readFileSync(store)
    const at = bytes.indexOf(sealed)
    expect(at).toBeGreaterThan(0)
    bytes[at + 5] = (bytes[at + 5] ?? 0) ^ 1
    writeFileSync(store, bytes)
  })
  const path = storeIn(join(home, '../profile'))
  const damaged = readFileSync(path)
  expect(await callApp(next, 'vault.status', {})).toMatchObject({
    state: 'damaged',
    findings: [{ what: 'changed', alias: 'backups' }],
    snapshot: { good: true, keyCount: 1 },
  })
  await expect(next.getByText('The store of your keys is damaged').first()).toBeVisible()
  await expect(next.getByText('The key “backups” was changed from outside.').first()).toBeVisible()
  await expect(
    next.getByText(/^The newest copy that matches its seal is of .*, with 1 key\./).first(),
  ).toBeVisible()
  await shot(next, 'damage-found')
  await openSettings(next, 'This computer')
  await expect(next.locator('.fact').filter({ hasText: 'Last checked' })).toContainText('just now')
  await expect(next.getByText('Something does not match its seal.')).toBeVisible()
  await expect(next.getByText('The key “backups” was changed from outside.')).toHaveCount(1)
  await shot(next, 'damage-health')
  expect(readFileSync(path)).toEqual(damaged)

  await restoreAndOpen(next, home)
  const folder = join(path, '..')
  const [aside = ''] = setAsideIn(folder)
  expect(readFileSync(join(folder, aside))).toEqual(damaged)
})

test('a page of the file that is no page any more is damage too, and nothing is made over it', async ({
  page,
  home,
  closed,
}) => {
  await prepare(page, home)
  const next = await closed(async (store) => {
    const bytes = await readFile(store)
    bytes.fill(0xa5, 100, 4096)
    await writeFile(store, bytes)
  })
  await expect.poll(async () => (await callApp(next, 'vault.status', {})).state).toBe('damaged')
  const path = storeIn(join(home, '../profile'))
  const damaged = readFileSync(path)
  await expect(next.getByText('The store of your keys is damaged').first()).toBeVisible()
  await expect(callApp(next, 'vault.setUp', { mode: 'keychain', passphrase: null })).rejects.toThrow(
    /KEYSTORE_/,
  )
  expect(readFileSync(path)).toEqual(damaged)
  await restoreAndOpen(next, home)
  expect(setAsideIn(join(path, '..'))).toHaveLength(1)
})
