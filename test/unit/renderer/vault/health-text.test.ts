import { expect, test } from 'vitest'
import { storeFinding } from '../../../../src/shared/model/vault.ts'
import { changesCounted, findingWords, keychainSays } from '../../../../src/renderer/src/words/health-text.ts'

test('each finding is a sentence of its own, by the key’s name or id', () => {
  const whats = storeFinding.shape.what.options
  const said = whats.map((what) =>
    findingWords({ what, keyId: what === 'store' ? null : 'id-1', alias: 'backups' }),
  )
  expect(new Set(said).size).toBe(whats.length)
  for (const sentence of said) expect(sentence).toMatch(/^[A-Z].*\.$/)
  expect(findingWords({ what: 'changed', keyId: 'id-1', alias: null })).toContain('id-1')
})

test('changes are told by their number until a copy was put back, which counts from a number that says nothing', () => {
  expect(changesCounted(1)).toBe('1')
  expect(changesCounted(999_999)).toBe('999,999')
  for (const epoch of [1_000_000, 1_796_465_331])
    expect(changesCounted(epoch)).toBe('Anew, since a copy was put back')
})

test('the keychain says the same, is behind, or does not say', () => {
  const said = [keychainSays(7, 7), keychainSays(7, 6), keychainSays(7, null)]
  expect(new Set(said).size).toBe(3)
  expect(said[1]).toContain('is behind')
})
