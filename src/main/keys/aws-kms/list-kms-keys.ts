import type { KMS, KeyMetadata } from '@aws-sdk/client-kms'
import type { KeyRow } from '../../../shared/model/key.ts'
import { isVaultError, VaultError } from '../../../shared/vault-error.ts'
import { withLimit } from './in-flight.ts'
import { parseKmsArn, type KmsArn } from './key-arn.ts'
import { kmsKeyRow } from './kms-key-row.ts'
import type { KmsSession } from './kms-session.ts'

/** DescribeKey's quota is 2,000 a second for all callers of an account and Region (KMS.md section 4). */
export const describeKeysInFlight = 20

/** An account and Region hold at most 100,000 keys of 50 aliases (KMS.md section 2); more pages than that are no list. */
const mostPages = 50_000

export interface KmsKeyList {
  readonly rows: readonly KeyRow[]
  /** Actions that were denied, such as `kms:ListAliases`; what they would have told is null in the rows. */
  readonly denied: readonly string[]
  /** Accounts that own the listed keys. */
  readonly accounts: readonly string[]
}

/** Lists every key of a connection's account and Region. Throws VaultError where ListKeys itself fails or is denied. */
export async function listKmsKeys(
  session: KmsSession,
  connectionId: string,
  signal?: AbortSignal,
): Promise<KmsKeyList> {
  const denied = new Set<string>()
  const [arns, aliases] = await Promise.all([
    listArns(session, signal),
    unlessDenied(denied, new Map<string, string[]>(), () => listAliases(session, signal)),
  ])
  const described = await withLimit(arns, describeKeysInFlight, async (arn) => {
    const metadata = await unlessDenied(denied, null, () => describe(session, arn, signal))
    if (metadata === 'gone') return null
    return kmsKeyRow({ connectionId, arn, aliases: aliases.get(arn.id) ?? [], metadata, readAt: new Date() })
  })
  return {
    rows: described.filter((row) => row !== null),
    denied: [...denied].toSorted(),
    accounts: [...new Set(arns.map((arn) => arn.account))],
  }
}

async function listArns(session: KmsSession, signal?: AbortSignal): Promise<readonly KmsArn[]> {
  const keys = await everyPage(
    { session, operation: 'ListKeys', signal },
    async (kms, Marker: string | undefined, options) => {
      const page = await kms.listKeys({ Limit: 1000, Marker }, options)
      return { items: page.Keys ?? [], next: page.NextMarker }
    },
  )
  return keys
    .map((key) => parseKmsArn(key.KeyArn ?? ''))
    .filter((arn): arn is KmsArn => arn !== null && arn.resource === 'key')
}

/** Aliases by key id. An alias that AWS reserved and no key bears yet has no target. */
async function listAliases(session: KmsSession, signal?: AbortSignal): Promise<Map<string, string[]>> {
  const entries = await everyPage(
    { session, operation: 'ListAliases', signal },
    async (kms, Marker: string | undefined, options) => {
      const page = await kms.listAliases({ Limit: 100, Marker }, options)
      return { items: page.Aliases ?? [], next: page.NextMarker }
    },
  )
  const byKey = new Map<string, string[]>()
  for (const { TargetKeyId, AliasName } of entries) {
    if (TargetKeyId === undefined || AliasName === undefined) continue
    byKey.set(TargetKeyId, [...(byKey.get(TargetKeyId) ?? []), AliasName])
  }
  return byKey
}

/** `gone`: the key was deleted since it was listed. */
async function describe(
  session: KmsSession,
  arn: KmsArn,
  signal?: AbortSignal,
): Promise<KeyMetadata | null | 'gone'> {
  try {
    const answer = await session.call(
      { operation: 'DescribeKey', keyArn: arn.text, signal },
      (kms, options) => kms.describeKey({ KeyId: arn.text }, options),
    )
    return answer.KeyMetadata ?? null
  } catch (error) {
    if (isVaultError(error) && error.code === 'KMS_KEY_NOT_FOUND') return 'gone'
    throw error
  }
}

interface Paging {
  readonly session: KmsSession
  readonly operation: string
  readonly signal: AbortSignal | undefined
}

interface Page<Item> {
  readonly items: readonly Item[]
  readonly next: string | undefined
}

async function everyPage<Item>(
  { session, operation, signal }: Paging,
  read: (kms: KMS, marker: string | undefined, options: { abortSignal?: AbortSignal }) => Promise<Page<Item>>,
): Promise<Item[]> {
  const items: Item[] = []
  let marker: string | undefined
  for (let pages = 0; pages < mostPages; pages += 1) {
    const page: Page<Item> = await session.call({ operation, signal }, (kms, options) =>
      read(kms, marker, options),
    )
    items.push(...page.items)
    if (page.next === undefined || page.next === '') return items
    if (page.next === marker) break
    marker = page.next
  }
  throw new VaultError('KMS_ANSWER_INVALID', 'the list that aws kms sends has no end; check the endpoint', {
    facts: { action: `kms:${operation}` },
  })
}

/** A denied read leaves a gap, noted by its action, instead of an empty page (KMS.md section 5). */
async function unlessDenied<Value>(
  denied: Set<string>,
  otherwise: Value,
  read: () => Promise<Value>,
): Promise<Value> {
  try {
    return await read()
  } catch (error) {
    if (!isVaultError(error) || error.code !== 'KMS_ACCESS_DENIED') throw error
    denied.add(String(error.facts['action']))
    return otherwise
  }
}
