import { _electron as electron, type ElectronApplication, type Page } from '@playwright/test'
import type { ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

const host = dirname(import.meta.dirname)
export const hostExecutable = join(host, 'dist/electron')
export const fixtureFolder = join(host, 'fixture')

/** What the fixture's main process keeps for the tests (fixture/main.ts). */
export interface Seen {
  readonly navigations: string[]
  readonly windows: string[]
  readonly second: string[][]
  readonly quits: number
  readonly requests: string[]
}

export interface FixtureApp {
  readonly electronApp: ElectronApplication
  /** The host's process; its command line and its children's hold `folder`. */
  readonly process: ChildProcess
  readonly page: Page
  /** A folder of this run, with the user data folder and the host's temporary files in it. */
  readonly folder: string
  readonly userData: string
  seen(): Promise<Seen>
  /** Ends the app and removes the folder. */
  stop(): Promise<void>
}

/**
 * Starts the fixture app on the test host, through Playwright as any spec would, and waits until its page is ready.
 * Without the name of an X display it is headless.
 */
export async function startFixture(display?: string): Promise<FixtureApp> {
  process.env['ELECTRON_OVERRIDE_DIST_PATH'] = dirname(hostExecutable)
  const folder = mkdtempSync(join(tmpdir(), 'host-test-'))
  const userData = join(folder, 'profile')
  const electronApp = await electron.launch({
    args: ['.', `--user-data-dir=${userData}`],
    cwd: fixtureFolder,
    env: {
      PATH: process.env['PATH'] ?? '',
      HOME: folder,
      TMPDIR: folder,
      LANG: 'C.UTF-8',
      ...(display === undefined ? {} : { DISPLAY: display }),
    },
    colorScheme: null,
  })
  const page = await electronApp.firstWindow()
  await page.getByText('ready').waitFor()
  return {
    electronApp,
    process: electronApp.process(),
    page,
    folder,
    userData,
    seen: () => electronApp.evaluate(() => (globalThis as unknown as { seen: Seen }).seen),
    stop: async () => {
      await electronApp.close().catch(() => undefined)
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}
