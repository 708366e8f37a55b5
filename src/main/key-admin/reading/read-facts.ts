import type { KeyMetadata, MultiRegionKey } from '@aws-sdk/client-kms'
import type { CustomKeyStore, KeyFacts } from '../../../shared/model/key-page.ts'
import type { AwsKeyRef, KeyRow } from '../../../shared/model/key.ts'
import { problemOf } from '../../../shared/problem-of.ts'
import { VaultError } from '../../../shared/vault-error.ts'
import { kmsKeyRow } from '../../keys/aws-kms/kms-key-row.ts'
import { placeOf, type KeyPlace, type KeyReadingOptions } from './key-place.ts'

/** Every field of DescribeKey, and the custom key store as a part that may fail by itself. Throws VaultError. */
export async function readFacts(options: KeyReadingOptions, ref: AwsKeyRef): Promise<KeyFacts> {
  const place = await placeOf(options, ref)
  const metadata = await describe(place)
  const storeId = metadata.CustomKeyStoreId
  return {
    row: await rowWith(options, place, metadata),
    account: metadata.AWSAccountId ?? place.arn.account,
    encryptionAlgorithms: [...(metadata.EncryptionAlgorithms ?? [])],
    signingAlgorithms: [...(metadata.SigningAlgorithms ?? [])],
    macAlgorithms: [...(metadata.MacAlgorithms ?? [])],
    keyAgreementAlgorithms: [...(metadata.KeyAgreementAlgorithms ?? [])],
    expirationModel: metadata.ExpirationModel ?? null,
    cloudHsmClusterId: metadata.CloudHsmClusterId ?? null,
    xksKeyId: metadata.XksKeyConfiguration?.Id ?? null,
    pendingDeletionWindowDays: metadata.PendingDeletionWindowInDays ?? null,
    ...placesOf(metadata),
    customKeyStore: storeId === undefined ? null : await storePart(place, storeId),
  }
}

async function describe({ session, ref: { keyArn } }: KeyPlace): Promise<KeyMetadata> {
  const { KeyMetadata } = await session.call({ operation: 'DescribeKey', keyArn }, (kms, call) =>
    kms.describeKey({ KeyId: keyArn }, call),
  )
  if (KeyMetadata?.Arn === keyArn) return KeyMetadata
  throw new VaultError('KMS_ANSWER_INVALID', 'aws kms answered for another key than it was asked', {
    facts: { action: 'kms:DescribeKey', keyArn },
  })
}

/** The row as it is now. The list follows where the key's state is not the one it shows. */
async function rowWith(
  { sessions, now }: KeyReadingOptions,
  { ref, arn }: KeyPlace,
  metadata: KeyMetadata,
): Promise<KeyRow> {
  const shown = await sessions.rowOf(ref)
  const isOld =
    shown?.state !== metadata.KeyState || shown?.keyMaterialId !== (metadata.CurrentKeyMaterialId ?? null)
  const listed = isOld ? await sessions.readAgain(ref) : shown
  return kmsKeyRow({
    connectionId: ref.connectionId,
    arn,
    aliases: (listed?.aliases ?? []).map((alias) => `alias/${alias}`),
    metadata,
    tags: listed?.tags ?? null,
    rotation: listed?.rotation ?? null,
    denied: (listed?.denied ?? []).filter((action) => action !== 'kms:DescribeKey'),
    readAt: now(),
  })
}

function placesOf({ MultiRegionConfiguration }: KeyMetadata): Pick<KeyFacts, 'primary' | 'replicas'> {
  const { PrimaryKey, ReplicaKeys = [] } = MultiRegionConfiguration ?? {}
  return { primary: PrimaryKey === undefined ? null : placed(PrimaryKey), replicas: ReplicaKeys.map(placed) }
}

function placed({ Arn = '', Region = '' }: MultiRegionKey): { arn: string; region: string } {
  return { arn: Arn, region: Region }
}

async function storePart(place: KeyPlace, id: string): Promise<KeyFacts['customKeyStore']> {
  try {
    return { ok: true, value: await readStore(place, id) }
  } catch (error) {
    return { ok: false, problem: problemOf(error) }
  }
}

async function readStore({ session }: KeyPlace, id: string): Promise<CustomKeyStore> {
  const { CustomKeyStores = [] } = await session.call({ operation: 'DescribeCustomKeyStores' }, (kms, call) =>
    kms.describeCustomKeyStores({ CustomKeyStoreId: id }, call),
  )
  const [store] = CustomKeyStores
  const proxy = store?.XksProxyConfiguration
  return {
    id,
    name: store?.CustomKeyStoreName ?? '',
    type: store?.CustomKeyStoreType ?? '',
    connection: store?.ConnectionState ?? '',
    connectionErrorCode: store?.ConnectionErrorCode ?? null,
    cloudHsmClusterId: store?.CloudHsmClusterId ?? null,
    proxyConnectivity: proxy?.Connectivity ?? null,
    proxyEndpoint: proxy?.UriEndpoint ?? null,
    proxyPath: proxy?.UriPath ?? null,
    proxyVpcEndpointService: proxy?.VpcEndpointServiceName ?? null,
  }
}
