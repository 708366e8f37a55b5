import { describe, expect, it } from 'vitest'
import { AwsKmsKeyring } from '../../../../../src/main/keyrings/aws-kms-keyring.ts'
import type { Keyring } from '../../../../../src/main/keyrings/keyring.ts'
import { MultiKeyring } from '../../../../../src/main/keyrings/multi-keyring.ts'
import { publicKeyPair } from '../../../../../src/main/message/encryption-context-rules.ts'
import type { EncryptionContext } from '../../../../../src/main/message/encryption-context.ts'
import { defaultMessageLimits } from '../../../../../src/main/message/message-limits.ts'
import { decryptIn, encryptIn, testKeyring } from '../../../../support/file-work.ts'
import { Room, bytes } from '../../../../support/jobs-room.ts'
import { moveIn, newKeyring } from '../../../../support/move-work.ts'
import { KmsDouble, keyArn, otherArn } from '../../keyrings/support/kms-double.ts'
import { sealWhole } from '../../message/support/whole-message.ts'
import { DataKeyKeyring } from '../../../../../scripts/vectors/data-key-keyring.ts'

const [first, second, third] = [testKeyring('first'), testKeyring('second'), testKeyring('third')]
const several = (generator: Keyring, ...children: Keyring[]) => new MultiKeyring({ generator, children })

/** Which of the keyrings open `moved.encrypted`, by their place. */
async function opening(room: Room, keyrings: readonly Keyring[]): Promise<number[]> {
  const opens = keyrings.map(async (keyring, index) => {
    const source = room.path('moved.encrypted')
    const tried = decryptIn(room, { keyring, source, target: `${room.userData}/by ${index}` })
    return tried.then(() => [index]).catch(() => [])
  })
  return (await Promise.all(opens)).flat()
}

/** The context of `moved.encrypted`, opened with the new key. */
const contextOf = async (room: Room): Promise<EncryptionContext> => {
  const { header } = await decryptIn(room, {
    keyring: newKeyring,
    source: room.path('moved.encrypted'),
    target: `${room.userData}/opened`,
  })
  return header.context
}

describe('doors of a message', () => {
  it('are added by moving it to its old ones and new ones', async () => {
    using room = new Room()
    room.write('a.bin', bytes(3000))
    await encryptIn(room, { keyring: first })
    const keyring = several(first, second, third)
    const verifyingKeyrings = [first, second, third]
    const moved = await moveIn(room, { openingKeyring: first, keyring, verifyingKeyrings })
    expect(moved.encryptedDataKeys).toHaveLength(3)
    expect(await opening(room, [first, second, third, newKeyring])).toEqual([0, 1, 2])
  })

  it('are removed by moving it to fewer, and the old message keeps the door that the new one lost', async () => {
    using room = new Room()
    room.write('a.bin', bytes(3000))
    await encryptIn(room, { keyring: several(first, second) })
    await moveIn(room, { openingKeyring: second, keyring: second })
    expect(await opening(room, [first, second])).toEqual([1])
    await decryptIn(room, { keyring: first })
  })

  it('are at most as many as are read again: told before anything is written', async () => {
    using room = new Room()
    room.write('a.bin', 'x')
    await encryptIn(room, { keyring: first })
    const keyring = several(first, second, third)
    const limits = { ...defaultMessageLimits, maxEncryptedDataKeys: 2 }
    await expect(moveIn(room, { openingKeyring: first, keyring, limits })).rejects.toMatchObject({
      code: 'MESSAGE_LIMIT_EXCEEDED',
      facts: { what: 'encryptedDataKeys', count: 3, limit: 2 },
    })
    expect(room.names()).toEqual(['a.bin', 'a.bin.encrypted'])
  })
})

