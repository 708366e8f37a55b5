import { expect, test } from 'vitest'
import type { KeyServices, RecognisedDoor } from '../../../../../src/main/doors/key-services.ts'
import { predictOpenings } from '../../../../../src/main/jobs/plan/predict-opening.ts'
import type { SurveyedItem } from '../../../../../src/main/jobs/plan/surveyed-item.ts'
import { problemOf } from '../../../../../src/shared/problem-of.ts'
import { VaultError, type VaultErrorCode } from '../../../../../src/shared/vault-error.ts'

/** The problem of a message whose doors have these, in their order. */
async function problemOfDoors(codes: readonly VaultErrorCode[]): Promise<VaultErrorCode | undefined> {
  const doors = codes.map((code) => ({ problem: problemOf(new VaultError(code, code)) }) as RecognisedDoor)
  const services: Pick<KeyServices, 'recognise'> = { recognise: async () => doors }
  const item = { id: 'a', doors: codes.map(() => ({})) } as unknown as SurveyedItem
  return (await predictOpenings(services as KeyServices, [item])).get('a')?.problem?.code
}

test.each(['KEYSTORE_NOT_SET_UP', 'KEYCHAIN_ITEM_MISSING', 'KEYSTORE_DAMAGED', 'KEY_NOT_FOUND'] as const)(
  'after %s the recovery kit is what a person can do something with',
  async (code) => {
    expect(await problemOfDoors([code, 'KIT_NEEDED'])).toBe('KIT_NEEDED')
  },
)

test('a keychain that is locked is unlocked before anybody goes for the kit', async () => {
  expect(await problemOfDoors(['KEYCHAIN_LOCKED', 'KIT_NEEDED'])).toBe('KEYCHAIN_LOCKED')
})

test('without a kit the keystore says what is wrong with it', async () => {
  expect(await problemOfDoors(['KEY_NOT_FOUND', 'KEYSTORE_NOT_SET_UP'])).toBe('KEYSTORE_NOT_SET_UP')
})
