/** Why a key cannot be replicated to a Region. */
export type RegionFault = 'badRegion' | 'hasAlready' | 'otherPartition'

/** `aws`, `aws-cn`, `aws-us-gov`: the part of AWS that a Region belongs to; multi-Region keys stay within one. */
function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn'
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws'
}

/** Looks at the name of a Region for a replica; null where nothing is wrong. `taken`: Regions where the key is. */
export function replicaRegionFault(
  region: string,
  from: string,
  taken: readonly string[],
): RegionFault | null {
  if (!/^[a-z]{2,4}(-[a-z]+)+-\d{1,2}$/.test(region)) return 'badRegion'
  if (taken.includes(region)) return 'hasAlready'
  return partitionOf(region) === partitionOf(from) ? null : 'otherPartition'
}
