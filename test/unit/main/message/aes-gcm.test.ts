import { createSecretKey, randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { openGcm, openGcmInto, sealGcm, sealGcmInto } from '../../../../src/main/message/aes-gcm.ts'
import { giveBack } from '../../../../src/main/message/give-back.ts'

const use = {
  cipher: 'aes-256-gcm',
  key: createSecretKey(randomBytes(32)),
  iv: randomBytes(12),
  aad: randomBytes(20),
} as const
const piece = 128 * 1024

describe.each([0, 1, piece - 1, piece, piece + 1, 3 * piece + 5])('%i bytes', (length) => {
  const plaintext = randomBytes(length)
  const { ciphertext, tag } = sealGcm(use, plaintext)

  it('F-37 are sealed into a target as they are into an array, and nothing beyond', () => {
    const into = new Uint8Array(length + 17).fill(0xee)
    sealGcmInto(use, plaintext, into.subarray(0, length + 16))
    expect(Buffer.from(into).equals(Buffer.concat([ciphertext, tag, Buffer.from([0xee])]))).toBe(true)
  })

  it('F-37 are opened into a target as they are into an array', () => {
    const into = new Uint8Array(length)
    expect(openGcmInto(use, { ciphertext, tag }, into)).toBe(true)
    expect(plaintext.equals(into)).toBe(true)
    expect(openGcm(use, { ciphertext, tag })).toEqual(plaintext)
  })

  it('F-37 leave the target as it was where the tag is wrong', () => {
    const into = new Uint8Array(length).fill(0xee)
    const wrong = { ciphertext, tag: randomBytes(16) }
    expect(openGcmInto(use, wrong, into)).toBe(false)
    expect(into.every((byte) => byte === 0xee)).toBe(true)
    expect(openGcm(use, wrong)).toBe(null)
  })
})

describe('memory that is given back', () => {
  it('is gone where it was all the buffer’s own', () => {
    const buffer = new Uint8Array(8)
    giveBack(buffer)
    expect(buffer).toHaveLength(0)
  })

  it('is left alone where it is also another’s, or shared with other threads', () => {
    const memory = new ArrayBuffer(8)
    giveBack(new Uint8Array(memory, 4))
    giveBack(Buffer.from('from the pool'))
    const shared = new Uint8Array(new SharedArrayBuffer(8))
    giveBack(shared)
    expect([memory.byteLength, shared.length]).toEqual([8, 8])
  })
})
