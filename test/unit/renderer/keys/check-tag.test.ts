import { expect, test } from 'vitest'
import { newTagFault, tagValueFault } from '../../../../src/renderer/src/keys/check-tag.ts'

test.each([
  ['', '', 'empty'],
  ['x'.repeat(129), '', 'nameTooLong'],
  ['team', 'x'.repeat(257), 'valueTooLong'],
  ['team!', '', 'characters'],
  ['team', 'a#b', 'characters'],
  ['aws:team', '', 'reserved'],
  ['AWS:team', '', 'reserved'],
  ['there', '', 'hasAlready'],
])('the tag %j = %j is not kept: %s', (name, value, fault) => {
  expect(newTagFault({ name, value }, { there: 'yes' })).toBe(fault)
})

test.each([
  ['team', ''],
  ['Kostenstelle', 'Zürich 4711'],
  ['a+b-c=d.e_f:g/h@i', 'same @ here'],
])('the tag %j = %j is', (name, value) => {
  expect(newTagFault({ name, value }, {})).toBeNull()
  expect(tagValueFault(value)).toBeNull()
})

test('a key with fifty tags takes no more', () => {
  const tags = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`t${index}`, '']))
  expect(newTagFault({ name: 'one-more', value: '' }, tags)).toBe('tooMany')
})
