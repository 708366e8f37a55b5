import { expect, it } from 'vitest'
import { materialRows } from '../../../../src/renderer/src/rotation/material-rows.ts'
import type { KeyMaterial } from '../../../../src/shared/model/key-page.ts'

const material = (id: string, state: KeyMaterial['state'], rotatedAt: string | null): KeyMaterial => ({
  id,
  state,
  rotatedAt,
  rotationType: rotatedAt === null ? null : 'AUTOMATIC',
  importState: null,
  description: null,
  validTo: null,
})

it('lists the newest first, with the time of each and the files that are known', () => {
  const rows = materialRows(
    [
      material('a', 'NON_CURRENT', null),
      material('b', 'CURRENT', '2025-01-01'),
      material('c', 'PENDING_ROTATION', null),
    ],
    '2024-01-01',
    {
      keyId: 'k',
      files: 5,
      current: 2,
      older: 3,
      estimated: 1,
      onlyDoor: 5,
      recoverable: 0,
      materials: [
        { keyMaterialId: 'a', files: 3, estimated: 1 },
        { keyMaterialId: 'b', files: 2, estimated: 0 },
      ],
    },
  )
  expect(rows.map(({ number, from, until, files }) => [number, from, until, files])).toEqual([
    [null, null, null, 0],
    [2, '2025-01-01', null, 2],
    [1, '2024-01-01', '2025-01-01', 3],
  ])
})
