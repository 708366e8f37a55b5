import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { startKeyringSession } from '../support/keyring-session.ts'
import { addDoorByKeyboard } from './steps/add-door.ts'
import { confirmPlan, dropAndConfirm, fileRows, finishedRows } from './steps/files-page.ts'
import { expect, test as base } from './steps/keyring-app.ts'
import { haveLocalKey } from './steps/local-key.ts'
import { callApp } from './steps/page-calls.ts'
import { openSettings } from './steps/settings-page.ts'
import { closeKeyhold } from './support/close-keyhold.ts'
import { dropFiles } from './support/drag.ts'
import { makeFreshHome } from './support/fresh-home.ts'
import { launchKeyhold, type RunningKeyhold } from './support/launch.ts'
import { shot } from './support/shot.ts'
import { stubDialog } from './support/stub-dialog.ts'
import { watchPage } from './support/watch-page.ts'

// Two people: two profiles and two keychains. `page` is Ada’s app, `somebody` starts others.

interface Person extends RunningKeyhold {
  readonly page: Page
  readonly home: string
}

const test = base.extend<{ somebody: () => Promise<Person> }>({
  somebody: async ({ keyring }, use) => {
    test.skip(keyring === null, 'a second keychain can be made on Linux only')
    const ends: (() => Promise<void>)[] = []
    await use(async () => {
      const other = await startKeyringSession({ state: 'unlocked' })
      ends.unshift(async () => await other.stop())
      const fresh = makeFreshHome()
      ends.unshift(async () => fresh.remove())
      const bus = { DBUS_SESSION_BUS_ADDRESS: other.env['DBUS_SESSION_BUS_ADDRESS'] ?? '' }
      const started = await launchKeyhold({ userData: fresh.userData, env: { ...fresh.env, ...bus } })
      ends.unshift(async () => await closeKeyhold(started))
      const page = await started.electronApp.firstWindow()
      const errors = await watchPage(page)
      ends.unshift(async () => expect(errors, 'errors in the page').toEqual([]))
      await page.getByRole('heading', { level: 1 }).waitFor()
      return { ...started, page, home: fresh.home }
    })
    for (const end of ends) await end()
  },
})

/** Names the own card and saves it at `path`, by the screens. */
async function saveCard(
  { page, electronApp }: Pick<Person, 'page' | 'electronApp'>,
  name: string,
  path: string,
) {
  await openSettings(page, 'People')
  await page.getByRole('button', { name: 'Change name' }).click()
  await page.getByRole('textbox', { name: 'Name on the card' }).fill(name)
  await page.getByRole('button', { name: 'Set name' }).click()
  const own = page.getByRole('region', { name: 'Your card' })
  await expect(own.getByText(name, { exact: true })).toBeVisible()
  await stubDialog(electronApp, { saveAs: path })
  await page.getByRole('button', { name: 'Save card…' }).click()
  await expect(page.getByText(/^Saved as /).first()).toBeVisible()
}

/** Reads a card's file, up to the dialog that asks for the comparison. */
async function readCard({ page, electronApp }: Pick<Person, 'page' | 'electronApp'>, path: string) {
  await openSettings(page, 'People')
  await stubDialog(electronApp, { paths: [path] })
  await page.getByRole('button', { name: 'Import card…' }).click()
  await page.getByRole('menuitem', { name: 'A card file…' }).click()
}

const goToFiles = async (page: Page) =>
  await page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'Files' }).click()

