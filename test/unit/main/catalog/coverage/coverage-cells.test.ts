import { describe, expect, it } from 'vitest'
import type { RecordedDoor } from '../../../../../src/shared/model/file-record.ts'
import { cellsOf } from '../../../../../src/main/catalog/coverage/coverage-cells.ts'
import type { KeyFamily } from '../../../../../src/main/catalog/coverage/key-families.ts'
import { recordedDoor } from '../records.ts'

const family = (change: Partial<KeyFamily> = {}): KeyFamily => ({
  keys: [],
  current: 'm1',
  hasOneMaterial: false,
  readAt: '2026-05-05',
  timeline: [
    { id: 'm0', from: '' },
    { id: 'm1', from: '2026-03-03' },
  ],
  ...change,
})
const door = (keyMaterialId: string | null, keyId = 'key'): RecordedDoor =>
  recordedDoor({ keyId, keyMaterialId })
const cells = (doors: readonly RecordedDoor[], of: Partial<KeyFamily> = {}) =>
  cellsOf({ id: 1, doors }, new Map([['key', family(of)]])).map(({ from, before, uses }) => [
    from,
    before,
    uses.map(({ keyMaterialId, standing, estimated }) => [keyMaterialId, standing, estimated]),
  ])
const always = (...use: unknown[]) => [['', '~', [use]]]

describe('files with the same doors', () => {
  it('depend on the material that their door names', () => {
    expect(cells([door('m1')])).toEqual(always('m1', 'current', false))
    expect(cells([door('m0')])).toEqual(always('m0', 'older', false))
  })

  it('are parted by their dates where no door names it, and it is told so', () => {
    expect(cells([door(null)])).toEqual([
      ['', '2026-03-03', [['m0', 'older', true]]],
      ['2026-03-03', '~', [['m1', 'current', true]]],
    ])
  })

  it('depend on the older one of two materials of one key', () => {
    expect(cells([door('m1'), door('m0')])).toEqual(always('m0', 'older', false))
  })

  it('count for current where their material is newer than what was read of the key', () => {
    expect(cells([door('m2')])).toEqual([
      ['', '2026-05-05', [['m2', 'older', false]]],
      ['2026-05-05', '~', [['m2', 'current', false]]],
    ])
  })

  it('are current under a key that never has another material', () => {
    const one = { hasOneMaterial: true, current: null, timeline: [] }
    expect(cells([door(null)], one)).toEqual(always(null, 'current', false))
    expect(cells([door('m9')], one)).toEqual(always('m9', 'current', false))
  })

  it('are not known where neither door nor reading tells', () => {
    expect(cells([door(null)], { timeline: [] })).toEqual(always(null, 'notKnown', false))
    expect(cells([door('m1')], { current: null })).toEqual(always('m1', 'notKnown', false))
  })

  it('depend on no listed key where their doors name none', () => {
    expect(cells([door('m1', 'another key'), recordedDoor({ keyId: null })])).toEqual([['', '~', []]])
  })
})
