import { describe, expect, test } from 'vitest'
import * as words from '../../../../src/renderer/src/words/key-row-words.ts'
import { awsKey, keyRow } from '../support/rows.ts'

const now = new Date(2026, 10, 23, 10, 41)

test('a key without an alias goes by its short id', () => {
  expect(words.keyName(keyRow({ alias: null }))).toBe('5f0c91d2…a0c3')
})

describe('states', () => {
  test('only exceptions stand out', () => {
    expect(words.stateWords(keyRow(), now)).toEqual({ words: 'Enabled', tone: 'quiet' })
    expect(words.stateWords(keyRow({ state: 'Disabled' }), now).tone).toBe('neutral')
  })

  test('a key that is being deleted says when', () => {
    const deletionDate = new Date(2026, 10, 29).toISOString()
    const key = awsKey('old', 'eu-west-1', { state: 'PendingDeletion', deletionDate })
    expect(words.stateWords(key, now)).toEqual({ words: 'Deleted in 6 days', tone: 'red' })
  })

  test('what the service did not say is not guessed', () => {
    expect(words.stateWords(keyRow({ state: null }), now).words).toBe('Not told')
    expect(words.keyUse(keyRow({ usage: null }))).toBe('Not told')
  })
})

const unusable = (change: Parameters<typeof keyRow>[0]) => keyRow({ canEncrypt: false, ...change })

test('a key that cannot encrypt says why', () => {
  expect(words.cannotEncrypt(keyRow())).toBeNull()
  expect(words.cannotEncrypt(unusable({ usage: 'SIGN_VERIFY' }))).toBe('This key does not encrypt.')
  expect(words.cannotEncrypt(unusable({ manager: 'AWS' }))).toContain('AWS manages')
  expect(words.cannotEncrypt(unusable({ state: 'Disabled' }))).toContain('state')
})

test.each([
  ['SYMMETRIC_DEFAULT', 'AES-256'],
  ['RSA_3072', 'RSA-3072'],
  ['HMAC_256', 'HMAC-256'],
  ['ECC_NIST_P384', 'ECC P-384'],
  [null, 'Not told'],
])('the spec %s reads %s', (spec, plain) => {
  expect(words.keySpec(keyRow({ spec }))).toBe(plain)
})
