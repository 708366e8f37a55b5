import { expect, test } from 'vitest'
import { errorText } from '../../../../src/renderer/src/words/errors/error-words.ts'
import { keyGeneralText } from '../../../../src/renderer/src/words/key-general-text.ts'
import { keyFactsText } from '../../../../src/renderer/src/words/keys-text.ts'
import type { VaultErrorCode, VaultErrorFacts } from '../../../../src/shared/vault-error.ts'

const arn = 'arn:aws:kms:eu-central-1:111122223333:key/0f7c'
const said = (code: VaultErrorCode, facts: VaultErrorFacts) => errorText({ code, message: '', facts })

const told = (onlyDoor: number, recoverable = 0) =>
  keyGeneralText.deletionFiles({ files: 9, onlyDoor, recoverable })

test('deleting a key stops the files alone that no other known key opens', () => {
  expect(told(2)).toContain('2 files from opening, for good')
  expect(told(0)).toBe('Every known file under it has another known key that opens it.')
  expect(told(5, 3)).toContain('2 files from opening, for good')
  expect(told(3, 3)).toContain('the recovery kit alone would open 3 files')
})

test('what could not be read of the services of a key is named', () => {
  expect(keyFactsText.servicesNotRead(['grants'])).toContain('its grants could not be read')
  expect(keyFactsText.servicesNotRead(['policy', 'grants'])).toContain('its policy and grants')
})

test('no higher limit is asked for where AWS raises it for nobody', () => {
  const { why, next } = said('KMS_LIMIT_REACHED', { action: 'kms:RotateKeyOnDemand' })
  expect(why).toContain('none remains')
  expect(next).not.toContain('ask AWS')
  expect(next).toContain('Rotate by hand')
  expect(said('KMS_LIMIT_REACHED', { action: 'kms:CreateGrant' }).next).toContain('ask AWS')
})

test('a rotation that is busy says the local time to try again, and shows what is no time as it is', () => {
  const { next } = said('KMS_ROTATION_BUSY', { retryAfter: '2026-11-23T17:05:00.000Z' })
  expect(next).toMatch(/^Try again after \d\d:05 on \d+ Nov 2026\.$/)
  expect(said('KMS_ROTATION_BUSY', { retryAfter: 'soon' }).next).toBe('Try again after soon.')
})

test.each(['KEY_DISABLED', 'KEY_STATE_INVALID'] as const)(
  '%s names the key, by its id where it has no name',
  (code) => {
    expect(said(code, { keyArn: arn }).title).toContain('“0f7c”')
    expect(said(code, { keyArn: arn, name: 'backups' }).title).toContain('“backups”')
  },
)
