import { factsOfSpec } from '../../../src/shared/kms/key-specs.ts'
import { currentMaterial, type FakeKey } from './fake-key.ts'

/** A date as AWS JSON has it: seconds. */
export function seconds(date: Date): number {
  return date.getTime() / 1000
}

/** The key's metadata as DescribeKey tells it. */
export function keyMetadata(key: FakeKey): Record<string, unknown> {
  return {
    AWSAccountId: key.account,
    KeyId: key.id,
    Arn: key.arn,
    CreationDate: seconds(key.createdAt),
    Enabled: key.state === 'Enabled',
    Description: key.description,
    KeyUsage: key.usage,
    KeyState: key.state,
    ...(key.deletionDate === null ? {} : { DeletionDate: seconds(key.deletionDate) }),
    ...(key.pendingWindowDays === null ? {} : { PendingDeletionWindowInDays: key.pendingWindowDays }),
    Origin: key.origin,
    ...(key.customKeyStoreId === null ? {} : { CustomKeyStoreId: key.customKeyStoreId }),
    ...(key.origin === 'AWS_CLOUDHSM' ? { CloudHsmClusterId: 'cluster-1a23b4cdefg' } : {}),
    ...(key.xksKeyId === null ? {} : { XksKeyConfiguration: { Id: key.xksKeyId } }),
    ...expiration(key),
    KeyManager: key.manager,
    KeySpec: key.spec,
    CustomerMasterKeySpec: key.spec,
    ...keyAlgorithms(key),
    MultiRegion: key.multiRegion,
    ...(key.multiRegion ? { MultiRegionConfiguration: multiRegionConfiguration(key) } : {}),
    ...(rotates(key) ? { CurrentKeyMaterialId: currentMaterial(key)?.id } : {}),
  }
}

/** The algorithms of the key's usage; fields of the other usages are left out. */
export function keyAlgorithms({ spec, usage }: FakeKey): Record<string, readonly string[]> {
  const facts = factsOfSpec(spec)
  if (facts === null) return {}
  if (usage === 'ENCRYPT_DECRYPT') return { EncryptionAlgorithms: Object.keys(facts.encryption) }
  if (usage === 'SIGN_VERIFY') return { SigningAlgorithms: facts.signing }
  if (usage === 'GENERATE_VERIFY_MAC') return { MacAlgorithms: facts.mac }
  return { KeyAgreementAlgorithms: facts.keyAgreement }
}

/** Whether it has materials that KMS tells of: symmetric and not in a custom key store. */
export function rotates({ spec, origin }: FakeKey): boolean {
  return spec === 'SYMMETRIC_DEFAULT' && (origin === 'AWS_KMS' || origin === 'EXTERNAL')
}

/** The earliest end of any material that belongs to the key for good. */
function expiration(key: FakeKey): Record<string, unknown> {
  if (key.origin !== 'EXTERNAL' || key.materials.every(({ bytes }) => bytes === null)) return {}
  const ends = key.materials.flatMap(({ pending, validTo }) => (pending || validTo === null ? [] : [validTo]))
  const [first] = ends.toSorted((a, b) => a.getTime() - b.getTime())
  if (first === undefined) return { ExpirationModel: 'KEY_MATERIAL_DOES_NOT_EXPIRE' }
  return { ExpirationModel: 'KEY_MATERIAL_EXPIRES', ValidTo: seconds(first) }
}

function multiRegionConfiguration({ family, region }: FakeKey): Record<string, unknown> {
  const named = family.members.map((member) => ({ Arn: member.arn, Region: member.region }))
  return {
    MultiRegionKeyType: family.primaryRegion === region ? 'PRIMARY' : 'REPLICA',
    PrimaryKey: named.find((member) => member.Region === family.primaryRegion),
    ReplicaKeys: named.filter((member) => member.Region !== family.primaryRegion),
  }
}
