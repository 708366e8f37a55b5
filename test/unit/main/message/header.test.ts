import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { suite0478 } from '../../../../src/main/message/algorithm-suite.ts'
import { join } from '../../../../src/main/message/bytes.ts'
import { openMessage } from '../../../../src/main/message/open-message.ts'
import { readHeader } from '../../../../src/main/message/read-header.ts'
import { defaultMessageLimits } from '../../../../src/main/message/message-limits.ts'
import { writeHeaderBody } from '../../../../src/main/message/write-header.ts'
import { Secret } from '../../../../src/main/secret/secret.ts'
import { anyDoor, codeOf, headerOf, keyOf, openWhole, sealWhole } from './support/whole-message.ts'

const field = fc.uint8Array({ maxLength: 40 })
const door = fc.record({ providerId: field, providerInfo: field, ciphertext: field })
const text = fc.string({ unit: 'grapheme', maxLength: 10 })
const anyHeader = fc.record({
  messageId: fc.uint8Array({ minLength: 32, maxLength: 32 }),
  context: fc
    .uniqueArray(fc.tuple(text, text), { selector: ([key]) => key, maxLength: 5 })
    .map((pairs) => new Map(pairs.filter(([key]) => !key.startsWith('aws-crypto-')))),
  encryptedDataKeys: fc.array(door, { minLength: 1, maxLength: 10 }),
  frameLength: fc.integer({ min: 1, max: defaultMessageLimits.maxFrameLength }),
  commitment: fc.uint8Array({ minLength: 32, maxLength: 32 }),
})
const tag = new Uint8Array(16).fill(9)
const plain = {
  suite: suite0478,
  messageId: new Uint8Array(32),
  context: new Map(),
  encryptedDataKeys: [anyDoor],
  frameLength: 16,
  commitment: new Uint8Array(32),
}
/** A header with one field changed: offset from the start, and the bytes to put there. */
const changed = (at: number, ...bytes: number[]): Uint8Array => {
  const header = join([writeHeaderBody(plain), tag])
  header.set(bytes, at < 0 ? header.length + at : at)
  return header
}
const contentTypeAt = -(16 + 32 + 4 + 1)
const frameLengthAt = -(16 + 32 + 4)
const doorCountAt = 1 + 2 + 32 + 2

