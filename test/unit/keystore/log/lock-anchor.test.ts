import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { LoggedVault } from '../../../support/logged-vault.ts'

let bench: LoggedVault
beforeEach(async () => {
  bench = new LoggedVault()
  await bench.start()
})
afterEach(() => bench.remove())

it('a lock lets the store remember the end of the log: one that is put back to before it is found', async () => {
  await bench.operate('setUp', { mode: 'keychain', passphrase: null })
  const file = join(bench.logFolder, 'activity.sqlite')
  bench.stop()
  copyFileSync(file, `${file}.old`)
  await bench.start()
  await bench.operate('prepareLock', { cause: 'person' })
  bench.stop()
  copyFileSync(`${file}.old`, file)
  await bench.start()
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(bench.vault.status.state).toBe('open')
  expect((await bench.log.check()).standing).toBe('cut')
})
