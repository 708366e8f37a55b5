import { expect, test } from 'vitest'
import { pairMistake, soundPairs } from '../../../../src/renderer/src/files/context-pairs-state.ts'

const pairs = [
  { key: 'department', value: 'finance' },
  { key: '', value: '' },
  { key: '', value: 'no name' },
  { key: 'aws-crypto-public-key', value: 'forged' },
  { key: 'keyhold:modified', value: '2026' },
  { key: 'department', value: 'again' },
  { key: 'empty value', value: '' },
]

test('only named pairs without a mistake are kept', () => {
  expect(soundPairs(pairs)).toEqual([
    { key: 'department', value: 'finance' },
    { key: 'empty value', value: '' },
  ])
})

test('a pair without a name, with a name of the format or with one that is taken says so', () => {
  expect(pairs.map((_, index) => pairMistake(pairs, index))).toEqual([
    null,
    null,
    'A pair needs a name',
    'Names that begin with “aws-crypto-” or “keyhold:” are taken',
    'Names that begin with “aws-crypto-” or “keyhold:” are taken',
    'This name is there already',
    null,
  ])
})
