import { copyFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { makeFirstKey } from './steps/first-run-screens.ts'
import { expect, test } from './steps/keyring-app.ts'
import { createLocalKey } from './steps/local-key.ts'
import { callApp } from './steps/page-calls.ts'
import { launchKeyhold } from './support/launch.ts'
import { shot } from './support/shot.ts'

test('an older store that was put back is asked about, and its keys open once that is confirmed', async ({
  page,
  electronApp,
  freshHome,
  appEnv,
}) => {
  await makeFirstKey(page, { name: 'backups' })
  await electronApp.close()
  const options = { userData: freshHome.userData, env: { ...freshHome.env, ...appEnv } }
  const names = await readdir(freshHome.userData, { recursive: true })
  const store = join(freshHome.userData, names.find((name) => name.endsWith('keystore.sqlite')) ?? '')
  const kept = join(freshHome.userData, 'older')
  await copyFile(store, kept)

  const second = await launchKeyhold(options)
  const secondPage = await second.electronApp.firstWindow()
  await expect(secondPage.getByRole('heading', { name: 'Files', level: 1 })).toBeVisible()
  await createLocalKey(secondPage, 'later')
  await second.electronApp.close()
  await copyFile(kept, store)

  const third = await launchKeyhold(options)
  const last = await third.electronApp.firstWindow()
  await expect(last.getByText('This is an older copy of your keys’ store').first()).toBeVisible()
  await last.getByRole('button', { name: 'Open this older copy…' }).first().click()
  const confirm = last.getByRole('button', { name: 'Open older copy' })
  await expect(confirm).toBeDisabled()
  await last.getByRole('checkbox', { name: /newer keys are not in this copy/ }).click()
  await shot(last, 'older-copy')
  await confirm.click()
  await expect(last.getByText('Unlocked')).toBeVisible()
  const { keys } = await callApp(last, 'keys.list', { since: 0 })
  expect(keys.map((key) => key.alias)).toEqual(['backups'])
  await third.electronApp.close()
})
