/**
 * One name for all keys that share key material: a multi-Region key and its replicas, told by their ARNs, which differ in
 * the Region alone. Every other key is a family of its own. KMS.md section 2.
 */
export function keyFamilyOf(keyId: string): string {
  const [arn, partition, service, region, account, resource, ...rest] = keyId.split(':')
  if (arn !== 'arn' || service !== 'kms' || !region || rest.length > 0) return keyId
  return resource?.startsWith('key/mrk-') ? `arn:${partition}:kms::${account}:${resource}` : keyId
}