describe('the header', () => {
  it('F-03 and F-86 comes back as it was written, and framed, whatever its fields', () => {
    fc.assert(
      fc.property(anyHeader, (fields) => {
        const headerBody = writeHeaderBody({ suite: suite0478, ...fields })
        const header = headerOf(join([headerBody, tag, Uint8Array.of(1, 2, 3)]))
        expect(header).toEqual({
          ...fields,
          suite: '0478',
          version: 2,
          contentType: 'framed',
          headerBody,
          tagIv: new Uint8Array(12),
          tag,
          headerLength: headerBody.length + 16,
        })
      }),
    )
  })

  it('F-03 asks for more bytes until it is whole, and for no more than it has', () => {
    const header = join([writeHeaderBody({ ...plain, context: new Map([['key', 'value']]) }), tag])
    for (let length = 0; length < header.length; length += 1) {
      const reading = readHeader(header.subarray(0, length))
      if (reading.kind !== 'incomplete') throw new Error(`a cut header of ${length} bytes was read`)
      expect(reading.atLeast).toBeGreaterThan(length)
      expect(reading.atLeast).toBeLessThanOrEqual(header.length)
    }
    expect(readHeader(header).kind).toBe('header')
  })

  it('F-03 keeps copies, so that the buffer it came from can be used again', () => {
    const bytes = sealWhole(new Uint8Array(3))
    const header = headerOf(bytes)
    const before = structuredClone(header)
    bytes.fill(0)
    expect(header).toEqual(before)
  })

  it.each([
    ['no such version', 'MESSAGE_NOT_RECOGNISED', changed(0, 3)],
    ['version 0', 'MESSAGE_NOT_RECOGNISED', changed(0, 0)],
    ['version 1 of another type', 'MESSAGE_NOT_RECOGNISED', changed(0, 1, 0x81, 0x01, 0x78)],
    ['a suite of the other version', 'MESSAGE_MALFORMED', changed(1, 0x01, 0x78)],
    ['version 1 with a suite of version 2', 'MESSAGE_MALFORMED', changed(0, 1, 0x80, 0x04, 0x78)],
  ])('F-02 is refused with %s', (_name, code, header) => {
    expect(codeOf(() => readHeader(header))).toBe(code)
  })

  it.each([0x0000, 0x0070, 0x0071, 0x0072, 0x0073, 0x0074, 0x6700, 0x6701, 0x0479, 0xffff])(
    'F-17 is refused with suite id %i, which no message has',
    (id) => {
      expect(codeOf(() => readHeader(changed(1, id >>> 8, id & 0xff)))).toBe('MESSAGE_NOT_RECOGNISED')
      expect(codeOf(() => readHeader(Uint8Array.of(1, 0x80, id >>> 8, id & 0xff)))).toBe(
        'MESSAGE_NOT_RECOGNISED',
      )
    },
  )

  it('F-14 is refused without an encrypted data key, and not written without one', () => {
    const none = changed(doorCountAt, 0, 0)
    const behindDoors = none.length + contentTypeAt
    const header = join([none.subarray(0, doorCountAt + 2), none.subarray(behindDoors)])
    expect(codeOf(() => readHeader(header))).toBe('MESSAGE_MALFORMED')
    expect(codeOf(() => writeHeaderBody({ ...plain, encryptedDataKeys: [] }))).toBe('NO_DOORS_CHOSEN')
  })

  it('F-15 is refused as soon as it counts more encrypted data keys than the limit', () => {
    const cut = changed(doorCountAt, 0, 11).subarray(0, doorCountAt + 2)
    expect(codeOf(() => readHeader(cut))).toBe('MESSAGE_LIMIT_EXCEEDED')
    expect(codeOf(() => readHeader(changed(doorCountAt, 0, 10).subarray(0, doorCountAt + 2)))).toBe('nothing')
  })

  it('F-15 may have any number of them once the limit is off', () => {
    const header = join([
      writeHeaderBody({ ...plain, encryptedDataKeys: Array.from({ length: 300 }, () => anyDoor) }),
      tag,
    ])
    expect(codeOf(() => readHeader(header))).toBe('MESSAGE_LIMIT_EXCEEDED')
    expect(
      headerOf(header, { ...defaultMessageLimits, maxEncryptedDataKeys: null }).encryptedDataKeys,
    ).toHaveLength(300)
  })

  it('F-16 takes provider info as bytes and an empty ciphertext as it is', () => {
    const odd = {
      providerId: Uint8Array.of(0xff),
      providerInfo: Uint8Array.of(0xfe, 0xc0, 0),
      ciphertext: new Uint8Array(0),
    }
    const header = join([writeHeaderBody({ ...plain, encryptedDataKeys: [odd] }), tag])
    expect(headerOf(header).encryptedDataKeys).toEqual([odd])
  })

  it('F-16 is not written with a field of more than 65535 bytes, or more than 65535 doors', () => {
    const long = { ...anyDoor, ciphertext: new Uint8Array(65_536) }
    expect(codeOf(() => writeHeaderBody({ ...plain, encryptedDataKeys: [long] }))).toBe('INVALID_REQUEST')
    const many = Array.from({ length: 65_536 }, () => anyDoor)
    expect(codeOf(() => writeHeaderBody({ ...plain, encryptedDataKeys: many }))).toBe('INVALID_REQUEST')
  })

  it.each([0, 3, 255])('F-18 is refused with content type %i', (type) => {
    expect(codeOf(() => readHeader(changed(contentTypeAt, type)))).toBe('MESSAGE_MALFORMED')
  })

  it('F-19 is refused framed without a frame length, and non-framed with one', () => {
    expect(codeOf(() => readHeader(changed(frameLengthAt, 0, 0, 0, 0)))).toBe('MESSAGE_MALFORMED')
    expect(codeOf(() => readHeader(changed(contentTypeAt, 1)))).toBe('MESSAGE_MALFORMED')
    expect(headerOf(changed(contentTypeAt, 1, 0, 0, 0, 0)).contentType).toBe('nonFramed')
  })

  it.each([0, -1, 1.5, Number.NaN, 2 ** 32])(
    'F-19 is not written with a frame length of %d',
    (frameLength) => {
      expect(codeOf(() => writeHeaderBody({ ...plain, frameLength }))).toBe('INVALID_REQUEST')
    },
  )

  it('F-19 may name any frame length: what is held is limited where a frame is read', () => {
    expect(headerOf(changed(frameLengthAt, 0xff, 0xff, 0xff, 0xff)).frameLength).toBe(0xffff_ffff)
  })

  it('F-43 is refused once it is known to be longer than the limit', () => {
    const long = { ...anyDoor, ciphertext: new Uint8Array(60_000) }
    const header = join([
      writeHeaderBody({ ...plain, encryptedDataKeys: Array.from({ length: 10 }, () => long) }),
      tag,
    ])
    expect(codeOf(() => readHeader(header, { ...defaultMessageLimits, maxHeaderBytes: 100_000 }))).toBe(
      'MESSAGE_LIMIT_EXCEEDED',
    )
    expect(
      codeOf(() =>
        readHeader(header.subarray(0, 61_000), { ...defaultMessageLimits, maxHeaderBytes: 100_000 }),
      ),
    ).toBe('MESSAGE_LIMIT_EXCEEDED')
    expect(codeOf(() => readHeader(header))).toBe('nothing')
  })

  it('F-46 is refused with a public key pair that its suite does not use', () => {
    const context = new Map([['aws-crypto-public-key', 'A']])
    const header = join([writeHeaderBody({ ...plain, context }), tag])
    expect(codeOf(() => readHeader(header))).toBe('MESSAGE_MALFORMED')
  })

  it('F-04 is authenticated as it was received: an unsorted context opens, and its stored order is what the tag covers', () => {
    const sorted = sealWhole(new Uint8Array(5), {
      context: new Map([
        ['a', '1'],
        ['b', '2'],
      ]),
    })
    expect(codeOf(() => openWhole(sorted))).toBe('nothing')
    const swapped = Uint8Array.from(sorted)
    const pairsAt = 1 + 2 + 32 + 2 + 2
    swapped.set(sorted.subarray(pairsAt + 6, pairsAt + 12), pairsAt)
    swapped.set(sorted.subarray(pairsAt, pairsAt + 6), pairsAt + 6)
    expect(headerOf(swapped).context).toEqual(headerOf(sorted).context)
    expect(codeOf(() => openWhole(swapped))).toBe('MESSAGE_DAMAGED')
  })

  it('F-22 is refused under another data key by its commitment, before the tag is looked at', () => {
    const message = sealWhole(new Uint8Array(5))
    expect(codeOf(() => openWhole(message, { dataKey: keyOf(8) }))).toBe('COMMITMENT_MISMATCH')
    message[headerOf(message).headerLength - 1] = 0
    expect(codeOf(() => openWhole(message, { dataKey: keyOf(8) }))).toBe('COMMITMENT_MISMATCH')
  })

  it('F-23 is refused with a data key of another length', () => {
    const message = sealWhole(new Uint8Array(5))
    for (const length of [0, 16, 24, 31, 33]) {
      const dataKey = Secret.random(length)
      expect(codeOf(() => openWhole(message, { dataKey }))).toBe('DATA_KEY_DAMAGED')
      expect(codeOf(() => sealWhole(new Uint8Array(5), { dataKey }))).toBe('DATA_KEY_DAMAGED')
    }
  })

  it('F-36 has a fresh message id each time', () => {
    const ids = Array.from({ length: 50 }, () =>
      Buffer.from(headerOf(sealWhole(new Uint8Array(1))).messageId).toString('hex'),
    )
    expect(new Set(ids).size).toBe(50)
    expect(ids.every((id) => id.length === 64)).toBe(true)
  })

  it('F-05 gives no ticket to the body with any bit of it changed', () => {
    const message = sealWhole(new Uint8Array(5), { context: new Map([['a', '1']]) })
    const { headerLength } = headerOf(message)
    for (let bit = 0; bit < headerLength * 8; bit += 1) {
      const changedBit = Uint8Array.from(message)
      changedBit[bit >>> 3] = (changedBit[bit >>> 3] ?? 0) ^ (1 << (bit & 7))
      expect(codeOf(() => openMessage({ header: headerOf(changedBit), dataKey: keyOf(7) }))).not.toBe(
        'nothing',
      )
    }
    expect(codeOf(() => openMessage({ header: headerOf(message), dataKey: keyOf(7) }))).toBe('nothing')
  })
})
