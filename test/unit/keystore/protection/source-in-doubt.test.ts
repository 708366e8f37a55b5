import { readFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { afterAnswers } from '../../../support/tick.ts'
import { acts } from '../../../support/vault-acts.ts'
import { VaultBench } from '../../../support/vault-bench.ts'

let bench: VaultBench
beforeEach(() => {
  bench = new VaultBench()
})
afterEach(() => bench.remove())

it('what was changed behind the store is not sealed anew, and so never vouched for', async () => {
  const vault = await bench.startOpen()
  await acts(vault).createKey({ alias: 'one', description: 'mine' })
  // The snapshot of this change looks at everything too.
  await afterAnswers()
  await vault.read(({ sealed }) => sealed.database.exec("UPDATE keys SET description = 'theirs'"))
  const before = [...bench.keychain.items]
  const wanted = { mode: 'keychainAndPassphrase', passphrase: 'four words' } as const
  await expect(vault.setProtection(null, wanted)).rejects.toMatchObject({ code: 'KEYSTORE_DAMAGED' })
  expect([...bench.keychain.items]).toEqual(before)
  vault.close()
  expect((await bench.start()).status).toMatchObject({
    state: 'damaged',
    findings: [{ what: 'changed', alias: 'one' }],
  })
})

it('a try at a store that turns out damaged counts: whether it was right may never be known', async () => {
  const vault = await bench.start()
  await vault.setUp({ mode: 'passphrase', passphrase: 'right' })
  await acts(vault).createKey({ alias: 'one', description: '' })
  vault.close()
  const database = new DatabaseSync(bench.paths.file)
  database.exec("UPDATE keys SET description = 'theirs'")
  database.close()
  const again = await bench.start()
  expect(await again.unlock('right')).toMatchObject({ state: 'damaged' })
  expect(JSON.parse(readFileSync(bench.paths.tries, 'utf8'))).toMatchObject({ wrong: 1 })
})
