import { existsSync, readdirSync, statSync } from 'node:fs'
import { mkdir, open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { appProcesses, isKeystore } from './steps/app-processes.ts'
import { dropAndConfirm, fileRows, finishedRows } from './steps/files-page.ts'
import { expect, test } from './steps/keyring-app.ts'
import { haveLocalKey } from './steps/local-key.ts'
import { callApp } from './steps/page-calls.ts'
import { shot } from './support/shot.ts'

const amount = 12
const names = Array.from({ length: amount }, (_, index) => `${index}.bin`)

/** Files that take a while, and hardly any of the disk before they are encrypted. */
async function largeFiles(home: string): Promise<string> {
  const folder = join(home, 'large')
  await mkdir(folder)
  for (const name of names) {
    const file = await open(join(folder, name), 'w')
    await file.truncate(64 * 1024 * 1024)
    await file.close()
  }
  return folder
}

test('files under way when the keystore process is killed fail in words, leave nothing half made, and are done when tried again', async ({
  page,
  home,
  started,
}) => {
  test.skip(process.platform !== 'linux', 'processes are looked at in /proc')
  test.setTimeout(240_000)
  await haveLocalKey(page)
  const folder = await largeFiles(home)
  const before = names.map((name) => statSync(join(folder, name)).mtimeMs)
  await dropAndConfirm(page, [folder])
  await expect
    .poll(async () => (await callApp(page, 'jobs.snapshot', {})).batches[0]?.done ?? 0)
    .toBeGreaterThan(0)
  const [keystore] = appProcesses(started.child.pid ?? 0).filter(isKeystore)
  if (keystore === undefined) throw new Error('there is no keystore process')
  // Stopped first: files then wait for its answer for certain when it is killed.
  process.kill(keystore.pid, 'SIGSTOP')
  await pause(3000)
  process.kill(keystore.pid, 'SIGKILL')
  const rows = await finishedRows(page, 120)
  expect(existsSync(`/proc/${keystore.pid}`)).toBe(false)
  const failed = rows.filter(({ phase }) => phase !== 'done')
  expect(failed.length).toBeGreaterThan(0)
  expect(failed.map(({ problem }) => problem?.code)).toEqual(failed.map(() => 'KEYSTORE_STOPPED'))
  await expect(fileRows(page).filter({ hasText: 'holds your keys has stopped' }).first()).toBeVisible()
  await shot(page, 'keystore-died')
  // Nothing but the originals, as they were, and whole results of the files that were done.
  const done = rows.length - failed.length
  const there = readdirSync(folder)
  expect(there.filter((name) => !name.endsWith('.encrypted')).toSorted()).toEqual(names.toSorted())
  expect(there).toHaveLength(amount + done)
  expect(names.map((name) => statSync(join(folder, name)).mtimeMs)).toEqual(before)

  await page.getByRole('button', { name: 'Try again' }).first().click()
  const [batch] = (await callApp(page, 'jobs.snapshot', {})).batches
  if (failed.length > 1) await callApp(page, 'jobs.retryFailed', { batchId: batch?.id ?? '' })
  await expect
    .poll(async () => (await callApp(page, 'jobs.snapshot', {})).batches[0], { timeout: 120_000 })
    .toMatchObject({ state: 'finished', done: amount, failed: 0 })
  expect(readdirSync(folder).toSorted()).toEqual(
    [...names, ...names.map((name) => `${name}.encrypted`)].toSorted(),
  )
  expect(await callApp(page, 'vault.status', {})).toMatchObject({ state: 'open', keyCount: 1 })
  await rm(folder, { recursive: true })
})
