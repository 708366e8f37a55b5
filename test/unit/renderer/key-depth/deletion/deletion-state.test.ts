import { expect, test } from 'vitest'
import {
  confirmationNames,
  deletionDate,
  isWait,
  namesKey,
} from '../../../../../src/renderer/src/key-depth/deletion/deletion-state.ts'
import { keyRow } from '../../support/rows.ts'

const key = keyRow({ keyId: '1b7e4c2a', aliases: ['backups-prod', 'nightly'] })

test.each(['backups-prod', ' nightly ', 'alias/backups-prod', '1b7e4c2a'])('“%s” names the key', (typed) => {
  expect(namesKey(typed, key)).toBe(true)
})

test.each(['', 'backups', 'Backups-prod', 'alias/'])('“%s” does not name the key', (typed) => {
  expect(namesKey(typed, key)).toBe(false)
})

test('the alias and the id are offered to be typed, the id alone where there is no alias', () => {
  expect(confirmationNames(key)).toEqual(['backups-prod', '1b7e4c2a'])
  expect(confirmationNames(keyRow({ keyId: '1b7e4c2a', aliases: [] }))).toEqual(['1b7e4c2a'])
})

test('AWS waits 7 to 30 whole days', () => {
  expect([6, 7, 30, 31, 7.5, Number.NaN].map(isWait)).toEqual([false, true, true, false, false, false])
})

test('the day of the deletion is as many days from now', () => {
  expect(deletionDate(30, new Date('2026-11-23T10:00:00Z'))).toBe('2026-12-23T10:00:00.000Z')
})
