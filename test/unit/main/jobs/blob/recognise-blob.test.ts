import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { recogniseBlob } from '../../../../../src/main/jobs/blob/recognise-blob.ts'

/** A blob of the structure that AWS shows, around `sealed` bytes. */
function awsBlob(sealed = 100, head = [1, 2, 2, 0, 0x78]): Buffer {
  const cms = Buffer.concat([
    Buffer.from([0x30, 0x7c]),
    Buffer.from('06092a864886f70d010706', 'hex'),
    randomBytes(sealed),
  ])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(cms.length)
  return Buffer.concat([Buffer.from(head), randomBytes(49), length, cms])
}

const certain = { form: 'kmsBlob', isCertain: true }
const likely = { form: 'kmsBlob', isCertain: false }
const keyId = '1234abcd-12ab-34cd-56ef-1234567890ab'

describe('the bytes of a KMS ciphertext blob', () => {
  it.each([
    [1, 2, 2, 0, 0x78],
    [1, 2, 3, 0, 0x78],
    [1, 1, 2, 0, 0x78],
  ])('are known for certain where they are built as AWS builds them: %i %i %i %i %i', (...head) => {
    expect(recogniseBlob(awsBlob(100, head))).toEqual(certain)
  })

  it('are known in Base64 as well, whatever its lines', () => {
    const text = awsBlob().toString('base64')
    for (const file of [text, `${text}\n`, text.replace(/(.{64})/g, '$1\r\n'), `  ${text}`])
      expect(recogniseBlob(Buffer.from(file))).toEqual({ form: 'kmsBlobBase64', isCertain: true })
  })

  it('are asked about where they only begin so', () => {
    const blob = awsBlob()
    expect(recogniseBlob(blob.subarray(0, -1))).toEqual(likely)
    expect(recogniseBlob(Buffer.concat([blob, Buffer.of(0)]))).toEqual(likely)
    expect(recogniseBlob(Buffer.concat([blob.subarray(0, 5), randomBytes(100)]))).toEqual(likely)
  })

  it.each([keyId, `\u0001\u0024${keyId}`, 'mrk-1234abcd12ab34cd56ef1234567890ab'])(
    'are asked about where they begin as an emulator of KMS begins them: %j',
    (begin) => {
      const blob = Buffer.concat([Buffer.from(begin, 'latin1'), Buffer.alloc(60, 0x90)])
      expect(recogniseBlob(blob)).toEqual(likely)
      expect(recogniseBlob(Buffer.from(blob.toString('base64')))).toEqual({
        form: 'kmsBlobBase64',
        isCertain: false,
      })
    },
  )

  it.each<[string, Uint8Array]>([
    ['nothing', new Uint8Array(0)],
    ['a text', Buffer.from('Dear Ada,\nthe keys are under the mat.\n'.repeat(10))],
    ['a text that begins with an id', Buffer.from(`${keyId} is the order's number\n`.repeat(4))],
    ['a word of Base64 letters', Buffer.from('SGVsbG8h'.repeat(20))],
    ['the first bytes alone', Buffer.from([1, 2, 2, 0, 0x78])],
    ['more bytes than KMS takes', awsBlob(6200)],
    ['more bytes than KMS takes, in Base64', Buffer.from(awsBlob(6200).toString('base64'))],
    ['a message of the AWS Encryption SDK', Buffer.concat([Buffer.from([2, 4, 0x78]), randomBytes(400)])],
    ['an older message', Buffer.concat([Buffer.from([1, 0x80, 3, 0x78]), randomBytes(400)])],
  ])('are not seen in %s', (_, file) => {
    expect(recogniseBlob(file)).toBe(null)
  })

  it('are not seen in any other bytes', () => {
    for (let round = 0; round < 200; round++) {
      const file = randomBytes(200)
      file[0] = 0x50
      expect(recogniseBlob(file)).toBe(null)
    }
  })
})
