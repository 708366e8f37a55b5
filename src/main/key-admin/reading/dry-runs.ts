import type { KMS } from '@aws-sdk/client-kms'
import { factsOfSpec } from '../../../shared/kms/key-specs.ts'
import type { KeyAction } from '../../../shared/kms/why-not.ts'
import type { KeyRow } from '../../../shared/model/key.ts'

export interface DryRun {
  /** As KMS names it. */
  readonly operation: string
  /** What IAM policies call it; two where one call needs both. */
  readonly actions: readonly string[]
  /** The control that does the same: where the key's kind or state refuses that, nothing is asked. */
  readonly control: KeyAction
  /** It would leave something behind on a server that knows no dry runs. */
  readonly changes: boolean
  readonly run: (kms: KMS, key: KeyRow, call: { abortSignal?: AbortSignal }) => Promise<unknown>
}

const bytes = (length: number) => new Uint8Array(length).fill(1)
const DryRun = true

const encryptionOf = (key: KeyRow) =>
  Object.keys(factsOfSpec(key.spec)?.encryption ?? {})[0] as 'SYMMETRIC_DEFAULT'
const signingOf = (key: KeyRow) => factsOfSpec(key.spec)?.signing[0] as 'ECDSA_SHA_256'
const macOf = (key: KeyRow) => factsOfSpec(key.spec)?.mac[0] as 'HMAC_SHA_256'
const idOf = (key: KeyRow) => key.arn ?? key.keyId

/** The questions that KMS answers by a dry run without anything but the key. KMS.md section 2. */
export const dryRuns: readonly DryRun[] = [
  {
    operation: 'Encrypt',
    actions: ['kms:Encrypt'],
    control: 'encrypt',
    changes: false,
    run: (kms, key, call) =>
      kms.encrypt(
        { KeyId: idOf(key), Plaintext: bytes(1), EncryptionAlgorithm: encryptionOf(key), DryRun },
        call,
      ),
  },
  {
    operation: 'Decrypt',
    actions: ['kms:Decrypt'],
    control: 'decrypt',
    changes: false,
    run: (kms, key, call) =>
      kms.decrypt(
        {
          KeyId: idOf(key),
          EncryptionAlgorithm: encryptionOf(key),
          DryRun,
          DryRunModifiers: ['IGNORE_CIPHERTEXT'],
        },
        call,
      ),
  },
  {
    operation: 'ReEncrypt',
    actions: ['kms:ReEncryptFrom', 'kms:ReEncryptTo'],
    control: 'reEncrypt',
    changes: false,
    run: (kms, key, call) => {
      const [KeyId, algorithm] = [idOf(key), encryptionOf(key)]
      const source = { SourceKeyId: KeyId, SourceEncryptionAlgorithm: algorithm }
      const destination = { DestinationKeyId: KeyId, DestinationEncryptionAlgorithm: algorithm }
      return kms.reEncrypt(
        { ...source, ...destination, DryRun, DryRunModifiers: ['IGNORE_CIPHERTEXT'] },
        call,
      )
    },
  },
  {
    operation: 'GenerateDataKey',
    actions: ['kms:GenerateDataKey'],
    control: 'generateDataKey',
    changes: false,
    run: (kms, key, call) => kms.generateDataKey({ KeyId: idOf(key), NumberOfBytes: 32, DryRun }, call),
  },
  {
    operation: 'Sign',
    actions: ['kms:Sign'],
    control: 'sign',
    changes: false,
    run: (kms, key, call) =>
      kms.sign({ KeyId: idOf(key), Message: bytes(1), SigningAlgorithm: signingOf(key), DryRun }, call),
  },
  {
    operation: 'Verify',
    actions: ['kms:Verify'],
    control: 'verify',
    changes: false,
    run: (kms, key, call) =>
      kms.verify(
        {
          KeyId: idOf(key),
          Message: bytes(1),
          Signature: bytes(64),
          SigningAlgorithm: signingOf(key),
          DryRun,
        },
        call,
      ),
  },
  {
    operation: 'GenerateMac',
    actions: ['kms:GenerateMac'],
    control: 'mac',
    changes: false,
    run: (kms, key, call) =>
      kms.generateMac({ KeyId: idOf(key), Message: bytes(1), MacAlgorithm: macOf(key), DryRun }, call),
  },
  {
    operation: 'VerifyMac',
    actions: ['kms:VerifyMac'],
    control: 'verifyMac',
    changes: false,
    run: (kms, key, call) =>
      kms.verifyMac(
        { KeyId: idOf(key), Message: bytes(1), Mac: bytes(32), MacAlgorithm: macOf(key), DryRun },
        call,
      ),
  },
  {
    operation: 'CreateGrant',
    actions: ['kms:CreateGrant'],
    control: 'createGrant',
    changes: true,
    run: (kms, key, call) =>
      kms.createGrant(
        { KeyId: idOf(key), GranteePrincipal: rootOf(key), Operations: ['DescribeKey'], DryRun },
        call,
      ),
  },
]

/** A principal that exists for sure: the key's own account. */
function rootOf(key: KeyRow): string {
  const [, partition = 'aws', , , account = ''] = idOf(key).split(':')
  return `arn:${partition}:iam::${account}:root`
}
