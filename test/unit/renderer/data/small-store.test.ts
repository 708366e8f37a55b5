import { expect, test } from 'vitest'
import { smallStore } from '../../../../src/renderer/src/data/small-store.ts'

test('a store holds what was set last', () => {
  const store = smallStore(1)
  store.set(2)
  expect(store.get()).toBe(2)
})
