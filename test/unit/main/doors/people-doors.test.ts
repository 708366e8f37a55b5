import { beforeEach, describe, expect, it } from 'vitest'
import type { KeystoreCalls } from '../../../../src/main/keys/keystore/keystore-calls.ts'
import type { KeystoreNews } from '../../../../src/main/keys/keystore/keystore-connection.ts'
import { KeystorePeople } from '../../../../src/main/doors/people-doors.ts'
import type { VaultStatus } from '../../../../src/shared/model/vault.ts'
import { VaultError } from '../../../../src/shared/vault-error.ts'
import { rsaHolder } from '../../../support/rsa-holder.ts'

const locked = new VaultError('KEYSTORE_LOCKED', 'locked')
const open: VaultStatus = {
  state: 'open',
  keychain: '',
  storeId: '',
  createdAt: '',
  keyCount: 0,
  mode: 'keychain',
}
const { fingerprint, publicKey } = rsaHolder('keyhold-recovery')
const kit = { kitId: 'KH-1', fingerprint, publicKey }

describe('what the main process remembers of people', () => {
  let asked: string[]
  let failure: VaultError | null
  let news: (news: KeystoreNews) => void
  let status: (status: VaultStatus) => void
  let people: KeystorePeople

  beforeEach(() => {
    asked = []
    failure = null
    const keystore = {
      call: async (operation: string) => {
        asked.push(operation)
        if (failure !== null) throw failure
        return kit
      },
      onNews: (listener: typeof news) => {
        news = listener
        return () => {}
      },
      onStatus: (listener: typeof status) => {
        status = listener
        return () => {}
      },
    } as unknown as KeystoreCalls
    people = new KeystorePeople(keystore, () => null)
  })

  it('is asked for once, also by many at a time', async () => {
    await Promise.all([people.kit(), people.kit(), people.kit()])
    expect(await people.kit()).toEqual(kit)
    expect(asked).toEqual(['kitPublicKey'])
  })

  it('is asked for again once the store changed, and not for an entry of the log', async () => {
    await people.kit()
    news({ news: 'activity' })
    await people.kit()
    expect(asked).toHaveLength(1)
    news({ news: 'changed', epoch: 2 })
    await people.kit()
    expect(asked).toHaveLength(2)
  })

  it('stays known while the keystore is locked, and is asked for once it is open again', async () => {
    await people.kit()
    failure = locked
    status({ state: 'locked', mode: 'keychain', cause: 'idle', at: '', wrongTries: 0, retryAt: null })
    expect(await people.kit()).toEqual(kit)
    failure = null
    status(open)
    await people.kit()
    expect(asked).toHaveLength(2)
  })

  it('is asked for again after a failure', async () => {
    failure = locked
    await expect(people.kit()).rejects.toBe(locked)
    failure = null
    expect(await people.kit()).toEqual(kit)
  })
})
