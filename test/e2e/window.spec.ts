import { once } from 'node:events'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { callApp } from './steps/page-calls.ts'
import { expect, test } from './support/app.ts'
import { launchKeyhold } from './support/launch.ts'

test('the window remembers its size, and the app its settings', async ({ freshHome, userData }) => {
  const started = () => launchKeyhold({ userData, env: freshHome.env })
  const first = await started()
  const page = await first.electronApp.firstWindow()
  await page.waitForSelector('#root > *', { state: 'attached' })
  await first.electronApp.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.setSize(1300, 820),
  )
  await callApp(page, 'settings.set', { colorScheme: 'dark' })
  await first.electronApp.close()

  const second = await started()
  const again = await second.electronApp.firstWindow()
  await again.waitForSelector('#root > *', { state: 'attached' })
  const size = await second.electronApp.evaluate(({ BrowserWindow }) => {
    const bounds = BrowserWindow.getAllWindows()[0]?.getNormalBounds()
    return [bounds?.width, bounds?.height]
  })
  expect(size).toEqual([1300, 820])
  expect(await callApp(again, 'settings.get', {})).toMatchObject({ colorScheme: 'dark' })
  expect(await again.evaluate(`matchMedia('(prefers-color-scheme: dark)').matches`)).toBe(true)
  await second.electronApp.close()
})

test('a settings file that is damaged is set aside, and the app starts with its defaults', async ({
  freshHome,
  userData,
}) => {
  writeFileSync(join(userData, 'settings.json'), '{"colorScheme":')
  const { electronApp } = await launchKeyhold({ userData, env: freshHome.env })
  const page = await electronApp.firstWindow()
  await page.waitForSelector('#root > *', { state: 'attached' })
  expect(await callApp(page, 'settings.get', {})).toMatchObject({ colorScheme: 'system' })
  await electronApp.close()
  const aside = readdirSync(userData).find((name) => name.startsWith('settings.json.damaged-')) ?? ''
  expect(readFileSync(join(userData, aside), 'utf8')).toBe('{"colorScheme":')
})

test('point 15: a second start brings the first to the front and ends', async ({
  freshHome,
  userData,
  electronApp,
  page,
}) => {
  await page.waitForSelector('#root > *', { state: 'attached' })
  // Its end may come before Playwright has got hold of it.
  const second = await launchKeyhold({ userData, env: freshHome.env, args: ['/etc/passwd'] }).catch(
    () => undefined,
  )
  const child = second?.electronApp.process()
  if (child?.exitCode === null) await once(child, 'exit')
  expect(child?.exitCode ?? 0).toBe(0)
  expect(electronApp.windows()).toHaveLength(1)
  expect(await callApp(page, 'jobs.snapshot', {})).toMatchObject({ batches: [] })
})