describe('calls to AWS KMS for a move', () => {
  const kms = new KmsDouble()
  const underKey = new AwsKmsKeyring({ keyId: keyArn, calls: kms })
  const underOther = new AwsKmsKeyring({ keyId: otherArn, calls: kms })
  const callsOf = async (options: Parameters<typeof moveIn>[1]): Promise<string[]> => {
    using room = new Room()
    room.write('a.bin', bytes(3000))
    kms.answersAs = keyArn
    await encryptIn(room, { keyring: underKey, verify: false })
    kms.asked.length = 0
    await moveIn(room, { openingKeyring: underKey, ...options })
    return kms.asked.map(({ call }) => call)
  }

  it('from a KMS key to a local one: one, to open', async () => {
    expect(await callsOf({})).toEqual(['decrypt'])
  })

  it('to the same KMS key: one to open, one to wrap, one to verify', async () => {
    const calls = await callsOf({ keyring: underKey })
    expect(calls).toEqual(['decrypt', 'generateDataKey', 'decrypt'])
    expect(await callsOf({ keyring: underKey, verify: false })).toEqual(['decrypt', 'generateDataKey'])
  })

  it('to a local key and a KMS key: one more to wrap, one to verify that door', async () => {
    const keyring = several(newKeyring, underKey)
    const verifyingKeyrings = [newKeyring, underKey]
    expect(await callsOf({ keyring, verifyingKeyrings })).toEqual(['decrypt', 'encrypt', 'decrypt'])
  })

  it('none to wrap where the old message did not open', async () => {
    using room = new Room()
    room.write('a.bin', 'x')
    await encryptIn(room, { keyring: first })
    kms.asked.length = 0
    const refused = moveIn(room, { openingKeyring: second, keyring: underOther })
    await expect(refused).rejects.toMatchObject({ code: 'NO_DOOR_OPENS' })
    expect(kms.asked).toEqual([])
    expect(room.names()).toEqual(['a.bin', 'a.bin.encrypted'])
  })
})

describe('the encryption context of a moved message', () => {
  it('is the old one, without the public key of the old signature and with that of the new one', async () => {
    for (const suite of ['0478', '0578'] as const) {
      using room = new Room()
      room.write('a.bin', 'x')
      await encryptIn(room, { keyring: first, suite: '0578', context: new Map([['a', '1']]) })
      const { old } = await moveIn(room, { openingKeyring: first, suite })
      const context = await contextOf(room)
      const expected = suite === '0578' ? ['a', publicKeyPair] : ['a']
      expect([...context.keys()].toSorted()).toEqual(expected)
      expect(context.get('a')).toBe('1')
      expect(context.get(publicKeyPair)).not.toBe(old.header.context.get(publicKeyPair))
    }
  })

  it('takes further pairs, which count where a key is in both', async () => {
    using room = new Room()
    room.write('a.bin', 'x')
    const context = new Map(Object.entries({ a: '1', b: '2' }))
    await encryptIn(room, { keyring: first, context })
    await moveIn(room, { openingKeyring: first, context: new Map(Object.entries({ b: '3', c: '4' })) })
    expect(Object.fromEntries(await contextOf(room))).toEqual({ a: '1', b: '3', c: '4' })
  })

  it('takes no reserved pair, and no data key is made for one', async () => {
    using room = new Room()
    room.write('a.bin', 'x')
    await encryptIn(room, { keyring: first })
    const keyring = { wrap: () => Promise.reject(new Error('asked')), unwrap: newKeyring.unwrap }
    const context = new Map([['aws-crypto-x', '1']])
    await expect(moveIn(room, { openingKeyring: first, keyring, context })).rejects.toMatchObject({
      code: 'ENCRYPTION_CONTEXT_INVALID',
    })
  })

  it('still leaves out the pairs that the old header left out, and demands them again', async () => {
    using room = new Room()
    const required = new Map([['who', 'me']])
    const context = new Map([['a', '1'], ...required])
    const requiredContextKeys = new Set(required.keys())
    room.write('a.bin.encrypted', sealWhole(bytes(50), { context, requiredContextKeys }))
    const openingKeyring = new DataKeyKeyring(Buffer.alloc(32, 7))
    await expect(moveIn(room, { openingKeyring })).rejects.toMatchObject({ name: 'VaultError' })
    await moveIn(room, { openingKeyring, requiredContext: required })
    await expect(contextOf(room)).rejects.toMatchObject({ name: 'VaultError' })
    const source = room.path('moved.encrypted')
    const opened = await decryptIn(room, { keyring: newKeyring, source, requiredContext: required })
    expect(Object.fromEntries(opened.header.context)).toEqual({ a: '1' })
  })

  it('stores a pair that was left out where a further pair has its key', async () => {
    using room = new Room()
    const required = new Map([['who', 'me']])
    const request = { context: required, requiredContextKeys: new Set(required.keys()) }
    room.write('a.bin.encrypted', sealWhole(bytes(50), request))
    const openingKeyring = new DataKeyKeyring(Buffer.alloc(32, 7))
    const context = new Map([['who', 'you']])
    await moveIn(room, { openingKeyring, requiredContext: required, context })
    expect(Object.fromEntries(await contextOf(room))).toEqual({ who: 'you' })
  })
})
