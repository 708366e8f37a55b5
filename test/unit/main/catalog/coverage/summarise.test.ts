import { describe, expect, it } from 'vitest'
import { cellsOf } from '../../../../../src/main/catalog/coverage/coverage-cells.ts'
import type { KeyFamily } from '../../../../../src/main/catalog/coverage/key-families.ts'
import { summarise } from '../../../../../src/main/catalog/coverage/summarise.ts'
import type { RecordedDoor } from '../../../../../src/shared/model/file-record.ts'
import { recordedDoor } from '../records.ts'

const family = (keyId: string): [string, KeyFamily] => {
  const read = { current: 'm1', hasOneMaterial: false, readAt: '2026-05-05' }
  return [keyId, { ...read, keys: [{ ...read, keyId, opens: true }], timeline: [] }]
}
const families = new Map([family('one'), family('two')])
const door = (keyId: string) => recordedDoor({ keyId, keyMaterialId: 'm1' })
const kit: RecordedDoor = {
  label: { kind: 'recovery', name: 'recovery kit', where: 'keyhold-recovery', arn: null, known: true },
  keyId: 'ab'.repeat(32),
  keyMaterialId: null,
}
const one = (doors: readonly RecordedDoor[]) =>
  summarise(
    cellsOf({ id: 1, doors }, families).map((cell) => ({ ...cell, files: 3 })),
    families,
  ).keys.find(({ keyId }) => keyId === 'one')

describe('files that only one key opens', () => {
  it('are recoverable where a recovery kit is among their doors', () => {
    expect(one([door('one'), kit])).toMatchObject({ files: 3, onlyDoor: 3, recoverable: 3 })
  })

  it('are lost with it where none is', () => {
    expect(one([door('one')])).toMatchObject({ onlyDoor: 3, recoverable: 0 })
  })

  it('are none where another key opens them, whatever the kit', () => {
    expect(one([door('one'), door('two'), kit])).toMatchObject({ onlyDoor: 0, recoverable: 0 })
  })
})
