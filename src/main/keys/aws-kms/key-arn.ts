declare const keyArnBrand: unique symbol

/** The ARN of a KMS key (never of an alias), checked by `parseKmsArn`. */
export type KeyArn = string & { readonly [keyArnBrand]: 'KeyArn' }

/** An ARN of AWS KMS in its parts. `resource` is `key` or `alias`; `id` is what follows the first slash. */
export interface KmsArn {
  readonly text: string
  readonly partition: string
  readonly region: string
  readonly account: string
  readonly resource: 'key' | 'alias'
  readonly id: string
}

/** Takes an ARN apart; null where it is not a valid KMS ARN: six parts, none empty, a key or an alias. FORMAT.md 14.5. */
export function parseKmsArn(text: string): KmsArn | null {
  const parts = text.split(':')
  const [arn, partition, service, region, account, resource] = parts
  if (parts.length !== 6 || arn !== 'arn' || service !== 'kms') return null
  if (!partition || !region || !account || !resource) return null
  const slash = resource.indexOf('/')
  const type = resource.slice(0, Math.max(slash, 0))
  const id = resource.slice(slash + 1)
  if ((type !== 'key' && type !== 'alias') || id === '') return null
  return { text, partition, region, account, resource: type, id }
}

/** True for a valid ARN of a key; an alias ARN is not one. */
export function isKeyArn(text: string): text is KeyArn {
  return parseKmsArn(text)?.resource === 'key'
}

/** True for a key with replicas in other Regions: `mrk-`. An alias never counts, whatever it is called. FORMAT.md 14.5. */
export function isMultiRegionKey(arn: KmsArn): boolean {
  return arn.resource === 'key' && arn.id.startsWith('mrk-')
}

/** True where both are multi-Region keys that differ at most in the Region: the same key material. FORMAT.md 14.5. */
export function isSameMultiRegionKey(a: string, b: string): boolean {
  const [first, second] = [parseKmsArn(a), parseKmsArn(b)]
  if (first === null || second === null || !isMultiRegionKey(second)) return false
  return replicaIn(first, second.region) === b
}

/** The ARN of the replica of a multi-Region key in another Region: equal in everything but the Region. */
export function replicaIn(arn: KmsArn, region: string): KeyArn | null {
  if (!isMultiRegionKey(arn)) return null
  const replica = `arn:${arn.partition}:kms:${region}:${arn.account}:key/${arn.id}`
  return isKeyArn(replica) ? replica : null
}

/**
 * Whether an answer that names `answered` can come from the key that was asked for (SECURITY.md point 35). A key ARN
 * must be the very same; a bare key id must be that key's; behind an alias the key is unknown beforehand, so only
 * partition, Region and account can be compared, and a bare alias says nothing.
 */
export function answersFor(asked: string, answered: KeyArn): boolean {
  if (isKeyArn(asked)) return asked === answered
  const answer = parseKmsArn(answered)
  if (answer === null) return false
  const alias = parseKmsArn(asked)
  if (alias !== null) {
    return (
      alias.partition === answer.partition &&
      alias.region === answer.region &&
      alias.account === answer.account
    )
  }
  return asked.startsWith('alias/') || asked === answer.id
}
