import { expect, test } from 'vitest'
import {
  hasMaterial,
  nextRotation,
  waitsForReplicas,
} from '../../../../src/renderer/src/rotation/replica-material.ts'
import type { KeyMaterial } from '../../../../src/shared/model/key-page.ts'

const material = (
  state: KeyMaterial['state'],
  importState: KeyMaterial['importState'] = 'IMPORTED',
): KeyMaterial => ({
  id: state,
  state,
  importState,
  rotatedAt: null,
  rotationType: null,
  description: null,
  validTo: null,
})
const current = material('CURRENT')
const imported = { origin: 'EXTERNAL' } as const

test('an imported key needs new material first, and rotates once it is everywhere', () => {
  expect(nextRotation(imported, [current])).toBe('import')
  expect(nextRotation(imported, [current, material('PENDING_ROTATION')])).toBe('rotate')
  expect(nextRotation({ origin: 'AWS_KMS' }, [current])).toBe('rotate')
})

test('a primary whose replicas lack its new material neither rotates nor takes more', () => {
  const waiting = material('PENDING_MULTI_REGION_IMPORT_AND_ROTATION')
  expect(nextRotation(imported, [current, waiting])).toBe('replicas')
  expect(waitsForReplicas([current, waiting])).toBe(waiting)
  expect(waitsForReplicas([current])).toBeNull()
})

test('a replica lacks a material that it does not list, or lists as not imported', () => {
  expect(hasMaterial([current], 'CURRENT')).toBe(true)
  expect(hasMaterial([current], 'PENDING_ROTATION')).toBe(false)
  expect(hasMaterial([material('PENDING_ROTATION', 'PENDING_IMPORT')], 'PENDING_ROTATION')).toBe(false)
  expect(hasMaterial(undefined, 'CURRENT')).toBeNull()
})
