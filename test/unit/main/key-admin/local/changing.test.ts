import { describe, expect, it } from 'vitest'
import { changingHandlers } from '../../../../../src/main/key-admin/local/changing.ts'
import { keyIdHere, localKeyOf, scriptedKeystore } from '../../../../support/local-keys.ts'

const ref = { service: 'local', keyId: keyIdHere } as const

describe('a change of a key of this computer', () => {
  it('answers with the row as it is afterwards', async () => {
    const keystore = scriptedKeystore({
      describeKey: () => localKeyOf(),
      disableKey: () => localKeyOf({ state: 'Disabled' }),
    })
    const row = await changingHandlers(keystore)['manage.disable']({ ref })
    expect(row).toMatchObject({ state: 'Disabled', canEncrypt: false })
  })

  it('that the key refuses never reaches the operation', async () => {
    const keystore = scriptedKeystore({ describeKey: () => localKeyOf({ spec: 'HMAC_256' }) })
    await expect(changingHandlers(keystore)['manage.rotateNow']({ ref })).rejects.toMatchObject({
      code: 'KEY_ACTION_REFUSED',
      facts: { refusal: 'hmac', service: 'local' },
    })
    expect(keystore.asked.map(([operation]) => operation)).toEqual(['describeKey'])
  })

  it.each(['', 'backup', 'alias/backups', 'BACKUPS'])('deletes nothing for the name %j', async (typed) => {
    const keystore = scriptedKeystore({ describeKey: () => localKeyOf() })
    const handlers = changingHandlers(keystore)
    const refused = { code: 'INVALID_REQUEST', facts: { reason: 'typedName' } }
    await expect(handlers['manage.scheduleDeletion']({ ref, days: 7, typed })).rejects.toMatchObject(refused)
    await expect(handlers['manage.deleteKey']({ ref, typed })).rejects.toMatchObject(refused)
    expect(keystore.asked.every(([operation]) => operation === 'describeKey')).toBe(true)
  })

  it('for good tells what was erased and what was not', async () => {
    const deleted = { purgedCopies: 3, kept: ['a backup'] }
    const keystore = scriptedKeystore({ describeKey: () => localKeyOf(), deleteKey: () => deleted })
    expect(await changingHandlers(keystore)['manage.deleteKey']({ ref, typed: ' backups ' })).toEqual(deleted)
  })
})
