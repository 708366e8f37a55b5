import { describe, expect, it } from 'vitest'
import { hasShutDoor, withCauses } from '../../../../../src/main/jobs/file/refused-causes.ts'
import type { Keyring } from '../../../../../src/main/keyrings/keyring.ts'
import { MultiKeyring } from '../../../../../src/main/keyrings/multi-keyring.ts'
import { VaultError } from '../../../../../src/shared/vault-error.ts'
import { Room, bytes, jobsIn, run } from '../../../../support/jobs-room.ts'
import { decryptIn, encryptIn, keyring } from '../../../../support/file-work.ts'
import { memoryKeyServices } from '../../../../support/memory-key-services.ts'

const refused = new VaultError('KMS_INVALID_CIPHERTEXT', 'no', { facts: { keyArn: 'arn' } })

/** AWS KMS as it refuses every ciphertext. */
const refuses: Keyring = {
  wrap: () => Promise.reject(refused),
  unwrap: async () => ({ opened: false, tried: [refused] }),
}

const cannotAsk = (): Promise<boolean> => Promise.reject(new Error('closed'))

async function message(room: Room): Promise<void> {
  room.write('a.bin', bytes(100))
  await encryptIn(room)
}

describe('a ciphertext that AWS KMS refuses', () => {
  it('has all three causes left where nothing is known of the header', async () => {
    using room = new Room()
    await message(room)
    await expect(decryptIn(room, { keyring: refuses })).rejects.toMatchObject({
      code: 'KMS_INVALID_CIPHERTEXT',
      facts: { causes: 'any', keyArn: 'arn' },
    })
  })

  it('is not damaged where the history knows the header', async () => {
    using room = new Room()
    await message(room)
    const asked: string[] = []
    const isKnownHeader = async (hash: string): Promise<boolean> => {
      asked.push(hash)
      return true
    }
    await expect(decryptIn(room, { keyring: refuses, isKnownHeader })).rejects.toMatchObject({
      facts: { causes: 'contextOrKey' },
    })
    expect(asked).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/)])
  })

  it('has all causes left where the history cannot be asked', async () => {
    using room = new Room()
    await message(room)
    await expect(decryptIn(room, { keyring: refuses, isKnownHeader: cannotAsk })).rejects.toMatchObject({
      facts: { causes: 'any' },
    })
  })

  it('is under another key where another door opens the file', async () => {
    using room = new Room()
    await message(room)
    const both = new MultiKeyring({ children: [refuses, keyring] })
    expect(await decryptIn(room, { keyring: both })).toMatchObject({ doorShut: true })
    expect(await decryptIn(room, { keyring })).toMatchObject({ doorShut: false })
  })

  it.each(['auto', 'verify'] as const)(
    'says so in the row of a file that another door opened: %s',
    async (intent) => {
      using room = new Room()
      const keys = memoryKeyServices()
      const { jobs } = jobsIn(room, { keys })
      await run(jobs, [room.write('a', 'x')])
      const opening = keys.openingKeyring
      keys.openingKeyring = () => new MultiKeyring({ children: [refuses, opening()] })
      expect(await run(jobs, [room.path('a.encrypted')], { intent })).toMatchObject([
        { phase: 'done', note: 'doorShut' },
      ])
    },
  )

  it('leaves every other error as it is', async () => {
    const other = new VaultError('KMS_ACCESS_DENIED', 'no')
    expect(await withCauses(other, async () => true)).toBe(other)
    expect(hasShutDoor({ tried: [other] })).toBe(false)
    expect(hasShutDoor({})).toBe(false)
  })
})
