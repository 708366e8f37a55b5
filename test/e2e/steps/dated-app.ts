import { dirname } from 'node:path'
import type { Page } from '@playwright/test'
import { DatedKeystore } from '../../support/dated-keystore.ts'
import { closeKeyhold } from '../support/close-keyhold.ts'
import { launchKeyhold, type RunningKeyhold } from '../support/launch.ts'
import { watchPage } from '../support/watch-page.ts'
import { expect, test as base } from './keyring-app.ts'
import { storeIn } from './store-files.ts'

const day = 24 * 3600_000

/** The time so many days ago. */
export const daysAgo = (days: number): Date => new Date(Date.now() - days * day)

interface Fixtures {
  /**
   * Ends the app, opens its store as at `at` by a process whose clock the test sets, and starts the app again on the same
   * home. Gives its window.
   */
  readonly meanwhile: (at: Date, work: (keystore: DatedKeystore) => Promise<void>) => Promise<Page>
}

/** A test with the app and a real keychain, in which days can pass while the app is closed. Linux. */
export const test = base.extend<Fixtures>({
  meanwhile: async ({ started, freshHome, appEnv, keyring }, use) => {
    base.skip(
      keyring === null,
      'the store is opened by another process with a keychain of its own: Linux only',
    )
    let running: RunningKeyhold = started
    const errors: (readonly string[])[] = []
    await use(async (at, work) => {
      await closeKeyhold(running)
      const directory = dirname(storeIn(freshHome.userData))
      const keystore = await DatedKeystore.open({
        directory,
        service: 'Keyhold',
        env: keyring?.env ?? {},
        at,
      })
      await work(keystore)
      await keystore.close()
      running = await launchKeyhold({
        userData: freshHome.userData,
        env: { ...freshHome.env, ...appEnv },
      })
      const page = await running.electronApp.firstWindow()
      errors.push(await watchPage(page))
      await page.getByRole('heading', { level: 1 }).waitFor()
      return page
    })
    await closeKeyhold(running)
    expect(errors.flat(), 'errors in the pages after the first').toEqual([])
  },
})

export { expect } from './keyring-app.ts'
