import { randomBytes } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Page } from '@playwright/test'
import { addDoorByKeyboard } from './steps/add-door.ts'
import { openKey } from './steps/aws-keys.ts'
import { daysAgo, expect, test } from './steps/dated-app.ts'
import { dropAndConfirm, finishedRows } from './steps/files-page.ts'
import { createLocalKey, haveLocalKey } from './steps/local-key.ts'
import { callApp } from './steps/page-calls.ts'
import { filesHolding, storeIn } from './steps/store-files.ts'
import { dropFiles } from './support/drag.ts'
import { shot } from './support/shot.ts'

// What days do to keys of this computer, by the screens. The app's keystore reads its own clock and has no switch for it:
// while the app is closed, its store is opened as of another day by a process that a test can tell the time.

const head = (page: Page) => page.locator('.khead')
const dialog = (page: Page) => page.getByRole('dialog')

/** Encrypts a new file to the doors that are chosen; gives its path. */
async function encryptNew(page: Page, folder: string, name: string): Promise<string> {
  const file = join(folder, name)
  await writeFile(file, `${name};1000\n`)
  await dropAndConfirm(page, [file])
  expect((await finishedRows(page)).at(-1)).toMatchObject({ phase: 'done', verified: true })
  return file
}

const goToFiles = async (page: Page) =>
  await page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'Files' }).click()

test('a key whose days ran out is deleted for good by a person alone, and what cannot be reached is named', async ({
  page,
  home,
  userData,
  meanwhile,
}) => {
  const key = await haveLocalKey(page)
  const alone = await encryptNew(page, home, 'salaries.csv')
  await createLocalKey(page, 'letters')
  await addDoorByKeyboard(page, 'letters')
  const both = await encryptNew(page, home, 'prices.csv')
  // A store that was set aside is somebody's only way back: nothing removes it, so the key stays in it.
  const { snapshots } = await callApp(page, 'vault.takeSnapshot', {})
  await callApp(page, 'vault.restoreSnapshot', { name: snapshots[0]?.name ?? '' })
  const { setAside } = await callApp(page, 'vault.health', {})
  expect(setAside).toHaveLength(1)

  let sealed: readonly Uint8Array[] = []
  const next = await meanwhile(daysAgo(9), async (keystore) => {
    sealed = await keystore.sealedMaterials(key.keyId)
    await keystore.op('scheduleKeyDeletion', { keyId: key.keyId, days: 7 })
    await keystore.passTo(daysAgo(4))
  })
  const [material = new Uint8Array()] = sealed
  expect(sealed).toHaveLength(1)
  expect(material.length).toBeGreaterThan(32)
  const folder = dirname(storeIn(userData))
  const before = filesHolding(folder, material)
  expect(before).toContain('keystore.sqlite')
  expect(before.filter((name) => /^keystore-\d{16}-/.test(name)).length).toBeGreaterThan(1)

  // Nothing was deleted by the day alone.
  await openKey(next, 'backups', 'General')
  await expect(head(next).getByText('Waits for you')).toBeVisible()
  await head(next).getByRole('button', { name: 'Delete for good…' }).click()
  await expect(dialog(next)).toContainText('2 files name this key.')
  await expect(dialog(next)).toContainText('1 of them has no other door and is lost.')
  await expect(dialog(next).locator('.dep-files')).toContainText('salaries.csv')
  await expect(dialog(next)).toContainText('every copy that Keyhold made of the store here')
  const act = dialog(next).getByRole('button', { name: 'Delete for good', exact: true })
  await expect(act).toBeDisabled()
  await dialog(next)
    .getByRole('textbox', { name: /to confirm$/ })
    .fill('backups')
  await shot(next, 'delete-for-good')
  await act.click()
  await expect(dialog(next)).toContainText('backups is deleted')
  await expect(dialog(next)).toContainText(/the log of its file and \d+ copies of the store here/)
  await expect(dialog(next)).toContainText('What Keyhold could not reach')
  for (const name of setAside) await expect(dialog(next)).toContainText(name)
  await shot(next, 'deleted-for-good')
  expect(filesHolding(folder, material)).toEqual(setAside)

  await dialog(next).getByRole('button', { name: 'Close', exact: true }).last().click()
  await expect(dialog(next)).toBeHidden()
  const { keys } = await callApp(next, 'keys.list', { since: 0 })
  expect(keys.map(({ alias }) => alias)).toEqual(['letters'])
  await goToFiles(next)
  const message = await readFile(`${alone}.encrypted`)
  await dropFiles(next, [`${alone}.encrypted`])
  await expect(next.getByText('No key here opens this file').first()).toBeVisible()
  await shot(next, 'file-of-a-deleted-key')
  await dropAndConfirm(next, [`${both}.encrypted`])
  expect((await finishedRows(next)).at(-1)).toMatchObject({ phase: 'done' })
  expect(await readFile(join(home, 'prices (2).csv'), 'utf8')).toBe('prices.csv;1000\n')
  expect(await readFile(`${alone}.encrypted`)).toEqual(message)

  // Closed and opened once more: nothing of it comes back.
  const last = await meanwhile(new Date(), async (keystore) => {
    expect((await keystore.op('listKeys', {})).map(({ alias }) => alias)).toEqual(['letters'])
  })
  expect(filesHolding(folder, material)).toEqual(setAside)
  expect((await callApp(last, 'keys.list', { since: 0 })).keys).toHaveLength(1)
})

