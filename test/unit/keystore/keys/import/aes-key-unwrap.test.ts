import * as fc from 'fast-check'
import { createCipheriv } from 'node:crypto'
import { expect, it } from 'vitest'
import { unwrapKeyWithPadding } from '../../../../../src/keystore/keys/import/aes-key-unwrap.ts'
import { wrapKeyWithPadding } from '../../../../../src/main/keys/aws-kms/import/aes-key-wrap.ts'
import { Secret } from '../../../../../src/main/secret/secret.ts'

const key = () => Secret.take(new Uint8Array(32).fill(7))
const unwrap = (wrapped: Uint8Array) =>
  unwrapKeyWithPadding(key(), wrapped)?.use((bytes) => Buffer.from(bytes)) ?? null

it('opens what our own wrap and Node’s cipher of that name make', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 100 }), (material) => {
      const ours = wrapKeyWithPadding(key(), Secret.take(Uint8Array.from(material)))
      expect(unwrap(ours)).toEqual(Buffer.from(material))
      const cipher = createCipheriv('id-aes256-wrap-pad', Buffer.alloc(32, 7), Buffer.from('a65959a6', 'hex'))
      const theirs = Buffer.concat([cipher.update(material), cipher.final()])
      expect(unwrap(theirs)).toEqual(Buffer.from(material))
    }),
  )
})

it('opens nothing that was changed, cut or wrapped under another key', () => {
  const wrapped = wrapKeyWithPadding(key(), Secret.take(new Uint8Array(33).fill(1)))
  for (let at = 0; at < wrapped.length; at += 1)
    expect(unwrap(wrapped.with(at, (wrapped[at] ?? 0) ^ 1))).toBeNull()
  for (let length = 0; length < wrapped.length; length += 1)
    expect(unwrap(wrapped.subarray(0, length))).toBeNull()
  expect(unwrapKeyWithPadding(Secret.random(32), wrapped)).toBeNull()
})

it('opens no bytes that were never wrapped', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
      expect(unwrap(bytes)).toBeNull()
    }),
  )
})
