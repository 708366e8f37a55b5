import { expect, test } from 'vitest'
import { usualKeysView } from '../../../../src/shared/model/settings.ts'
import { narrows, plainView, widened, withSavedView } from '../../../../src/renderer/src/keys/keys-view.ts'

test('the plain view is the one that new settings have', () => {
  expect(plainView).toEqual(usualKeysView)
})

test.each([
  [{}, false],
  [{ sort: 'files' as const, descending: true }, false],
  [{ search: 'a' }, true],
  [{ place: 'here' }, true],
  [{ states: ['Enabled'] }, true],
])('the view %j leaves keys out: %s', (change, answer) => {
  expect(narrows({ ...plainView, ...change })).toBe(answer)
})

test('showing all keys again keeps their order', () => {
  const view = { ...plainView, search: 'a', kinds: ['symmetric'], sort: 'rotation' as const }
  expect(widened(view)).toEqual({ ...plainView, sort: 'rotation' })
})

test('saved views stand by name, and a name is there once', () => {
  const views = withSavedView(withSavedView([], 'b', plainView), 'a', plainView)
  const again = withSavedView(views, 'b', { ...plainView, search: 'new' })
  expect(again.map(({ name, view }) => [name, view.search])).toEqual([
    ['a', ''],
    ['b', 'new'],
  ])
})
