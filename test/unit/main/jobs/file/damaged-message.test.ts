import fs from 'node:fs'
import { describe, expect, it } from 'vitest'
import { isVaultError } from '../../../../../src/shared/vault-error.ts'
import { decryptIn, messageOf, testKeyring } from '../../../../support/file-work.ts'
import { Room, bytes } from '../../../../support/jobs-room.ts'

const plaintext = bytes(2500)
const message = await messageOf(plaintext)

/** Opens bytes as a message and gives the error's code; checks that nothing but the source is left. */
async function codeOf(content: Uint8Array | string): Promise<string> {
  using room = new Room()
  room.write('a.bin.encrypted', content)
  const error: unknown = await decryptIn(room).then(
    () => null,
    (thrown: unknown) => thrown,
  )
  expect(room.names()).toEqual(['a.bin.encrypted'])
  expect(fs.readFileSync(room.path('a.bin.encrypted')).equals(Buffer.from(content))).toBe(true)
  return isVaultError(error) ? error.code : `not ours: ${String(error)}`
}

describe('a damaged message', () => {
  it('is named truncated where it was cut inside the header or between frames', async () => {
    expect(await codeOf(message.subarray(0, 20))).toBe('MESSAGE_TRUNCATED')
    expect(await codeOf(message.subarray(0, message.length - 540))).toBe('MESSAGE_TRUNCATED')
    expect(await codeOf(message.subarray(0, message.length - 1))).toBe('MESSAGE_TRUNCATED')
  })

  it('is refused wherever it was cut', async () => {
    for (let length = 1; length < message.length; length += 97) {
      expect(await codeOf(message.subarray(0, length)), `cut at ${length}`).toMatch(/^MESSAGE_/)
    }
  })

  it('is refused wherever a bit was flipped', async () => {
    for (let at = 0; at < message.length; at += 41) {
      const changed = Buffer.from(message)
      changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8))
      expect(await codeOf(changed), `flipped at ${at}`).toMatch(
        /^(MESSAGE_|COMMITMENT_|NO_DOOR|DATA_KEY|ENCRYPTION_CONTEXT_)/,
      )
    }
  })

  it('is refused with bytes behind its end', async () => {
    const one = await codeOf(Buffer.concat([message, Buffer.from([0])]))
    expect(['MESSAGE_TRAILING_BYTES', 'MESSAGE_TRUNCATED', 'MESSAGE_DAMAGED']).toContain(one)
    expect(await codeOf(Buffer.concat([message, message]))).toMatch(/^MESSAGE_/)
  })

  it('is refused where frames were swapped or repeated', async () => {
    const header = message.length - 2500 - 2 * 32 - 40
    const frame = (at: number) => message.subarray(header + at * 1032, header + (at + 1) * 1032)
    const rest = message.subarray(header + 2 * 1032)
    const start = message.subarray(0, header)
    expect(await codeOf(Buffer.concat([start, frame(1), frame(0), rest]))).toMatch(/^MESSAGE_/)
    expect(await codeOf(Buffer.concat([start, frame(0), frame(0), rest]))).toMatch(/^MESSAGE_/)
  })
})

describe('what is no message for this vault', () => {
  it('is named: a plain file, an empty one, base64 text, a header that breaks the rules', async () => {
    expect(await codeOf('just a text')).toBe('MESSAGE_NOT_RECOGNISED')
    expect(await codeOf('')).toMatch(/^MESSAGE_/)
    expect(await codeOf(message.toString('base64'))).toBe('MESSAGE_UNSUPPORTED')
    const v1 = Buffer.concat([
      Buffer.from('01800178', 'hex'),
      bytes(16),
      Buffer.from('00000001', 'hex'),
      bytes(100),
    ])
    expect(await codeOf(v1)).toMatch(/^MESSAGE_(MALFORMED|TRUNCATED)$/)
  })

  it('is named: a message for another key', async () => {
    using room = new Room()
    room.write('a.bin.encrypted', message)
    const opened = decryptIn(room, { keyring: testKeyring('other') })
    await expect(opened).rejects.toMatchObject({ code: 'NO_DOOR_OPENS', facts: { doors: 1 } })
    expect(room.names()).toEqual(['a.bin.encrypted'])
  })
})
