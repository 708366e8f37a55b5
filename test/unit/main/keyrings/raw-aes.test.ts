import { randomBytes } from 'node:crypto'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  ivForName,
  readRawAesInfo,
  writeRawAesInfo,
} from '../../../../src/main/keyrings/raw-aes/provider-info.ts'
import { RawAesKeyring } from '../../../../src/main/keyrings/raw-aes/raw-aes-keyring.ts'
import { unwrapWithAes, wrapWithAes } from '../../../../src/main/keyrings/raw-aes/wrap-with-aes.ts'
import { Secret } from '../../../../src/main/secret/secret.ts'
import { aesKeyring, bytesOf, fresh, rejection, unwrapOf } from './support/doors.ts'

const text = new TextEncoder()
const info = fc.record({
  name: fc.uint8Array({ maxLength: 40 }),
  iv: fc.uint8Array({ minLength: 12, maxLength: 12 }),
})
const codeOf = (act: () => unknown): Promise<string> => rejection(Promise.resolve().then(act))

const wrap = (keyLength: number, context = new Map<string, string>()) => {
  const wrappingKey = Secret.random(keyLength)
  const dataKey = Secret.random(32)
  return { wrappingKey, dataKey, context, ...wrapWithAes({ wrappingKey, context, dataKey }) }
}

describe('the provider info of a raw AES door', () => {
  it('F-53 is the name, 128 bits of tag, 12 bytes of IV, and the IV', () => {
    const bytes = writeRawAesInfo(text.encode('name'), new Uint8Array(12).fill(0xab))
    expect(Buffer.from(bytes).toString('hex')).toBe(`6e616d65000000800000000c${'ab'.repeat(12)}`)
  })

  it('F-53 comes back as it was, whatever its name and IV', () => {
    fc.assert(
      fc.property(info, ({ name, iv }) => {
        expect(readRawAesInfo(writeRawAesInfo(name, iv))).toEqual({ name, iv })
      }),
    )
  })

  it('F-55 matches the whole name alone, not one that begins the same', () => {
    const bytes = writeRawAesInfo(text.encode('name-2'), new Uint8Array(12))
    expect(ivForName(bytes, text.encode('name'))).toBeUndefined()
    expect(ivForName(bytes, text.encode('name-22'))).toBeUndefined()
    expect(ivForName(bytes, text.encode('name-2'))).toEqual(new Uint8Array(12))
  })

  it.each([
    ['another tag length', '6e000000600000000c' + '00'.repeat(12)],
    ['another IV length', '6e0000008000000010' + '00'.repeat(12)],
    ['too few bytes', '00000080'],
  ])('F-55 does not match with %s', (_name, hex) => {
    expect(readRawAesInfo(Buffer.from(hex, 'hex'))).toBeUndefined()
  })
})

describe('wrapping with AES', () => {
  it.each([16, 24, 32])(
    'F-54 unwraps what it wrapped under a key of %i bytes, and adds a 16-byte tag',
    (keyLength) => {
      const wrapped = wrap(keyLength, new Map([['a', '1']]))
      expect(wrapped.ciphertext).toHaveLength(48)
      expect(bytesOf(unwrapWithAes(wrapped))).toEqual(bytesOf(wrapped.dataKey))
    },
  )

  it('F-54 binds the encryption context, in whatever order its pairs come', async () => {
    const wrapped = wrap(
      32,
      new Map([
        ['a', '1'],
        ['b', '2'],
      ]),
    )
    expect(
      await codeOf(() =>
        unwrapWithAes({
          ...wrapped,
          context: new Map([
            ['b', '2'],
            ['a', '1'],
          ]),
        }),
      ),
    ).toBe('nothing')
    expect(await codeOf(() => unwrapWithAes({ ...wrapped, context: new Map([['a', '1']]) }))).toBe(
      'DATA_KEY_DAMAGED',
    )
    expect(await codeOf(() => unwrapWithAes({ ...wrapped, context: new Map() }))).toBe('DATA_KEY_DAMAGED')
  })

  it('F-57 takes a fresh IV each time', () => {
    const ivs = Array.from({ length: 20 }, () => Buffer.from(wrap(32).iv).toString('hex'))
    expect(new Set(ivs).size).toBe(20)
  })

  it('F-37 refuses any bit flipped, any cut and a short tag', async () => {
    const wrapped = wrap(32)
    for (let bit = 0; bit < wrapped.ciphertext.length * 8; bit += 1) {
      const ciphertext = Uint8Array.from(wrapped.ciphertext)
      ciphertext[bit >>> 3] = (ciphertext[bit >>> 3] ?? 0) ^ (1 << (bit & 7))
      expect(await codeOf(() => unwrapWithAes({ ...wrapped, ciphertext }))).toBe('DATA_KEY_DAMAGED')
    }
    for (let length = 0; length < 48; length += 1) {
      const ciphertext = wrapped.ciphertext.subarray(0, length)
      expect(await codeOf(() => unwrapWithAes({ ...wrapped, ciphertext }))).toBe('DATA_KEY_DAMAGED')
    }
    expect(await codeOf(() => unwrapWithAes({ ...wrapped, iv: wrapped.iv.subarray(1) }))).toBe(
      'DATA_KEY_DAMAGED',
    )
  })

  it('F-54 refuses a wrapping key of another length', async () => {
    const request = { context: new Map<string, string>(), dataKey: Secret.random(32) }
    expect(await codeOf(() => wrapWithAes({ ...request, wrappingKey: Secret.random(20) }))).toBe(
      'INVALID_REQUEST',
    )
  })
})

