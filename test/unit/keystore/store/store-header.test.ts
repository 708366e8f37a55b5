import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readStoreHeader } from '../../../../src/keystore/store/store-header.ts'

const header = (): Buffer => {
  const bytes = Buffer.alloc(100)
  bytes.write('SQLite format 3\0', 'latin1')
  bytes.writeUInt32BE(7, 60)
  bytes.write('KHST', 68, 'latin1')
  return bytes
}

describe('readStoreHeader', () => {
  it('reads the version of a store', () => {
    expect(readStoreHeader(header())).toEqual({ kind: 'store', version: 7 })
  })

  it('knows no store in a file that is cut, of another form or of another program', () => {
    const otherProgram = header().fill(1, 68, 72)
    const otherForm = header().fill(1, 0, 1)
    for (const bytes of [header().subarray(0, 99), otherForm, otherProgram])
      expect(readStoreHeader(bytes).kind).toBe('notAStore')
  })

  it('takes any bytes without failing', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(readStoreHeader(bytes).kind).toBe('notAStore')
      }),
    )
  })
})
