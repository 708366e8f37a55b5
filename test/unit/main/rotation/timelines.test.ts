import { describe, expect, it } from 'vitest'
import { timelineOf } from '../../../../src/main/rotation/timelines.ts'
import { awsKeyRow, material } from '../catalog/key-rows.ts'

const day = (n: number): string => `2026-01-0${n}T00:00:00.000Z`
const read = [
  material('m0'),
  material('m1', { state: 'CURRENT', rotatedAt: day(2) }),
  material('m2', { state: 'PENDING_ROTATION' }),
]
const row = (keyMaterialId: string | null) => awsKeyRow(1, { createdAt: day(1), keyMaterialId })

describe('the timeline of a key', () => {
  it('has every material, the first as old as the key', () => {
    expect(timelineOf(row('m1'), read)).toEqual({
      ref: row('m1').ref,
      materials: [
        { id: 'm0', from: day(1), current: false, pending: false },
        { id: 'm1', from: day(2), current: true, pending: false },
        { id: 'm2', from: null, current: false, pending: true },
      ],
    })
  })

  it('has the one material that its row names where rotations were not read', () => {
    expect(timelineOf(row('m9'), []).materials).toEqual([
      { id: 'm9', from: day(1), current: true, pending: false },
    ])
    expect(timelineOf(row(null), []).materials).toEqual([])
  })

  it('follows a row that was read after a further rotation', () => {
    const { materials } = timelineOf(row('m9'), read)
    expect(materials.map(({ id, current }) => [id, current])).toEqual([
      ['m0', false],
      ['m1', false],
      ['m9', true],
      ['m2', false],
    ])
  })
})
