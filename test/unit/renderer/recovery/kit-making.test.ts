import { expect, test } from 'vitest'
import { kitDraft } from '../../../../src/shared/model/recovery.ts'
import {
  draftOf,
  usualWish,
  wishObstacle,
  withSheets,
} from '../../../../src/renderer/src/recovery/kit-making.ts'

const strong = { bits: 60 }
const passphrase = { first: 'river lantern oak seven', again: 'river lantern oak seven' }

test('every wish without an obstacle is a draft that the main process takes', () => {
  const wishes = [
    { ...usualWish, passphrase },
    { ...usualWish, plain: true },
    { ...usualWish, keep: 'split' as const },
    // What was typed for one form counts for no other.
    { ...usualWish, keep: 'split' as const, passphrase },
  ]
  for (const wish of wishes) {
    expect(wishObstacle(wish, strong)).toBeNull()
    expect(kitDraft.safeParse(draftOf(wish)).success).toBe(true)
  }
})

test('a passphrase that was typed two ways is not taken', () => {
  expect(wishObstacle({ ...usualWish, passphrase: { ...passphrase, again: 'x' } }, strong)).not.toBeNull()
})

test('there are never fewer sheets than open it together', () => {
  expect(withSheets({ ...usualWish, threshold: 4 }, 2)).toMatchObject({ sheets: 2, threshold: 2 })
})
