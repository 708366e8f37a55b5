import { expect, test } from 'vitest'
import { doorName } from '../../../../src/renderer/src/picker/door-name.ts'
import { keyRow } from '../support/rows.ts'

const local = { service: 'local', keyId: '5f0c91d2-33ab-4c1e-8f60-2b9d47e1a0c3' } as const
const key = keyRow({ ref: local })

test('a key that is listed goes by its alias', () => {
  expect(doorName(local, [key], { vault: 'open' })).toMatchObject({ name: 'backups', missing: false })
})

test('a local key is out of reach, not gone, while the keystore cannot be opened', () => {
  expect(doorName(local, [], { vault: 'keychainLocked' })).toMatchObject({
    beside: 'Out of reach',
    missing: true,
  })
})

test('a key that no service lists is not found, by its short id', () => {
  expect(doorName(local, [], { vault: 'open' })).toMatchObject({ name: '5f0c91d2…a0c3', beside: 'Not found' })
})

const bea = {
  colleagueId: 'bea',
  name: 'Bea',
  fingerprint: '0000',
  addedAt: '',
  compared: false,
  formerFingerprint: null,
}
const toBea = { service: 'colleague', colleagueId: 'bea' } as const

test('a colleague goes by the name, and it is said that the fingerprint was not compared', () => {
  const places = { vault: 'open', people: [bea] } as const
  expect(doorName(toBea, [], places)).toMatchObject({ name: 'Bea', beside: 'Not compared' })
  const compared = { vault: 'open', people: [{ ...bea, compared: true }] } as const
  expect(doorName(toBea, [], compared)).toMatchObject({ beside: 'Colleague', missing: false })
})

test('a colleague who was removed is missing, and out of reach while the keystore is locked', () => {
  expect(doorName(toBea, [], { vault: 'open' })).toMatchObject({ beside: 'Removed', missing: true })
  expect(doorName(toBea, [], { vault: 'locked' })).toMatchObject({ beside: 'Out of reach', missing: true })
})
