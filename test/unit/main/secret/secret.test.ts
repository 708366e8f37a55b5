import { inspect } from 'node:util'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Secret } from '../../../../src/main/secret/secret.ts'
import { VaultError } from '../../../../src/shared/vault-error.ts'

describe('a secret', () => {
  it('holds the bytes it took, in memory of its own, and wipes their source', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        const source = Uint8Array.from(bytes)
        const secret = Secret.take(source)
        expect(source).toEqual(new Uint8Array(bytes.length))
        expect(secret.use((held) => Uint8Array.from(held))).toEqual(bytes)
        expect(secret.length).toBe(bytes.length)
        expect(secret.use((held) => held.buffer.byteLength)).toBe(bytes.length)
      }),
    )
  })

  it('is random when asked', () => {
    const [one, two] = [Secret.random(32), Secret.random(32)]
    expect(one.use((bytes) => Buffer.from(bytes).equals(two.use((other) => other)))).toBe(false)
    expect(one.length).toBe(32)
  })

  it('prints [secret] in every way there is', () => {
    const secret = Secret.take(Buffer.alloc(32, 0x41))
    const holder = { inner: [secret] }
    const prints = [
      String(secret),
      `${secret}`,
      secret.toString(),
      '' + secret,
      JSON.stringify(secret),
      JSON.stringify(holder),
      inspect(secret),
      inspect(holder, { depth: 9, showHidden: true }),
      new VaultError('INTERNAL', `a message with ${secret}`).message,
    ]
    for (const print of prints) {
      expect(print).toContain('[secret]')
      expect(print).not.toMatch(/AAAA|4141|65, ?65/)
    }
    expect(Object.keys(secret)).toEqual([])
  })

  it('is zeros once wiped, and lends nothing more', () => {
    const secret = Secret.take(Buffer.alloc(32, 0x41))
    const lent = secret.use((bytes) => bytes)
    secret.wipe()
    expect(Buffer.from(lent).equals(Buffer.alloc(32))).toBe(true)
    expect(secret.isWiped).toBe(true)
    expect(() => secret.use(() => 0)).toThrow('already wiped')
    secret.wipe()
  })

  it('is wiped at the end of a using block', () => {
    let lent = new Uint8Array(0)
    {
      using secret = Secret.take(Buffer.alloc(4, 1))
      lent = secret.use((bytes) => bytes as Uint8Array<ArrayBuffer>)
    }
    expect([...lent]).toEqual([0, 0, 0, 0])
  })

  it('is not cloned to another thread with its bytes', () => {
    const clone: unknown = structuredClone(Secret.take(Buffer.alloc(32, 0x41)))
    expect(inspect(clone, { depth: 9, showHidden: true })).toBe('{}')
  })
})
