import { expect, it } from 'vitest'
import { DueWorkWatch } from '../../../../src/keystore/log/due-work-watch.ts'
import type { MaterialRecord } from '../../../../src/keystore/store/store-rows.ts'

const row = (materialId: string, changes: Partial<MaterialRecord> = {}) =>
  ({
    materialId,
    keyId: 'k',
    sealed: Buffer.alloc(1),
    rotationType: null,
    validTo: null,
    ...changes,
  }) as MaterialRecord

it('says nothing of what it sees first', () => {
  expect(new DueWorkWatch().look([row('a', { rotationType: 'AUTOMATIC' })], false)).toEqual([])
})

it('notes a rotation that came by its date, not one by hand', () => {
  const watch = new DueWorkWatch()
  watch.look([row('a')], false)
  const found = watch.look(
    [row('a'), row('b', { rotationType: 'AUTOMATIC' }), row('c', { rotationType: 'ON_DEMAND' })],
    false,
  )
  expect(found.map(({ what, keyMaterialId }) => [what, keyMaterialId])).toEqual([['rotateByDate', 'b']])
})

it('notes material that expired, not material that was deleted by an operation', () => {
  const watch = new DueWorkWatch()
  const validTo = '2026-11-23T09:00:00.000Z'
  watch.look([row('a', { validTo }), row('b', { validTo })], false)
  const gone = row('a', { validTo, sealed: null })
  expect(watch.look([gone, row('b', { validTo })], false).map(({ what }) => what)).toEqual(['expireMaterial'])
  expect(watch.look([gone, row('b', { validTo, sealed: null })], true)).toEqual([])
})
