import { expect, test } from 'vitest'
import { keyOptions } from '../../../../src/renderer/src/picker/key-options.ts'
import { awsKey, keyRow } from '../support/rows.ts'

test('keys that cannot encrypt are not offered', () => {
  const options = keyOptions([keyRow(), awsKey('signing', 'us-east-1', { canEncrypt: false })], '')
  expect(options.here).toHaveLength(1)
  expect(options.aws).toHaveLength(0)
})

test('a long list is cut short and says how much is hidden', () => {
  const many = Array.from({ length: 100 }, (_, index) => awsKey(`team-${index}`, 'eu-west-1'))
  const options = keyOptions([keyRow(), ...many], '')
  expect(options.aws).toHaveLength(39)
  expect(options.hidden).toBe(61)
  expect(keyOptions(many, 'team-77').aws.map((key) => key.alias)).toEqual(['team-77'])
})

const person = (name: string) => ({
  colleagueId: name,
  name,
  fingerprint: '',
  addedAt: '',
  compared: true,
  formerFingerprint: null,
})

test('colleagues are found by name, in their order, and AWS keys leave them room', () => {
  const people = ['Cay', 'Bea', 'Beat'].map(person)
  const many = Array.from({ length: 100 }, (_, index) => awsKey(`team-${index}`, 'eu-west-1'))
  const all = keyOptions(many, '', people)
  expect(all.people.map(({ name }) => name)).toEqual(['Bea', 'Beat', 'Cay'])
  expect(all.aws).toHaveLength(37)
  expect(keyOptions(many, 'BEA', people)).toMatchObject({ aws: [], hidden: 0 })
  expect(keyOptions(many, 'BEA', people).people).toHaveLength(2)
})
