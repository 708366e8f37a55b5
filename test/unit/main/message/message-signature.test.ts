import { createSign, createVerify, generateKeyPairSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { suiteOf } from '../../../../src/main/message/algorithm-suite.ts'
import type { SuiteId } from '../../../../src/main/message/algorithm-suite.ts'
import { beginMessage } from '../../../../src/main/message/begin-message.ts'
import { serializeEncryptionContext } from '../../../../src/main/message/encryption-context-codec.ts'
import { publicKeyPair } from '../../../../src/main/message/encryption-context-rules.ts'
import { FrameOpener } from '../../../../src/main/message/frame-opener.ts'
import { FrameSealer } from '../../../../src/main/message/frame-sealer.ts'
import { defaultMessageLimits } from '../../../../src/main/message/message-limits.ts'
import { footerLengths, messageLength } from '../../../../src/main/message/message-size.ts'
import { openMessage } from '../../../../src/main/message/open-message.ts'
import { prepareContext } from '../../../../src/main/message/prepare-context.ts'
import { publicKeyOfText } from '../../../../src/main/message/public-key-of-text.ts'
import { makeSigningKey } from '../../../../src/main/message/signing-key.ts'
import { craftMessage } from './support/crafted-message.ts'
import type { CraftedFrame } from './support/crafted-message.ts'
import { anyDoor, codeOf, headerOf, keyOf, openWhole, sealWhole } from './support/whole-message.ts'

const plaintext = Uint8Array.from({ length: 40 }, (_, index) => index)
const sealSigned = (): Uint8Array => sealWhole(plaintext, { suite: '0578', context: new Map([['a', '1']]) })
const footerOf = (message: Uint8Array): number =>
  messageLength(headerOf(message).headerLength, plaintext.length, 16)
let signed = sealSigned()
// One byte more than the longest signature is malformed, not wrong: this one is shorter, whatever chance gave.
while (signed.length - footerOf(signed) === footerLengths(suiteOf('0578')).most) signed = sealSigned()
const footerAt = footerOf(signed)
const withFooter = (signature: Uint8Array, length = signature.length): Buffer =>
  Buffer.concat([signed.subarray(0, footerAt), Buffer.from([length >>> 8, length & 0xff]), signature])
const signature = signed.subarray(footerAt + 2)

describe('a signed message', () => {
  it('F-68 is followed by a footer: u16 length and a DER signature over everything before it', () => {
    expect((signed[footerAt] ?? 0) * 256 + (signed[footerAt + 1] ?? 0)).toBe(signature.length)
    const key = publicKeyOfText('ecdsa-p384', headerOf(signed).context.get(publicKeyPair) ?? '')
    const verify = createVerify('sha384').update(signed.subarray(0, footerAt))
    expect(verify.verify({ key, dsaEncoding: 'der' }, signature)).toBe(true)
  })

  it('F-68 opens again, at any size', () => {
    for (const length of [0, 1, 15, 16, 17, 32, 40]) {
      const message = sealWhole(plaintext.slice(0, length), { suite: '0578' })
      expect(openWhole(message)).toEqual(Buffer.from(plaintext.slice(0, length)))
    }
  })

  it('F-69 has a key pair of its own each time, whose public key is in its context', () => {
    const keys = Array.from({ length: 20 }, () =>
      headerOf(sealWhole(plaintext, { suite: '0578' })).context.get(publicKeyPair),
    )
    expect(new Set(keys).size).toBe(20)
    for (const key of keys) expect(Buffer.from(key ?? '', 'base64')).toHaveLength(49)
  })

  it('F-69 is not begun without its key, with another public key in its context, or unsigned with a key', () => {
    const { context, signingKey } = prepareContext('0578', new Map([['a', '1']]))
    const common = { dataKey: keyOf(7), encryptedDataKeys: [anyDoor], frameLength: 16 }
    const begin = (request: object) => codeOf(() => beginMessage({ ...common, context, ...request }))
    expect(begin({ suite: '0578', signingKey })).toBe('nothing')
    expect(begin({ suite: '0578' })).toBe('INVALID_REQUEST')
    expect(begin({ suite: '0478', signingKey })).toBe('INVALID_REQUEST')
    expect(begin({ suite: '0578', signingKey, context: new Map() })).toBe('ENCRYPTION_CONTEXT_INVALID')
    const other = prepareContext('0578', new Map()).context
    expect(begin({ suite: '0578', signingKey, context: other })).toBe('ENCRYPTION_CONTEXT_INVALID')
    const requiredContextKeys = new Set([publicKeyPair])
    expect(begin({ suite: '0578', signingKey, requiredContextKeys })).toBe('ENCRYPTION_CONTEXT_INVALID')
  })

  it('F-69 takes no reserved pair from a caller, and leaves the caller’s map alone', () => {
    const mine = new Map([['a', '1']])
    expect(prepareContext('0578', mine).context.size).toBe(2)
    expect(mine.size).toBe(1)
    const reserved = new Map([[publicKeyPair, 'x']])
    expect(codeOf(() => prepareContext('0578', reserved))).toBe('ENCRYPTION_CONTEXT_INVALID')
    expect(prepareContext('0478', mine)).toEqual({ context: mine, signingKey: null })
  })

  it('F-40 is refused cut anywhere', () => {
    for (let length = 0; length < signed.length; length += 1) {
      expect(codeOf(() => openWhole(signed.subarray(0, length)))).toBe('MESSAGE_TRUNCATED')
    }
  })

  it('F-41 is refused with a bit flipped in any of its bytes', () => {
    for (let at = 0; at < signed.length; at += 1) {
      const flipped = Uint8Array.from(signed)
      flipped[at] = (flipped[at] ?? 0) ^ (1 << (at & 7))
      expect(codeOf(() => openWhole(flipped))).not.toBe('nothing')
    }
  })

  it('F-01 is refused with bytes after its footer', () => {
    expect(codeOf(() => openWhole(Buffer.concat([signed, Buffer.alloc(1)])))).toBe('MESSAGE_TRAILING_BYTES')
    expect(codeOf(() => openWhole(Buffer.concat([signed, signed])))).toBe('MESSAGE_TRAILING_BYTES')
  })

  const ownKey = generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey
  const body = signed.subarray(0, footerAt)
  it.each([
    ['no signature in its footer', withFooter(new Uint8Array(0))],
    ['a signature one byte longer', withFooter(Buffer.concat([signature, Buffer.alloc(1)]))],
    ['a length one too small', withFooter(signature.subarray(0, -1))],
    ['a signature of another key', withFooter(createSign('sha384').update(body).sign(ownKey))],
    ['a signature of raw r and s', withFooter(rawSignature(signature))],
    ['a signature over its header alone', withFooter(createSign('sha384').update('x').sign(ownKey))],
  ])('F-70 is refused with %s', (_name, message) => {
    expect(codeOf(() => openWhole(message))).toBe('MESSAGE_DAMAGED')
  })

  it('F-70 is refused with a signature longer than any of its curve, before it is asked for', () => {
    const { longest } = { longest: footerLengths(suiteOf('0578')).most - 2 }
    expect(longest).toBe(104)
    expect(codeOf(() => openWhole(withFooter(new Uint8Array(0), longest + 1)))).toBe('MESSAGE_MALFORMED')
    expect(codeOf(() => openWhole(withFooter(new Uint8Array(0), longest)))).toBe('MESSAGE_TRUNCATED')
  })

  it('F-71 is complete only once its signature verified', () => {
    const header = headerOf(signed)
    const opener = FrameOpener.fromTicket(openMessage({ header, dataKey: keyOf(7) }))
    const into = new Uint8Array(16)
    let unread = signed.subarray(header.headerLength)
    for (let frame = 0; frame < 3; frame += 1) {
      const step = opener.openNext(unread, into)
      expect(step).toMatchObject({ kind: 'opened', last: false })
      unread = unread.subarray(step.kind === 'opened' ? step.consumed : 0)
    }
    expect(opener.complete).toBe(false)
    expect(codeOf(() => opener.endOfInput(unread.length))).toBe('MESSAGE_TRUNCATED')
    expect(opener.openNext(unread.subarray(0, 1), into)).toEqual({ kind: 'more', available: 2, into: 0 })
    expect(opener.openNext(unread.subarray(0, 9), into)).toMatchObject({ available: unread.length })
    expect(opener.openNext(unread, into)).toEqual({
      kind: 'opened',
      consumed: unread.length,
      written: 0,
      last: true,
    })
    expect(opener.complete).toBe(true)
  })

  it('F-68 is sealed and opened from tickets that were posted to another thread', () => {
    const { context, signingKey } = prepareContext('0578', new Map())
    const request = { dataKey: keyOf(7), encryptedDataKeys: [anyDoor], frameLength: 16, context }
    const message = beginMessage({ ...request, suite: '0578', signingKey })
    const sealer = FrameSealer.fromTicket(structuredClone(message.handOver()))
    const into = new Uint8Array(200)
    const length = sealer.sealFinal(plaintext.subarray(0, 5), into)
    const whole = Buffer.concat([message.header, into.subarray(0, length)])
    const header = headerOf(whole)
    const ticket = structuredClone(openMessage({ header, dataKey: keyOf(7) }))
    const opener = FrameOpener.fromTicket(ticket)
    const first = opener.openNext(whole.subarray(header.headerLength), new Uint8Array(16))
    const rest = whole.subarray(header.headerLength + (first.kind === 'opened' ? first.consumed : 0))
    expect(opener.openNext(rest, new Uint8Array(0))).toMatchObject({ last: true })
  })

  it('F-68 needs room for its footer, or is abandoned', () => {
    const { context, signingKey } = prepareContext('0578', new Map())
    const request = { dataKey: keyOf(7), encryptedDataKeys: [anyDoor], frameLength: 16, context }
    const sealer = FrameSealer.fromTicket(beginMessage({ ...request, suite: '0578', signingKey }).handOver())
    expect(codeOf(() => sealer.sealFinal(plaintext.subarray(0, 5), new Uint8Array(50)))).toBe(
      'INVALID_REQUEST',
    )
    expect(codeOf(() => sealer.sealFinal(plaintext.subarray(0, 5), new Uint8Array(200)))).toBe('SEALER_SPENT')
  })
})

/** A crafted message that is signed, and where its footer begins. */
const make = (suite: SuiteId, kind: CraftedFrame['kind'] = 'final'): { bytes: Buffer; footer: number } => {
  const { signature: algorithm } = suiteOf(suite)
  if (algorithm === 'none') throw new Error('this suite does not sign')
  const { privateKey, publicKeyText } = makeSigningKey(algorithm)
  const crafted = {
    suite,
    context: serializeEncryptionContext(new Map([[publicKeyPair, publicKeyText]])),
    frameLength: kind === 'singleBlock' ? 0 : 16,
    frames: [{ kind, sequence: 1, content: plaintext.subarray(0, 9) }],
  }
  const footer = craftMessage(crafted).length
  return { bytes: craftMessage({ ...crafted, signingKey: privateKey }), footer }
}

describe('a signed message of an older suite', () => {
  const limits = { ...defaultMessageLimits, commitmentPolicy: 'FORBID_ENCRYPT_ALLOW_DECRYPT' } as const
  const open = (suite: SuiteId, bytes: Uint8Array): string => {
    const dataKey = keyOf(7, suiteOf(suite).dataKeyLength)
    return codeOf(() => openWhole(bytes, { dataKey, limits }))
  }

  it.each(['0214', '0346', '0378'] as const)(
    'F-70 %s opens, and is refused once its footer is changed',
    (suite) => {
      const { bytes, footer } = make(suite)
      expect(open(suite, bytes)).toBe('nothing')
      expect(open(suite, bytes.subarray(0, footer))).toBe('MESSAGE_TRUNCATED')
      for (let at = footer; at < bytes.length; at += 1) {
        const changed = Buffer.from(bytes)
        changed[at] = (changed[at] ?? 0) ^ 1
        expect(open(suite, changed)).not.toBe('nothing')
      }
    },
  )

  it('F-70 is refused the same where it is not framed', () => {
    const { bytes, footer } = make('0578', 'singleBlock')
    expect(open('0578', bytes)).toBe('nothing')
    for (let length = footer; length < bytes.length; length += 1) {
      expect(open('0578', bytes.subarray(0, length))).toBe('MESSAGE_TRUNCATED')
    }
    expect(open('0578', Buffer.concat([bytes, Buffer.alloc(1)]))).toBe('MESSAGE_TRAILING_BYTES')
    const changed = Buffer.from(bytes)
    changed[footer + 9] = (changed[footer + 9] ?? 0) ^ 1
    expect(open('0578', changed)).toBe('MESSAGE_DAMAGED')
  })

  it('F-46 is refused without its public key pair', () => {
    const bytes = craftMessage({ suite: '0378', frameLength: 16, frames: [] })
    expect(codeOf(() => headerOf(bytes))).toBe('MESSAGE_MALFORMED')
  })
})

describe('the public key of a message', () => {
  const { publicKeyText } = makeSigningKey('ecdsa-p384')
  const point = Buffer.from(publicKeyText, 'base64')

  it.each(['ecdsa-p256', 'ecdsa-p384'] as const)(
    'F-72 of %s is the compressed point in base64',
    (algorithm) => {
      for (let pair = 0; pair < 20; pair += 1) {
        const { privateKey, publicKeyText: value } = makeSigningKey(algorithm)
        const sign = createSign('sha256').update('x').sign(privateKey)
        const key = publicKeyOfText(algorithm, value)
        expect(createVerify('sha256').update('x').verify(key, sign)).toBe(true)
      }
    },
  )

  it.each([
    ['nothing', ''],
    ['no base64', 'not base64!'],
    ['base64 without its padding', publicKeyText.replace(/=+$/, '')],
    ['base64 with a line break behind it', `${publicKeyText}\n`],
    ['base64url', point.toString('base64url')],
    ['an uncompressed point', Buffer.concat([Buffer.from([4]), Buffer.alloc(96, 1)]).toString('base64')],
    ['a point cut short', point.subarray(0, 48).toString('base64')],
    ['a point of the other curve', makeSigningKey('ecdsa-p256').publicKeyText],
    ['a first byte of 04', Buffer.concat([Buffer.from([4]), point.subarray(1)]).toString('base64')],
    ['x that is on no point', offCurve()],
  ])('F-72 is refused: %s', (_name, value) => {
    expect(codeOf(() => publicKeyOfText('ecdsa-p384', value))).toBe('MESSAGE_MALFORMED')
  })
})

/** A compressed point whose x has no y on P-384: every second x is such a one. */
function offCurve(): string {
  for (let x = 1; ; x += 1) {
    const point = Buffer.concat([Buffer.from([2]), Buffer.alloc(46), Buffer.from([x >>> 8, x & 0xff])])
    const text = point.toString('base64')
    if (codeOf(() => publicKeyOfText('ecdsa-p384', text)) !== 'nothing') return text
  }
}

/** r || s of 48 bytes each, as IEEE P1363 has it. */
function rawSignature(der: Uint8Array): Uint8Array {
  const integers: Buffer[] = []
  for (let at = 2; at < der.length;) {
    const length = der[at + 1] ?? 0
    integers.push(Buffer.from(der.subarray(at + 2, at + 2 + length)))
    at += 2 + length
  }
  return Buffer.concat(integers.map((integer) => Buffer.concat([Buffer.alloc(48), integer]).subarray(-48)))
}
