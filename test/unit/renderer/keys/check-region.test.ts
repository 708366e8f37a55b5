import { expect, test } from 'vitest'
import { replicaRegionFault } from '../../../../src/renderer/src/keys/check-region.ts'

test.each([
  ['', 'eu-west-1', 'badRegion'],
  ['Frankfurt', 'eu-west-1', 'badRegion'],
  ['us-east-1', 'eu-west-1', 'hasAlready'],
  ['cn-north-1', 'eu-west-1', 'otherPartition'],
  ['eu-west-2', 'us-gov-west-1', 'otherPartition'],
  ['eu-west-2', 'eu-west-1', null],
  ['us-gov-east-1', 'us-gov-west-1', null],
  ['cn-northwest-1', 'cn-north-1', null],
])('a replica in %j of a key in %s: %s', (region, from, fault) => {
  expect(replicaRegionFault(region, from, [from, 'us-east-1'])).toBe(fault)
})
