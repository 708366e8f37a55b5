import { isKeyArn, isMultiRegionKey, replicaIn, type KeyArn, type KmsArn } from '../keys/aws-kms/key-arn.ts'
import { partitionOf } from './partition-of.ts'

/** What decides whether a connection may be asked for a key. */
export interface Reach {
  readonly region: string
  readonly accounts: readonly string[]
}

/**
 * The key to ask a connection for when a header names `arn`: the very key where partition, account and Region are the
 * connection's, its replica in the connection's Region where the key is multi-Region, else null. DESIGN.md section 2.
 */
export function keyReachedBy(connection: Reach, arn: KmsArn): KeyArn | null {
  if (arn.partition !== partitionOf(connection.region)) return null
  if (!connection.accounts.includes(arn.account)) return null
  if (arn.region === connection.region) return isKeyArn(arn.text) ? arn.text : null
  return isMultiRegionKey(arn) ? replicaIn(arn, connection.region) : null
}
