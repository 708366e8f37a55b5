import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sniffLength, sniffMessage } from '../../../../src/main/message/message-kind.ts'
import { readHeader } from '../../../../src/main/message/read-header.ts'
import { VaultError } from '../../../../src/shared/vault-error.ts'
import { codeOf, sealWhole } from './support/whole-message.ts'

const text = new TextEncoder()

describe('telling a message by its first bytes', () => {
  it.each(['0014', '0046', '0078', '0114', '0146', '0178', '0214', '0346', '0378'])(
    'F-02 knows version 1, suite %s',
    (suite) => {
      const first = Buffer.from(`0180${suite}00000000`, 'hex')
      expect(sniffMessage(first)).toBe('message')
      expect(sniffMessage(text.encode(first.toString('base64')))).toBe('base64')
    },
  )

  it.each(['0478', '0578'])('F-02 knows version 2, suite %s', (suite) => {
    const first = Buffer.from(`02${suite}0000000000`, 'hex')
    expect(sniffMessage(first)).toBe('message')
    expect(sniffMessage(text.encode(first.toString('base64')))).toBe('base64')
  })

  it.each(['', '02', '0204', '010478', '01800478', '02017800', '02047900', '0180', '00047800'])(
    'F-02 does not take %s for one',
    (hex) => {
      expect(sniffMessage(Buffer.from(hex, 'hex'))).toBe('other')
    },
  )

  it.each(['AYE, AYE', 'AgR4', 'Agenda: ', 'AYBABTU!', 'Agreed 1'])(
    'F-42 does not take the text %s for base64 of one',
    (words) => {
      expect(sniffMessage(text.encode(words))).toBe('other')
    },
  )

  it('F-42 names base64 text of a message', () => {
    const encoded = text.encode(Buffer.from(sealWhole(text.encode('hello'))).toString('base64'))
    expect(sniffMessage(encoded.subarray(0, sniffLength))).toBe('base64')
    expect(codeOf(() => readHeader(encoded))).toBe('MESSAGE_UNSUPPORTED')
    try {
      readHeader(encoded)
    } catch (error) {
      expect(error instanceof VaultError && error.facts).toEqual({ kind: 'base64 text' })
    }
  })

  it('F-02 answers any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 16 }), (first) => {
        expect(['message', 'base64', 'other']).toContain(sniffMessage(first))
      }),
    )
  })
})
