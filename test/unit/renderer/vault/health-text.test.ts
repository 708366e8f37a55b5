import { expect, test } from 'vitest'
import { storeFinding } from '../../../../src/shared/model/vault.ts'
import { findingWords } from '../../../../src/renderer/src/words/health-text.ts'

test('each finding is a sentence of its own, by the key’s name or id', () => {
  const whats = storeFinding.shape.what.options
  const said = whats.map((what) =>
    findingWords({ what, keyId: what === 'store' ? null : 'id-1', alias: 'backups' }),
  )
  expect(new Set(said).size).toBe(whats.length)
  for (const sentence of said) expect(sentence).toMatch(/^[A-Z].*\.$/)
  expect(findingWords({ what: 'changed', keyId: 'id-1', alias: null })).toContain('id-1')
})
