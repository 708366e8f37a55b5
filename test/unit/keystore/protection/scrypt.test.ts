import { describe, expect, it } from 'vitest'
import { passphraseBytes } from '../../../../src/keystore/protection/passphrase-bytes.ts'
import { scryptLimits, scryptParametersOf } from '../../../../src/keystore/protection/scrypt-parameters.ts'
import { deriveByScrypt } from '../../../../src/keystore/protection/scrypt.ts'
import { tuneScrypt } from '../../../../src/keystore/protection/tune-scrypt.ts'
import { Secret } from '../../../../src/main/secret/secret.ts'

const bytesOf = (secret: Secret) => secret.use((bytes) => Buffer.from(bytes).toString('hex'))
const text = (words: string) => Secret.take(Buffer.from(words))

async function tune(secondsAtFloor: number) {
  let clock = 0
  const made: Secret[] = []
  const tuned = await tuneScrypt(text('words'), {
    random: (length) => Buffer.alloc(length, 1),
    monotonic: () => clock,
    derive: async (_passphrase, { n }) => {
      clock += (secondsAtFloor * 1000 * n) / scryptLimits.floor
      const key = Secret.random(32)
      made.push(key)
      return key
    },
  })
  return { ...tuned, made }
}

describe('a passphrase as bytes', () => {
  it('is the same however its letters were typed, and its UTF-8 otherwise', () => {
    expect(bytesOf(passphraseBytes('Ångström ﬁ'))).toBe(bytesOf(passphraseBytes('Ångström fi')))
    expect(bytesOf(passphraseBytes('ü 鍵'))).toBe(Buffer.from('ü 鍵').toString('hex'))
    expect(bytesOf(passphraseBytes('a '))).not.toBe(bytesOf(passphraseBytes('a')))
  })
})

it('scrypt gives what RFC 7914 section 12 says', async () => {
  const key = await deriveByScrypt(text('pleaseletmein'), {
    salt: Buffer.from('SodiumChloride'),
    n: 16384,
    r: 8,
    p: 1,
  })
  expect(bytesOf(key)).toBe('7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2')
})

describe('tuning scrypt', () => {
  it.each([
    [0.02, 2 ** 21 / 2],
    [0.1, 2 ** 19],
    [0.13, 2 ** 18],
    [0.3, 2 ** 17],
    [0.9, 2 ** 17],
    [30, 2 ** 17],
    [0.000_1, scryptLimits.highestNew],
  ])('where the floor takes %d s chooses N %d', async (seconds, n) => {
    const tuned = await tune(seconds)
    expect(tuned.parameters).toMatchObject({ n, r: 8, p: 1 })
    expect(tuned.seconds).toBeCloseTo((seconds * n) / scryptLimits.floor)
  })

  it('keeps the key of the last run alone', async () => {
    const { made, key } = await tune(0.1)
    expect(made.map(({ isWiped }) => isWiped)).toEqual([true, true, false])
    expect(made.at(-1)).toBe(key)
  })
})

describe('the parameters that a file names', () => {
  const good = {
    mode: 'passphrase',
    scryptSalt: Buffer.alloc(32),
    scryptN: 2 ** 17,
    scryptR: 8,
    scryptP: 1,
  } as const

  it('are taken within the limits', () => {
    expect(scryptParametersOf(good)).toEqual({ salt: good.scryptSalt, n: 2 ** 17, r: 8, p: 1 })
    expect(scryptParametersOf({ ...good, scryptN: 2 ** 21 })?.n).toBe(2 ** 21)
  })

  it.each([
    { scryptN: 2 ** 16 },
    { scryptN: 2 ** 22 },
    { scryptN: 2 ** 40 },
    { scryptN: 2 ** 17 + 1 },
    { scryptN: 0 },
    { scryptN: -1 },
    { scryptN: Number.NaN },
    { scryptN: null },
    { scryptR: 4 },
    { scryptR: 1024 },
    { scryptP: 2 },
    { scryptP: 0 },
    { scryptSalt: Buffer.alloc(0) },
    { scryptSalt: Buffer.alloc(33) },
    { scryptSalt: null },
    { mode: 'keychain' as const },
  ])('are refused unrun outside of them: %j', (changed) => {
    expect(() => scryptParametersOf({ ...good, ...changed })).toThrow(
      expect.objectContaining({ code: 'KEYSTORE_DAMAGED' }),
    )
  })

  it('are none in the mode of the keychain alone', () => {
    const none = { scryptSalt: null, scryptN: null, scryptR: null, scryptP: null }
    expect(scryptParametersOf({ mode: 'keychain', ...none })).toBeNull()
    expect(() => scryptParametersOf({ mode: 'keychainAndPassphrase', ...none })).toThrow()
  })
})
