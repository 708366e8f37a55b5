import { setTimeout as pause } from 'node:timers/promises'
import { expect, type Locator, type Page } from '@playwright/test'
import type { JobRow } from '../../../src/shared/model/job.ts'
import type { KeyRef } from '../../../src/shared/model/key.ts'
import { dropFiles } from '../support/drag.ts'
import { callApp } from './page-calls.ts'

/** The bar under a plan, with its totals and its button. */
export function commitBar(page: Page): Locator {
  return page.getByRole('group', { name: 'Plan' })
}

/** The rows of this run, without those of the history below and without what a screen reader is told. */
export function fileRows(page: Page): Locator {
  return page.getByRole('list', { name: /^Files,/ }).getByRole('listitem')
}

/** Drops files and folders (absolute paths) and confirms the plan that follows. */
export async function dropAndConfirm(page: Page, paths: readonly string[]): Promise<void> {
  await dropFiles(page, paths)
  await confirmPlan(page)
}

/**
 * Presses the button of the plan that is shown: `Encrypt 3 files`, `Verify 1 file`, `Encrypt 1, open 2`. Comes back once the
 * batch is there: until then `finishedRows` would take the batch before it for this one.
 */
export async function confirmPlan(page: Page): Promise<void> {
  await commitBar(page)
    .getByRole('button', { name: /^(Encrypt|Open|Verify|Move) \d/ })
    .click()
  await commitBar(page).waitFor({ state: 'hidden' })
}

/** Chooses what the next drop does. */
export async function chooseMode(
  page: Page,
  mode: 'Encrypt or open' | 'Verify' | 'Move to another key' | 'Inspect',
): Promise<void> {
  await turnOn(modeOf(page, mode))
}

/** Presses a switch or radio button of the page; what it shows may come a moment later. */
export async function turnOn(choice: Locator): Promise<void> {
  await choice.click({ force: true })
  await expect(choice).toBeChecked()
}

/** The choice of what a drop does. */
export const modeOf = (page: Page, mode: string): Locator =>
  page.getByRole('radio', { name: mode, exact: true })

/** Chooses what is done with a finished row, by the name it shows. */
export async function chooseForRow(page: Page, name: string, act: string): Promise<void> {
  await page.getByRole('button', { name: `What can be done with ${name}`, exact: true }).click()
  await page.getByRole('menuitem', { name: act }).click()
}

/** Chooses keys to encrypt to, the first one called `name`, and waits until the page plans with them: it hears of it later. */
export async function chooseDoors(page: Page, doors: readonly KeyRef[], name: string): Promise<void> {
  await callApp(page, 'settings.set', { firstRunDone: true, doors: [...doors] })
  await page.getByRole('button', { name: new RegExp(`Encrypt to ${name}`) }).waitFor()
}

/** Waits until no batch runs any more and returns all rows. `limit`: in seconds. */
export async function finishedRows(page: Page, limit = 60): Promise<readonly JobRow[]> {
  const deadline = Date.now() + limit * 1000
  for (;;) {
    const { batches, rows } = await callApp(page, 'jobs.snapshot', {})
    if (batches.length > 0 && batches.every((batch) => batch.state === 'finished')) return rows
    if (Date.now() > deadline) throw new Error(`files are still worked on after ${limit} s`)
    await pause(50)
  }
}
