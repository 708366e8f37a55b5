import { describe, expect, it } from 'vitest'
import { beginMessage } from '../../../../src/main/message/begin-message.ts'
import { deriveMessageKeys } from '../../../../src/main/message/derive-message-keys.ts'
import { suite0478 } from '../../../../src/main/message/algorithm-suite.ts'
import { FrameOpener } from '../../../../src/main/message/frame-opener.ts'
import { FrameSealer } from '../../../../src/main/message/frame-sealer.ts'
import { openMessage } from '../../../../src/main/message/open-message.ts'
import { readHeader } from '../../../../src/main/message/read-header.ts'
import { Secret } from '../../../../src/main/secret/secret.ts'

// FORMAT.md section 7: data key = 32 zero bytes, message id 00 01 .. 1f, EC {a:"1"}, one EDK p/i/c, frame length 4, plaintext abcdef.
const text = new TextEncoder()
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
const messageId = Uint8Array.from({ length: 32 }, (_, index) => index)
const commit = '2bb31c6420516f1ae73704f810459b83ed18792e129d7fc26492315eb20e0748'
const body = `020478${hex(messageId)}0008000100016100013100010001700001690001630200000004${commit}`
const auth = 'db616e5c6e9fc517684914bab5dc8bb1'
const frameOne = '000000010000000000000000000000017531c0f1234782ce0daefe6fbc0e11cdf3776f12'
const finalFrame = 'ffffffff00000002000000000000000000000002000000021fc8d3dcb92b3a47c0902eba3ab17160d9cf'

const zeroKey = (): Secret => Secret.take(new Uint8Array(32))
const begin = () =>
  beginMessage({
    dataKey: zeroKey(),
    encryptedDataKeys: [
      { providerId: text.encode('p'), providerInfo: text.encode('i'), ciphertext: text.encode('c') },
    ],
    context: new Map([['a', '1']]),
    frameLength: 4,
    random: () => messageId,
  })

describe('the self-check bytes of FORMAT.md section 7, suite 0478', () => {
  it('derives the frame key and the commitment (F-20, F-21)', () => {
    const keys = deriveMessageKeys(suite0478, zeroKey(), messageId)
    expect(hex(keys.commitment ?? new Uint8Array(0))).toBe(commit)
    expect(hex(keys.frameKey.export())).toBe(
      '4d64a96cb2cce7f406e13dd23caeaae92f6658fc31a8c9e05b323c33a1b009b0',
    )
  })

  it('writes the header body and its tag', () => {
    expect(hex(begin().header)).toBe(body + auth)
  })

  it('seals both frames', () => {
    const sealer = FrameSealer.fromTicket(begin().handOver())
    const into = new Uint8Array(64)
    expect(hex(into.subarray(0, sealer.sealRegular(text.encode('abcd'), into)))).toBe(frameOne)
    expect(hex(into.subarray(0, sealer.sealFinal(text.encode('ef'), into)))).toBe(finalFrame)
  })

  it('opens the message again', () => {
    const message = Buffer.from(body + auth + frameOne + finalFrame, 'hex')
    const reading = readHeader(message)
    if (reading.kind !== 'header') throw new Error('incomplete')
    const opener = FrameOpener.fromTicket(openMessage({ header: reading.header, dataKey: zeroKey() }))
    const into = new Uint8Array(4)
    let rest = message.subarray(reading.header.headerLength)
    let plaintext = ''
    while (!opener.complete) {
      const step = opener.openNext(rest, into)
      if (step.kind !== 'opened') throw new Error('wants more')
      plaintext += new TextDecoder().decode(into.subarray(0, step.written))
      rest = rest.subarray(step.consumed)
    }
    opener.endOfInput(rest.length)
    expect(plaintext).toBe('abcdef')
  })
})