test('a card is compared and taken in, a file is encrypted to it, and only its owner opens what was sent', async ({
  page,
  electronApp,
  home,
  somebody,
}) => {
  await haveLocalKey(page)
  const card = join(home, 'ada.keyhold-card')
  await saveCard({ page, electronApp }, 'Ada Lind', card)
  const { fingerprint } = await callApp(page, 'people.ownCard', {})

  const bert = await somebody()
  await haveLocalKey(bert.page, 'berts-own')
  await readCard(bert, card)
  const dialog = bert.page.getByRole('dialog', { name: 'Card of Ada Lind' })
  await expect(dialog.locator('.prints').getByText(fingerprint)).toBeVisible()
  await expect(dialog.getByRole('button', { name: 'Add colleague' })).toBeDisabled()
  await dialog.getByRole('radio', { name: 'I compared it, and it is the same' }).check()
  await shot(bert.page, 'colleague-compare')
  await dialog.getByRole('button', { name: 'Add colleague' }).click()
  await expect(
    bert.page.getByRole('article', { name: 'Ada Lind' }).getByText('Compared', { exact: true }),
  ).toBeVisible()

  await goToFiles(bert.page)
  await addDoorByKeyboard(bert.page, 'ada')
  await expect(bert.page.getByRole('button', { name: 'Remove the door Ada Lind' })).toBeVisible()
  const source = join(bert.home, 'offer.txt')
  await writeFile(source, 'ten apples\n')
  await dropAndConfirm(bert.page, [source])
  expect((await finishedRows(bert.page)).at(-1)).toMatchObject({ phase: 'done', verified: true })

  const sent = join(home, 'offer.txt.encrypted')
  await rename(`${source}.encrypted`, sent)
  await goToFiles(page)
  await dropFiles(page, [sent])
  await confirmPlan(page)
  expect((await finishedRows(page)).at(-1)).toMatchObject({ phase: 'done' })
  await expect(fileRows(page).getByText('Opened with Your card, intact')).toBeVisible()
  await shot(page, 'colleague-opened')
  expect(await readFile(join(home, 'offer.txt'), 'utf8')).toBe('ten apples\n')

  // Whoever has neither of the two keys does not open it, and is told so.
  const carl = await somebody()
  await haveLocalKey(carl.page, 'carls-own')
  const message = await readFile(sent)
  const copy = join(carl.home, 'offer.txt.encrypted')
  await writeFile(copy, message)
  await dropFiles(carl.page, [copy])
  await expect(carl.page.getByText(/^No key here opens this file\./)).toBeVisible()
  await shot(carl.page, 'colleague-stranger')
  expect(await readFile(copy)).toEqual(message)
})

test('a card that changed is a warning, and the old one stays until it is replaced', async ({
  page,
  electronApp,
  home,
  somebody,
}) => {
  await haveLocalKey(page)
  const [first, second] = [await somebody(), await somebody()]
  const cards = [join(home, 'first.keyhold-card'), join(home, 'second.keyhold-card')] as const
  await haveLocalKey(first.page)
  await saveCard(first, 'Mira Lind', cards[0])
  await haveLocalKey(second.page)
  await saveCard(second, 'Mira Lind', cards[1])

  await readCard({ page, electronApp }, cards[0])
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('radio', { name: 'I compared it, and it is the same' }).check()
  await dialog.getByRole('button', { name: 'Add colleague' }).click()
  const row = page.getByRole('article', { name: 'Mira Lind' })
  await expect(row.getByText('Compared', { exact: true })).toBeVisible()

  await readCard({ page, electronApp }, cards[1])
  const changed = page.getByRole('dialog', { name: 'The card of Mira Lind has changed' })
  await expect(changed.getByText('Compare before you replace it')).toBeVisible()
  await expect(changed.getByRole('button', { name: 'Replace the card' })).toBeDisabled()
  await shot(page, 'colleague-changed')
  await changed.getByRole('button', { name: 'Keep the old card' }).click()
  const old = (await callApp(first.page, 'people.ownCard', {})).fingerprint
  expect((await callApp(page, 'people.list', {})).colleagues).toMatchObject([
    { name: 'Mira Lind', fingerprint: old, compared: true, formerFingerprint: null },
  ])

  await readCard({ page, electronApp }, cards[1])
  await changed.getByRole('radio', { name: 'I will compare it later' }).check()
  await changed.getByRole('button', { name: 'Replace the card' }).click()
  await expect(row).toContainText('Their card changed')
  await expect(row.getByText('Not compared', { exact: true })).toBeVisible()

  // A card with one letter of its key exchanged is refused, and so is one's own.
  const bent = join(home, 'bent.keyhold-card')
  const text = await readFile(cards[0], 'utf8')
  const at = Math.floor(text.length / 2)
  await writeFile(bent, `${text.slice(0, at)}${text[at] === 'A' ? 'B' : 'A'}${text.slice(at + 1)}`)
  await readCard({ page, electronApp }, bent)
  await expect(page.getByRole('alert')).toBeVisible()
  const own = join(home, 'own.keyhold-card')
  await saveCard({ page, electronApp }, 'Ada Lind', own)
  await readCard({ page, electronApp }, own)
  await expect(page.getByText('This is your own card.')).toBeVisible()
  expect((await callApp(page, 'people.list', {})).colleagues).toHaveLength(1)
})
