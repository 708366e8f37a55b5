import { expect, test } from 'vitest'
import { rotationText } from '../../../../src/renderer/src/words/rotation-text.ts'

test.each([
  [1, 1, '1 of 1 file uses older material. It opens as before.'],
  [1, 12, '1 of 12 files uses older material. It opens as before.'],
  [53, 340, '53 of 340 files use older material. They open as before.'],
  [0, 1, 'The 1 known file uses the current material.'],
  [0, 1148, 'All 1,148 known files use the current material.'],
])('%i of %i files on older material', (older, all, said) => {
  expect(rotationText.olderOf(older, all)).toBe(said)
})
