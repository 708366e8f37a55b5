import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  digestOf,
  lengths,
  readHeader,
  readParts,
  writeHead,
} from '../../../../src/keystore/backup/backup-form.ts'
import { compareBackup } from '../../../../src/keystore/backup/compare-backup.ts'
import { isVaultError } from '../../../../src/shared/vault-error.ts'

const header = {
  storeId: '00000000-0000-4000-8000-000000000001',
  storeCreatedAt: '2026-11-23T09:00:00.000Z',
  epoch: 7,
  kitId: 'KH-7Q2M7Q2M',
  fingerprint: 'ab'.repeat(32),
  madeAt: '2026-11-23T10:00:00.000Z',
  madeFor: 'mira’s laptop',
  keyCount: 3,
}

function file(sealed: Uint8Array): Buffer {
  const head = writeHead(header, Buffer.alloc(lengths.wrappedKey, 1), Buffer.alloc(lengths.iv, 2))
  const mac = Buffer.alloc(lengths.mac, 3)
  return Buffer.concat([head, sealed, mac, digestOf(head, sealed, mac)])
}

describe('the form of a backup', () => {
  it('is read back as it was written', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 16, maxLength: 200 }), (sealed) => {
        const parts = readParts(file(sealed))
        expect(parts.header).toEqual(header)
        expect([...parts.sealed]).toEqual([...sealed])
        expect([parts.wrappedKey.length, parts.iv[0], parts.mac[0]]).toEqual([384, 2, 3])
      }),
    )
  })

  it('takes no other bytes, and fails in its own words', () => {
    const whole = file(Buffer.alloc(40))
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array({ maxLength: 500 }),
          fc.nat(whole.length - 1).map((length) => whole.subarray(0, length)),
          fc.tuple(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 })).map(([at, by]) => {
            const changed = Buffer.from(whole)
            changed[at] = (changed[at] ?? 0) ^ by
            return changed
          }),
        ),
        (bytes) => {
          try {
            readParts(Buffer.from(bytes))
            expect.unreachable()
          } catch (error) {
            expect(isVaultError(error) && error.code).toMatch(/^BACKUP_(INVALID|NEWER_VERSION)$/)
          }
        },
      ),
    )
  })

  it('tells its header from the first bytes', () => {
    expect(readHeader(file(Buffer.alloc(5000)).subarray(0, 700))).toEqual(header)
  })
})

describe('comparing with the store that is here', () => {
  const { storeId, storeCreatedAt: createdAt } = header
  it.each([
    [null, null],
    [{ storeId, createdAt, epoch: 7 }, 'same'],
    [{ storeId, createdAt, epoch: 8 }, 'older'],
    [{ storeId, createdAt, epoch: 6 }, 'newer'],
    [{ storeId: 'sealed anew', createdAt, epoch: 8 }, 'older'],
    [{ storeId: 'other', createdAt: 'other', epoch: 7 }, 'anotherStore'],
  ])('%j is %s', (present, compared) => {
    expect(compareBackup(header, present)).toBe(compared)
  })
})
