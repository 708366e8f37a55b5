import { expect, test } from 'vitest'
import {
  againFirst,
  canBeMade,
  firstImport,
  importDraftOf,
  importObstacle,
} from '../../../../../src/renderer/src/key-depth/import/import-fields.ts'
import type { KeyMaterial } from '../../../../../src/shared/model/key-page.ts'
import { keyRow } from '../../support/rows.ts'

const external = { origin: 'EXTERNAL', spec: 'SYMMETRIC_DEFAULT' } as const
const empty = keyRow({ ...external, state: 'PendingImport', keyMaterialId: null })
const lost = keyRow({ ...external, state: 'PendingImport', keyMaterialId: 'm1' })
const filled = keyRow({ ...external, state: 'Enabled', keyMaterialId: 'm1' })
const pair = keyRow({ origin: 'EXTERNAL', spec: 'RSA_2048', state: 'PendingImport', keyMaterialId: null })
const now = new Date('2026-11-23T12:00:00Z')

test('the first material can be made here; one that is missing comes from its file', () => {
  expect(firstImport(empty)).toMatchObject({ from: 'generate', type: 'EXISTING_KEY_MATERIAL' })
  expect(firstImport(lost)).toMatchObject({ from: 'file', type: 'EXISTING_KEY_MATERIAL' })
})

test('a key that has material is given new material to rotate to', () => {
  expect(firstImport(filled)).toMatchObject({ type: 'NEW_KEY_MATERIAL' })
})

test('a private key comes from a file, and is too long for RSA-OAEP alone', () => {
  expect(firstImport(pair)).toMatchObject({ from: 'file', wrapping: 'RSA_AES_KEY_WRAP_SHA_256' })
})

test('a replica takes only the file that its primary key got, whether it has material or not', () => {
  for (const row of [empty, filled]) {
    const replica = { ...row, multiRegion: true, multiRegionRole: 'REPLICA' } as const
    const fields = firstImport(replica)
    expect(fields).toMatchObject({ from: 'file', type: 'EXISTING_KEY_MATERIAL' })
    expect(canBeMade(replica, { type: 'NEW_KEY_MATERIAL' })).toBe(false)
  }
  expect(canBeMade(filled, { type: 'NEW_KEY_MATERIAL' })).toBe(true)
  expect(canBeMade(filled, { type: 'EXISTING_KEY_MATERIAL' })).toBe(false)
})

test('it expires at the end of the day, or never', () => {
  const fields = firstImport(empty)
  expect(importDraftOf(empty, fields).validTo).toBeNull()
  const { validTo } = importDraftOf(empty, { ...fields, expires: true, day: '2027-03-12' })
  expect(new Date(validTo ?? '')).toEqual(new Date(2027, 2, 12, 23, 59, 59))
})

test('a day that is over, or none, stands in the way', () => {
  const fields = { ...firstImport(empty), expires: true }
  expect(importObstacle({ ...fields, day: '' }, now)).not.toBeNull()
  expect(importObstacle({ ...fields, day: '2026-11-20' }, now)).not.toBeNull()
  expect(importObstacle({ ...fields, day: '2026-12-01' }, now)).toBeNull()
  expect(importObstacle({ ...fields, expires: false, day: '' }, now)).toBeNull()
})

test('a material is named only where it is imported again', () => {
  const named = { keyMaterialId: 'm1', description: ' of the vault ' }
  expect(importDraftOf(lost, { ...firstImport(lost), ...named })).toMatchObject({
    keyMaterialId: 'm1',
    description: 'of the vault',
  })
  expect(importDraftOf(empty, { ...firstImport(empty), ...named }).keyMaterialId).toBeNull()
  expect(importDraftOf(filled, { ...firstImport(filled), ...named }).keyMaterialId).toBeNull()
  expect(importDraftOf(pair, { ...firstImport(pair), ...named }).description).toBeNull()
})

const material = (id: string, importState: KeyMaterial['importState']): KeyMaterial => ({
  id,
  importState,
  state: 'NON_CURRENT',
  rotatedAt: null,
  rotationType: null,
  description: null,
  validTo: null,
})

test('materials that are missing come first', () => {
  const all = [material('a', 'IMPORTED'), material('b', 'PENDING_IMPORT'), material('c', 'IMPORTED')]
  expect(againFirst(all).map(({ id }) => id)).toEqual(['b', 'a', 'c'])
})
