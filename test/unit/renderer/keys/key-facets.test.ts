import { expect, test } from 'vitest'
import { keyFacets, keysIn } from '../../../../src/renderer/src/keys/key-facets.ts'
import { awsKey, keyRow } from '../support/rows.ts'

const keys = [
  awsKey('b', 'us-east-1'),
  awsKey('a', 'us-east-1'),
  awsKey('c', 'eu-west-1'),
  keyRow({ alias: 'z' }),
]

test('this computer comes first, then Regions by their number of keys', () => {
  expect(keyFacets(keys, keys).map((facet) => [facet.label, facet.count])).toEqual([
    ['All', 4],
    ['This computer', 1],
    ['us-east-1', 2],
    ['eu-west-1', 1],
  ])
})

test('counts follow the search, the order does not jump', () => {
  const found = keys.filter((key) => key.alias === 'c')
  expect(keyFacets(keys, found).map((facet) => [facet.label, facet.count])).toEqual([
    ['All', 1],
    ['This computer', 0],
    ['us-east-1', 0],
    ['eu-west-1', 1],
  ])
})

test('a facet holds its keys by name, this computer before AWS', () => {
  expect(keysIn(keys, null).map((key) => key.alias)).toEqual(['z', 'a', 'b', 'c'])
  expect(keysIn(keys, 'us-east-1').map((key) => key.alias)).toEqual(['a', 'b'])
})
