import { mkdir } from 'node:fs/promises'
import { join, relative } from 'node:path'
import type { Page } from '@playwright/test'
import { makeFreshHome } from '../test/e2e/support/fresh-home.ts'
import { launchKeyhold } from '../test/e2e/support/launch.ts'
import { startKeyringSession } from '../test/support/keyring-session.ts'
import { pictureTaker, picturesFolder } from './demo/pictures.ts'
import { resultTable } from './demo/result-table.ts'
import { runDemo } from './demo/run-demo.ts'
import { hasDisplay, withVirtualDisplay } from './display/virtual-display.ts'
import { electronBinary } from './electron-binary.ts'
import { buildIfStale } from './programs/build.ts'
import { ensureDebianPackages } from './programs/debian-packages.ts'
import { inProject, projectFolder } from './programs/project.ts'

// `npm run demo`: the main job in a fresh profile with a private keyring, in front of you or in a virtual window. Ends
// with 0 only if every file came back equal.
const onHost = electronBinary() === null
const needed = ['xvfb', 'dbus', 'gnome-keyring', 'libsecret-1-0', 'fonts-noto-color-emoji'] as const
const missing = await ensureDebianPackages(onHost ? ['chromium', ...needed] : needed)
if (missing.some((name) => name !== 'fonts-noto-color-emoji')) process.exit(1)
await buildIfStale()
if (onHost) process.env['ELECTRON_OVERRIDE_DIST_PATH'] = inProject('test/host/dist')

console.log(
  `Keyhold's demo on ${onHost ? 'the test host' : 'Electron'}, in a ${hasDisplay() ? '' : 'virtual '}window`,
)
process.exitCode = await withVirtualDisplay(async (env) => {
  // Playwright and the launcher take the display from here.
  if (env['DISPLAY'] !== undefined) process.env['DISPLAY'] = env['DISPLAY']
  return demo()
})

async function demo(): Promise<number> {
  const fresh = makeFreshHome()
  const keyring = process.platform === 'linux' ? await startKeyringSession({ state: 'unlocked' }) : null
  const bus = keyring?.env['DBUS_SESSION_BUS_ADDRESS']
  const { electronApp, printed } = await launchKeyhold({
    userData: fresh.userData,
    env: { ...fresh.env, ...(bus === undefined ? {} : { DBUS_SESSION_BUS_ADDRESS: bus }) },
    args: onHost ? ['--keyhold-host=test host'] : [],
  })
  const picture = await pictureTaker()
  let page: Page | undefined
  try {
    page = await electronApp.firstWindow()
    const folder = join(fresh.home, 'demo')
    await mkdir(folder)
    const rows = await runDemo({ page, folder, picture, say })
    console.log(`\n${resultTable(rows)}\n`)
    console.log(`Pictures of each step: ${relative(projectFolder, picturesFolder)}/`)
    return rows.every((row) => row.equal) ? 0 : 1
  } catch (error) {
    console.error(error)
    if (page !== undefined) await picture(page, 'failure').catch(() => undefined)
    console.error(`The app's output:\n${printed.stdout}${printed.stderr}`)
    return 1
  } finally {
    await electronApp.close()
    await keyring?.stop()
    fresh.remove()
  }
}

function say(text: string): void {
  console.log(`  ${text} …`)
}
