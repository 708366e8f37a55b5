import { expect, test } from 'vitest'
import { restoreModes } from '../../../../src/renderer/src/recovery/restore-modes.ts'

test('a keychain that does not work is not offered, and it says why', () => {
  const { modes, usual, why } = restoreModes({ mode: null, keychainWorks: false })
  expect(modes).toEqual(['passphrase'])
  expect(usual).toBe('passphrase')
  expect(why).toContain('cannot be used')
})

test('a keychain that was neither used nor tested is offered with a word on it, and not first', () => {
  const { modes, usual, why } = restoreModes({ mode: 'passphrase', keychainWorks: null })
  expect(modes).toHaveLength(3)
  expect(usual).toBe('passphrase')
  expect(why).toContain('not tested')
})

test('what opens the keys here is chosen first, also while they are locked', () => {
  const { modes, usual, why } = restoreModes({ mode: 'keychainAndPassphrase', keychainWorks: null })
  expect(modes).toHaveLength(3)
  expect(usual).toBe('keychainAndPassphrase')
  expect(why).toBeNull()
})

test('where nothing is here yet, the keychain opens them', () => {
  expect(restoreModes({ mode: null, keychainWorks: true }).usual).toBe('keychain')
  expect(restoreModes(undefined).usual).toBe('keychain')
})
