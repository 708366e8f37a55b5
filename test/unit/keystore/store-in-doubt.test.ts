import { afterEach, beforeEach, expect, it } from 'vitest'
import { KeyBench } from '../../support/key-bench.ts'
import { afterAnswers } from '../../support/tick.ts'

let keys: KeyBench
beforeEach(async () => {
  keys = await KeyBench.start()
})
afterEach(() => keys.remove())

it('a change that finds the store altered behind the lock closes it, and says which key it was', async () => {
  const { keyId } = await keys.newKey({ alias: 'one' })
  await afterAnswers()
  await keys.vault.read(({ sealed }) => sealed.database.exec("UPDATE keys SET description = 'theirs'"))
  expect((await keys.refusal('disableKey', { keyId })).code).toBe('KEYSTORE_DAMAGED')
  expect(keys.vault.status).toMatchObject({
    state: 'damaged',
    findings: [{ what: 'changed', keyId, alias: 'one' }],
  })
  expect((await keys.refusal('wrap', { keyId, context: [], dataKey: new Uint8Array(32) })).code).toBe(
    'KEYSTORE_DAMAGED',
  )
})
