import { expect, it } from 'vitest'
import { stateHandlers } from '../../../../../src/main/key-admin/managing/state-handlers.ts'
import { arnOf, kmsRow } from '../../../../support/kms-rows.ts'
import { refusal, scriptedKms } from '../../../../support/scripted-kms.ts'

it('reads the key again where tags were removed and the new ones were refused', async () => {
  const kms = scriptedKms({
    untagResource: () => ({}),
    tagResource: () => {
      throw refusal('KMS_ACCESS_DENIED')
    },
  })
  const row = kmsRow('k')
  let reads = 0
  const access = {
    sessionOf: async () => kms,
    sessionIn: async () => kms,
    rowOf: async () => row,
    rows: async () => [row],
    readAgain: async () => {
      reads += 1
      return row
    },
  }
  const ref = { connectionId: 'c', keyArn: arnOf('k') }
  const call = stateHandlers(access, () => new Date(0))['manage.setTags']
  await expect(call({ ref, set: { a: 'b' }, remove: ['c'] } as never)).rejects.toMatchObject({
    code: 'KMS_ACCESS_DENIED',
  })
  expect(reads).toBe(1)
})
