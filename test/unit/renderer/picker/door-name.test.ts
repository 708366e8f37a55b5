import { expect, test } from 'vitest'
import { doorName } from '../../../../src/renderer/src/picker/door-name.ts'
import { keyRow } from '../support/rows.ts'

const local = { service: 'local', keyId: '5f0c91d2-33ab-4c1e-8f60-2b9d47e1a0c3' } as const
const key = keyRow({ ref: local })

test('a key that is listed goes by its alias', () => {
  expect(doorName(local, [key], 'open')).toMatchObject({ name: 'backups', missing: false })
})

test('a local key is out of reach, not gone, while the keystore cannot be opened', () => {
  expect(doorName(local, [], 'keychainLocked')).toMatchObject({ beside: 'Out of reach', missing: true })
})

test('a key that no service lists is not found, by its short id', () => {
  expect(doorName(local, [], 'open')).toMatchObject({ name: '5f0c91d2…a0c3', beside: 'Not found' })
})