describe('the raw AES keyring', () => {
  it('F-50 makes a data key where none is given, and takes the one that is', async () => {
    const keyring = aesKeyring()
    const made = await keyring.wrap(fresh)
    expect(made.dataKey.length).toBe(32)
    const dataKey = Secret.random(32)
    const taken = await keyring.wrap({ ...fresh, dataKey })
    expect(taken.dataKey).toBe(dataKey)
    const outcome = await keyring.unwrap(unwrapOf(...taken.encryptedDataKeys))
    expect(outcome.opened && bytesOf(outcome.dataKey)).toEqual(bytesOf(dataKey))
  })

  it('F-50 wipes a data key it made where the wrap fails, and leaves a given one alone', async () => {
    const wrappingKey = Secret.random(32)
    const keyring = new RawAesKeyring({ namespace: 'ns', name: 'name', wrappingKey })
    wrappingKey.wipe()
    const dataKey = Secret.random(32)
    expect(await rejection(keyring.wrap({ ...fresh, dataKey }))).toBe('SECRET_WIPED')
    expect(dataKey.isWiped).toBe(false)
  })

  it.each(['aws-kms', 'aws-kms-rsa', 'aws-kmsx'])('F-56 refuses the namespace %s', async (namespace) => {
    const make = () => new RawAesKeyring({ namespace, name: 'name', wrappingKey: Secret.random(32) })
    expect(await codeOf(make)).toBe('INVALID_REQUEST')
  })

  it('F-51 skips doors that are not its own: not mine is a value, not an error', async () => {
    const { encryptedDataKeys } = await aesKeyring('other').wrap(fresh)
    expect(await aesKeyring('name').unwrap(unwrapOf(...encryptedDataKeys))).toEqual({
      opened: false,
      tried: [],
    })
  })

  it('F-55 skips a door of its name in another namespace', async () => {
    const wrappingKey = Secret.random(32)
    const [one, two] = ['ns', 'nz'].map(
      (namespace) => new RawAesKeyring({ namespace, name: 'name', wrappingKey }),
    )
    const { encryptedDataKeys = [] } = (await one?.wrap(fresh)) ?? {}
    expect(await two?.unwrap(unwrapOf(...encryptedDataKeys))).toEqual({ opened: false, tried: [] })
    expect((await one?.unwrap(unwrapOf(...encryptedDataKeys)))?.opened).toBe(true)
  })

  it('F-51 goes on after a door that matches and does not open', async () => {
    const keyring = aesKeyring()
    const bad = (await aesKeyring().wrap(fresh)).encryptedDataKeys
    const good = await keyring.wrap(fresh)
    const outcome = await keyring.unwrap(unwrapOf(...bad, ...good.encryptedDataKeys))
    expect(outcome.opened && outcome.encryptedDataKey).toBe(good.encryptedDataKeys[0])
    const failed = await keyring.unwrap(unwrapOf(...bad))
    expect(failed.opened ? [] : failed.tried.map((error) => error.code)).toEqual(['DATA_KEY_DAMAGED'])
  })

  it('F-52 does not open with a data key of another length', async () => {
    const keyring = aesKeyring()
    const { encryptedDataKeys } = await keyring.wrap({ ...fresh, dataKeyLength: 16 })
    const outcome = await keyring.unwrap(unwrapOf(...encryptedDataKeys))
    expect(outcome.opened ? [] : outcome.tried.map((error) => error.code)).toEqual(['DATA_KEY_DAMAGED'])
  })

  it('F-51 stops when it is cancelled', async () => {
    const keyring = aesKeyring('name', randomBytes(32))
    const { encryptedDataKeys } = await keyring.wrap(fresh)
    const signal = AbortSignal.abort()
    expect(await rejection(keyring.unwrap({ ...unwrapOf(...encryptedDataKeys), signal }))).toBe('CANCELLED')
    expect(await rejection(keyring.wrap({ ...fresh, signal }))).toBe('CANCELLED')
  })
})
