import { test as base, expect, type ElectronApplication, type Page } from '@playwright/test'
import { closeKeyhold } from './close-keyhold.ts'
import { makeFreshHome, type FreshHome } from './fresh-home.ts'
import { launchKeyhold, type Printed, type RunningKeyhold } from './launch.ts'
import { watchPage } from './watch-page.ts'

interface Options {
  /** Further environment of the app, such as a private keyring's; wins over the fresh home's. */
  appEnv: Readonly<Record<string, string>>
  /** Further command-line arguments of the app. */
  appArgs: readonly string[]
  /** Console errors that the test provokes: those that match are no failure. */
  expectedPageErrors: readonly RegExp[]
}

interface Fixtures {
  freshHome: FreshHome
  home: string
  userData: string
  started: RunningKeyhold
  electronApp: ElectronApplication
  printed: Printed
  page: Page
}

/**
 * A test with the app running in a fresh profile and a fresh home. `page` is its window; a console error, an uncaught
 * error or a violation of the content security policy in it fails the test.
 */
export const test = base.extend<Options & Fixtures>({
  appEnv: [{}, { option: true }],
  appArgs: [[], { option: true }],
  expectedPageErrors: [[], { option: true }],
  // Playwright reads the names of the fixtures from the first parameter, which must therefore be a pattern.
  // oxlint-disable-next-line no-empty-pattern
  freshHome: async ({}, use) => {
    const fresh = makeFreshHome()
    await use(fresh)
    fresh.remove()
  },
  home: ({ freshHome }, use) => use(freshHome.home),
  userData: ({ freshHome }, use) => use(freshHome.userData),
  started: async ({ freshHome, appEnv, appArgs }, use, testInfo) => {
    const env = { ...freshHome.env, ...appEnv }
    const started = await launchKeyhold({ userData: freshHome.userData, env, args: appArgs })
    await use(started)
    await closeKeyhold(started)
    if (testInfo.status !== testInfo.expectedStatus) {
      await testInfo.attach('stdout', { body: started.printed.stdout })
      await testInfo.attach('stderr', { body: started.printed.stderr })
    }
  },
  electronApp: ({ started }, use) => use(started.electronApp),
  printed: ({ started }, use) => use(started.printed),
  page: async ({ electronApp, expectedPageErrors }, use) => {
    const page = await electronApp.firstWindow()
    const errors = await watchPage(page)
    await page.waitForLoadState('domcontentloaded')
    await use(page)
    const unexpected = errors.filter((error) => !expectedPageErrors.some((known) => known.test(error)))
    expect(unexpected, 'errors in the page').toEqual([])
  },
})

export { expect }