test('a window that ran out unseen while the app was closed for more than a week waits a day longer, and says when', async ({
  page,
  meanwhile,
}) => {
  const key = await haveLocalKey(page)
  const next = await meanwhile(daysAgo(9), async (keystore) => {
    await keystore.op('scheduleKeyDeletion', { keyId: key.keyId, days: 7 })
  })
  await openKey(next, 'backups', 'General')
  await expect(head(next).getByText('Deletable tomorrow')).toBeVisible()
  await expect(next.getByRole('tabpanel').getByText(/, tomorrow$/)).toBeVisible()
  await expect(next.getByRole('button', { name: 'Delete for good…' })).toHaveCount(0)
  const [row] = (await callApp(next, 'keys.list', { since: 0 })).keys
  if (row?.ref.service !== 'local') throw new Error('the key is not listed')
  await expect(callApp(next, 'manage.deleteKey', { ref: row.ref, typed: 'backups' })).rejects.toThrow(
    'KEY_NOT_DELETABLE_YET',
  )
  await head(next).getByRole('button', { name: 'Keep the key…' }).click()
  await dialog(next).getByRole('button', { name: 'Keep the key', exact: true }).click()
  await expect(next.getByText('The key is kept, and disabled')).toBeVisible()
})

test('a rotation whose day came while the app was closed is done at the start, once, and old texts open', async ({
  page,
  meanwhile,
}) => {
  await haveLocalKey(page)
  let keyId = ''
  let blob = ''
  const context: [string, string][] = [['team', 'vaults']]
  const algorithm = 'SYMMETRIC_DEFAULT'
  const next = await meanwhile(daysAgo(300), async (keystore) => {
    const draft = { alias: 'ledger', description: '', spec: algorithm, usage: 'ENCRYPT_DECRYPT' } as const
    ;({ keyId } = await keystore.op('createKey', { ...draft, origin: 'AWS_KMS', tags: {} }))
    await keystore.op('setRotation', { keyId, periodDays: 90 })
    const plaintext = Uint8Array.from(Buffer.from('The deposit box is 418.'))
    const { ciphertext } = await keystore.op('encrypt', { keyId, algorithm, plaintext, context })
    blob = Buffer.from(ciphertext).toString('base64')
  })
  await openKey(next, 'ledger', 'Rotation')
  const materials = next.getByRole('table', { name: 'Materials' })
  // Three periods passed: one rotation, and the next a period from today.
  await expect(materials.getByRole('row')).toHaveCount(3)
  await expect(materials.getByRole('row').filter({ hasText: 'Automatic' })).toContainText('Current')
  await expect(materials.getByRole('row').filter({ hasText: 'Created' })).toContainText('Older')
  await expect(next.getByRole('figure', { name: /^2 materials of this key over time/ })).toBeVisible()
  await shot(next, 'rotated-while-closed')
  const row = (await callApp(next, 'keys.list', { since: 0 })).keys.find((each) => each.keyId === keyId)
  const ahead = Date.parse(row?.rotation?.nextAt ?? '') - Date.now()
  expect(Math.round(ahead / 86_400_000)).toBe(90)

  await next.getByRole('tab', { name: 'Try it' }).click()
  const acts = next.getByRole('radiogroup', { name: 'What to try' })
  await acts.getByRole('radio', { name: 'Open', exact: true }).click({ force: true })
  await next.getByRole('textbox', { name: 'What was encrypted, as Base64' }).fill(blob)
  await next.getByRole('button', { name: 'Add a pair' }).click()
  await next.getByRole('textbox', { name: 'Name of pair 1' }).fill('team')
  await next.getByRole('textbox', { name: 'Value of pair 1' }).fill('vaults')
  await next.getByRole('button', { name: 'Open', exact: true }).click()
  await expect(next.locator('.try-out pre')).toHaveText('The deposit box is 418.')

  const log = next.getByRole('table', { name: 'Log' })
  await next.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'Activity' }).click()
  await expect(log.getByText('Rotated on its day').first()).toBeVisible()
})

test('imported material whose last day passed while the app was closed is gone at the start, and asked for again', async ({
  page,
  userData,
  meanwhile,
}) => {
  await haveLocalKey(page)
  let keyId = ''
  let sealed: readonly Uint8Array[] = []
  const next = await meanwhile(daysAgo(30), async (keystore) => {
    const draft = { alias: 'from-the-bank', description: '', spec: 'SYMMETRIC_DEFAULT' } as const
    const made = await keystore.op('createKey', {
      ...draft,
      usage: 'ENCRYPT_DECRYPT',
      origin: 'EXTERNAL',
      tags: {},
    })
    keyId = made.keyId
    await keystore.op('importKeyMaterial', {
      keyId,
      material: { kind: 'raw', bytes: Uint8Array.from(randomBytes(32)) },
      type: null,
      validTo: daysAgo(2).toISOString(),
      description: null,
      keyMaterialId: null,
    })
    sealed = await keystore.sealedMaterials(keyId)
  })
  const [material = new Uint8Array()] = sealed
  expect(material.length).toBeGreaterThan(32)
  await openKey(next, 'from-the-bank', 'General')
  await expect(head(next).getByText('Needs key material')).toBeVisible()
  await expect(head(next).getByRole('button', { name: 'Import material…' })).toBeVisible()
  await next.getByRole('tab', { name: 'Rotation' }).click()
  const materials = next.getByRole('table', { name: 'Materials' })
  await expect(materials.getByText('Not imported')).toBeVisible()
  await expect(materials.getByText(/^expired /)).toBeVisible()
  await shot(next, 'material-expired-while-closed')
  await next.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'Activity' }).click()
  await expect(
    next.getByRole('table', { name: 'Log' }).getByText('Key material expired').first(),
  ).toBeVisible()

  // Its bytes are in no row any more; older copies keep them until they make room, and the person has the material.
  const store = storeIn(userData)
  await meanwhile(new Date(), async (keystore) => {
    expect(await keystore.sealedMaterials(keyId)).toEqual([])
  })
  expect((await readFile(store)).includes(Buffer.from(material))).toBe(false)
})
