import { expect, test } from 'vitest'
import { vaultErrorCodes } from '../../../../src/shared/vault-error.ts'
import { cureFor } from '../../../../src/renderer/src/files/cure-for.ts'

test('every problem has a cure in place, if only to look again', () => {
  for (const code of vaultErrorCodes) expect(cureFor(code)).toBeTruthy()
  expect(cureFor('KMS_ACCOUNT_UNKNOWN')).toBe('allowAccount')
  expect(cureFor('KIT_NEEDED')).toBe('useKit')
  expect(cureFor('TARGET_EXISTS')).toBe('addNumber')
})
