import { truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { dragOver, dropFiles } from './support/drag.ts'
import { shot } from './support/shot.ts'
import { stubDialog } from './support/stub-dialog.ts'
import { openKey } from './steps/aws-keys.ts'
import { dropAndConfirm, finishedRows } from './steps/files-page.ts'
import { connectKms, expect, test } from './steps/kms-app.ts'
import { haveLocalKey } from './steps/local-key.ts'
import { callApp } from './steps/page-calls.ts'

for (const scheme of ['light', 'dark'] as const) {
  test(`axe finds nothing on any screen, ${scheme}`, async ({ page, home }) => {
    await callApp(page, 'settings.set', { colorScheme: scheme })
    const look = (name: string) => inspect(page, `${name}-${scheme}`)
    await page.getByRole('heading', { name: 'Where do your keys live?' }).waitFor()
    await look('first-run-where')

    await haveLocalKey(page)
    await look('files-empty')
    const file = join(home, 'report.pdf')
    const odd = join(home, 'notes.encrypted')
    await writeFile(file, 'a report')
    await writeFile(odd, 'not a message')
    await dragOver(page, [file])
    await look('files-dragging')
    await dropFiles(page, [file, odd])
    await page.getByText('notes.encrypted is not encrypted').waitFor()
    await look('files-plan')
    await page.getByRole('button', { name: 'Options' }).click()
    await look('files-plan-options')
    await page.getByRole('button', { name: 'Close options' }).click()
    await page.getByRole('button', { name: /Encrypt to/ }).click()
    await look('picker')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Cancel' }).click()

    const large = join(home, 'large.iso')
    await writeFile(large, '')
    await truncate(large, 4 * 1024 ** 3)
    await dropAndConfirm(page, [file, large])
    await page.getByRole('button', { name: 'Cancel large.iso' }).waitFor()
    await look('files-running')
    await page.getByRole('button', { name: 'Cancel large.iso' }).click()
    await finishedRows(page)
    await look('files-done')

    await page.getByRole('button', { name: 'Keys', exact: true }).click()
    await page.getByRole('heading', { name: 'Keys', level: 1 }).waitFor()
    await look('keys')
    await page.getByRole('button', { name: 'Settings', exact: true }).click()
    await page.getByRole('heading', { name: 'Settings', level: 1 }).waitFor()
    await look('settings')
  })
}

test('axe finds nothing on the pages and dialogs of AWS KMS, in light and dark', async ({ page, kms }) => {
  kms.createKey({ alias: 'payroll', createdAt: new Date(Date.now() - 800 * 86_400_000) })
  kms.createKey({ alias: 'our-own', origin: 'EXTERNAL' })
  kms.createKey({ alias: 'off', state: 'Disabled' })
  kms.createKey({ alias: 'aws/s3', manager: 'AWS' })
  await connectKms(page, kms)
  const main = page.getByRole('navigation', { name: 'Main' })
  const [button, escape] = [
    async (name: string) => await page.getByRole('button', { name, exact: true }).first().click(),
    async () => {
      await page.keyboard.press('Escape')
      await page.getByRole('dialog').waitFor({ state: 'hidden' })
    },
  ]
  for (const scheme of ['light', 'dark'] as const) {
    await callApp(page, 'settings.set', { colorScheme: scheme })
    await page.locator(`[data-mantine-color-scheme="${scheme}"]`).waitFor({ state: 'attached' })
    const look = (name: string) => inspect(page, `aws-${name}-${scheme}`)
    await main.getByRole('button', { name: 'Keys' }).click()
    await page.getByRole('searchbox').fill('')
    await page.getByRole('table', { name: 'Keys' }).waitFor()
    await look('keys')
    await main.getByRole('button', { name: /^Rotation/ }).click()
    await page.getByRole('button', { name: 'Open payroll, rotation' }).waitFor()
    await look('rotation')
    await main.getByRole('button', { name: 'Settings' }).click()
    await page.getByRole('article', { name: 'Work' }).waitFor()
    await look('connections')
    await button('Add connection')
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).waitFor()
    await look('connection-form')
    await escape()
    await openKey(page, 'payroll', 'General')
    await button('Schedule deletion…')
    await page.getByRole('dialog').getByText('None that Keyhold has seen').waitFor()
    await look('deletion')
    await escape()
    await openKey(page, 'our-own', 'General')
    await button('Import material…')
    await page.getByRole('dialog').waitFor()
    await look('import')
    await escape()
  }
})

test('the main job can be done with the keyboard alone', async ({ page, home, electronApp }) => {
  await haveLocalKey(page)
  const file = join(home, 'report.pdf')
  await writeFile(file, 'a report')
  await stubDialog(electronApp, { paths: [file] })
  await page.keyboard.press('Control+o')
  await page.getByRole('table', { name: 'Plan' }).waitFor()
  await focusByTab(page, 'Encrypt 1 file')
  await page.keyboard.press('Enter')
  const [row] = await finishedRows(page)
  expect(row?.phase).toBe('done')
})

// A picture of the screen, and what axe says to it. Its default mode opens a page of its own, which a desktop app forbids.
async function inspect(page: Page, name: string): Promise<void> {
  await shot(page, name)
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze()
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`)
  expect(found, name).toEqual([])
}

// Tab by Tab until the element of that name has the focus; at most once around the window.
async function focusByTab(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    if ((await page.evaluate('document.activeElement?.textContent')) === name) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`${name} cannot be reached with Tab`)
}
