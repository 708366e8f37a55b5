import { describe, expect, it } from 'vitest'
import type { Keyring, WrapOutcome } from '../../../../src/main/keyrings/keyring.ts'
import { MultiKeyring } from '../../../../src/main/keyrings/multi-keyring.ts'
import { Secret } from '../../../../src/main/secret/secret.ts'
import { VaultError } from '../../../../src/shared/vault-error.ts'
import { aesKeyring, bytesOf, failingKeyring, fresh, rejection, unwrapOf } from './support/doors.ts'

/** A keyring that keeps the data keys it made. */
const watched = (keyring: Keyring, made: WrapOutcome[]): Keyring => ({
  wrap: async (request) => {
    const outcome = await keyring.wrap(request)
    made.push(outcome)
    return outcome
  },
  unwrap: (request) => keyring.unwrap(request),
})

const naming = (keyMaterialId: string | null): Keyring => ({
  wrap: async (request) => ({ ...(await aesKeyring().wrap(request)), keyMaterialId }),
  unwrap: (request) => aesKeyring().unwrap(request),
})

const materialOf = async (first: string | null) => {
  const multi = new MultiKeyring({ generator: naming(first), children: [naming('second')] })
  return (await multi.wrap(fresh)).keyMaterialId
}

describe('the multi-keyring', () => {
  it('F-60 makes one data key with a door for each keyring, in order, and any one of them opens it', async () => {
    const [a, b, c] = [aesKeyring('a'), aesKeyring('b'), aesKeyring('c')]
    const { dataKey, encryptedDataKeys } = await new MultiKeyring({ generator: a, children: [b, c] }).wrap(
      fresh,
    )
    expect(encryptedDataKeys).toHaveLength(3)
    for (const [index, keyring] of [a, b, c].entries()) {
      const outcome = await keyring.unwrap(unwrapOf(...encryptedDataKeys))
      expect(outcome.opened && outcome.encryptedDataKey).toBe(encryptedDataKeys[index])
      expect(outcome.opened && bytesOf(outcome.dataKey)).toEqual(bytesOf(dataKey))
    }
  })

  it('F-60 wraps a given data key with its children, and leaves it alone', async () => {
    const dataKey = Secret.random(32)
    const multi = new MultiKeyring({ children: [aesKeyring('a'), aesKeyring('b')] })
    const made = await multi.wrap({ ...fresh, dataKey })
    expect(made.dataKey).toBe(dataKey)
    expect(made.encryptedDataKeys).toHaveLength(2)
    const failing = new MultiKeyring({ children: [aesKeyring('a'), failingKeyring()] })
    expect(await rejection(failing.wrap({ ...fresh, dataKey }))).toBe('KMS_UNREACHABLE')
    expect(dataKey.isWiped).toBe(false)
  })

  it('names the key material of its first door, and none where that has none', async () => {
    expect(await materialOf('first')).toBe('first')
    expect(await materialOf(null)).toBeNull()
  })

  it('F-60 fails as a whole where one wrap fails, and wipes the data key it made', async () => {
    const made: WrapOutcome[] = []
    const multi = new MultiKeyring({
      generator: watched(aesKeyring('a'), made),
      children: [aesKeyring('b'), failingKeyring()],
    })
    expect(await rejection(multi.wrap(fresh))).toBe('KMS_UNREACHABLE')
    expect(made.map(({ dataKey }) => dataKey.isWiped)).toEqual([true])
    expect(await rejection(new MultiKeyring({ generator: failingKeyring(), children: [] }).wrap(fresh))).toBe(
      'KMS_UNREACHABLE',
    )
  })

  it('F-60 takes a data key from the generator or from the caller, and from exactly one of them', async () => {
    const withGenerator = new MultiKeyring({ generator: aesKeyring(), children: [] })
    expect(await rejection(withGenerator.wrap({ ...fresh, dataKey: Secret.random(32) }))).toBe(
      'INVALID_REQUEST',
    )
    expect(await rejection(new MultiKeyring({ children: [aesKeyring()] }).wrap(fresh))).toBe(
      'INVALID_REQUEST',
    )
  })

  it('F-60 needs at least one keyring', () => {
    expect(() => new MultiKeyring({ children: [] })).toThrow('choose at least one key')
  })

  it('F-61 goes on after a keyring that fails, and stops at the first that opens', async () => {
    const good = aesKeyring('good')
    const { encryptedDataKeys } = await good.wrap(fresh)
    const multi = new MultiKeyring({
      generator: failingKeyring(),
      children: [aesKeyring('other'), good, failingKeyring()],
    })
    expect((await multi.unwrap(unwrapOf(...encryptedDataKeys))).opened).toBe(true)
  })

  it('F-61 answers with every error it collected where nothing opens', async () => {
    const { encryptedDataKeys } = await aesKeyring('a').wrap(fresh)
    const multi = new MultiKeyring({
      generator: failingKeyring(),
      children: [aesKeyring('a'), aesKeyring('not mine')],
    })
    const outcome = await multi.unwrap(unwrapOf(...encryptedDataKeys))
    expect(outcome.opened ? [] : outcome.tried.map((error) => error.code)).toEqual([
      'KMS_UNREACHABLE',
      'DATA_KEY_DAMAGED',
    ])
  })

  it('F-61 ends at once when it is cancelled, and counts a stray error as one of ours', async () => {
    const cancelled: Keyring = {
      ...failingKeyring(),
      unwrap: () => Promise.reject(new VaultError('CANCELLED', 'cancelled')),
    }
    expect(
      await rejection(new MultiKeyring({ children: [cancelled, aesKeyring()] }).unwrap(unwrapOf())),
    ).toBe('CANCELLED')
    const stray: Keyring = { ...failingKeyring(), unwrap: () => Promise.reject(new TypeError('x')) }
    const outcome = await new MultiKeyring({ children: [stray] }).unwrap(unwrapOf())
    expect(outcome.opened ? [] : outcome.tried.map((error) => error.code)).toEqual(['INTERNAL'])
  })
})
