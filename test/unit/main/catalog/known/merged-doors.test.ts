import { describe, expect, it } from 'vitest'
import type { RecordedDoor } from '../../../../../src/shared/model/file-record.ts'
import { mergedDoors } from '../../../../../src/main/catalog/known/merged-doors.ts'
import { recordedDoor } from '../records.ts'

const door = (keyId: string | null, keyMaterialId: string | null, name = 'x'): RecordedDoor =>
  recordedDoor({ keyId, keyMaterialId, label: { ...recordedDoor().label, name } })
const told = (doors: readonly RecordedDoor[]) =>
  doors.map((each) => [each.keyId, each.keyMaterialId, each.label.name])

describe('the doors of two looks at a message', () => {
  it('have what the later one names, and else what the earlier one named', () => {
    const later = [door('a', null, 'renamed'), door('b', 'm2')]
    expect(told(mergedDoors(later, [door('a', 'm1'), door('b', 'm9')]))).toEqual([
      ['a', 'm1', 'renamed'],
      ['b', 'm2', 'x'],
    ])
  })

  it('are all of them where one look saw fewer', () => {
    const all = [door('a', null), door('b', null, 'old name')]
    const expected = [
      ['a', null, 'x'],
      ['b', 'm2', 'new name'],
    ]
    expect(told(mergedDoors([door('b', 'm2', 'new name')], all))).toEqual(expected)
    expect(told(mergedDoors(all, [door('b', 'm2')]))[1]).toEqual(['b', 'm2', 'old name'])
  })

  it('keep two doors of one key apart', () => {
    const later = [door('a', null), door('a', null)]
    expect(told(mergedDoors(later, [door('a', 'm1'), door('a', 'm2')])).map(([, id]) => id)).toEqual([
      'm1',
      'm2',
    ])
  })

  it('tell doors without a key by what they are called', () => {
    const earlier = [door(null, 'm1', 'one'), door(null, 'm2', 'two')]
    expect(
      told(mergedDoors([door(null, null, 'two'), door(null, null, 'one')], earlier)).map(([, id]) => id),
    ).toEqual(['m2', 'm1'])
  })
})
