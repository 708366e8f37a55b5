import type { MacAlgorithmSpec, SigningAlgorithmSpec } from '@aws-sdk/client-kms'
import { isVaultError } from '../../../../shared/vault-error.ts'
import type { KeyArn } from '../key-arn.ts'
import type { KmsCaller } from '../manage/kms-caller.ts'
import { checkedBytesOf, checkedKeyOf } from './checked-answer.ts'

/** What is signed: the message itself, or its digest by the algorithm's hash. */
export interface SignedMessage {
  readonly type: 'RAW' | 'DIGEST'
  readonly bytes: Uint8Array
}

export interface SignOptions {
  readonly keyArn: KeyArn
  readonly algorithm: string
}

/** Sign. */
export async function signMessage(
  kms: KmsCaller,
  message: SignedMessage,
  { keyArn, algorithm }: SignOptions,
): Promise<Uint8Array> {
  const answer = await kms.call({ operation: 'Sign', keyArn }, (sdk) =>
    sdk.sign({ KeyId: keyArn, ...fieldsOf(message, algorithm) }),
  )
  const asked = { action: 'kms:Sign', keyArn }
  checkedKeyOf(answer.KeyId, asked)
  return checkedBytesOf(answer.Signature, asked)
}

/** Verify: false where KMS says that the signature is not of this key and message. */
export async function verifySignature(
  kms: KmsCaller,
  message: SignedMessage,
  { keyArn, algorithm, signature }: SignOptions & { readonly signature: Uint8Array },
): Promise<boolean> {
  return await holds('KMSInvalidSignatureException', async () => {
    const answer = await kms.call({ operation: 'Verify', keyArn }, (sdk) =>
      sdk.verify({ KeyId: keyArn, Signature: signature, ...fieldsOf(message, algorithm) }),
    )
    checkedKeyOf(answer.KeyId, { action: 'kms:Verify', keyArn })
    return answer.SignatureValid === true
  })
}

/** GenerateMac of at most 4,096 bytes. */
export async function generateMac(
  kms: KmsCaller,
  message: Uint8Array,
  { keyArn, algorithm }: SignOptions,
): Promise<Uint8Array> {
  const answer = await kms.call({ operation: 'GenerateMac', keyArn }, (sdk) =>
    sdk.generateMac({ KeyId: keyArn, Message: message, MacAlgorithm: algorithm as MacAlgorithmSpec }),
  )
  const asked = { action: 'kms:GenerateMac', keyArn }
  checkedKeyOf(answer.KeyId, asked)
  return checkedBytesOf(answer.Mac, asked)
}

/** VerifyMac: false where KMS says that the MAC is not of this key and message. */
export async function verifyMac(
  kms: KmsCaller,
  message: Uint8Array,
  { keyArn, algorithm, mac }: SignOptions & { readonly mac: Uint8Array },
): Promise<boolean> {
  return await holds('KMSInvalidMacException', async () => {
    const answer = await kms.call({ operation: 'VerifyMac', keyArn }, (sdk) =>
      sdk.verifyMac({
        KeyId: keyArn,
        Message: message,
        Mac: mac,
        MacAlgorithm: algorithm as MacAlgorithmSpec,
      }),
    )
    checkedKeyOf(answer.KeyId, { action: 'kms:VerifyMac', keyArn })
    return answer.MacValid === true
  })
}

/** GetPublicKey, as DER (SubjectPublicKeyInfo). */
export async function getPublicKey(kms: KmsCaller, keyArn: KeyArn): Promise<Uint8Array> {
  const answer = await kms.call({ operation: 'GetPublicKey', keyArn }, (sdk) =>
    sdk.getPublicKey({ KeyId: keyArn }),
  )
  const asked = { action: 'kms:GetPublicKey', keyArn }
  checkedKeyOf(answer.KeyId, asked)
  return checkedBytesOf(answer.PublicKey, asked)
}

function fieldsOf(message: SignedMessage, algorithm: string) {
  return {
    Message: message.bytes,
    MessageType: message.type,
    SigningAlgorithm: algorithm as SigningAlgorithmSpec,
  }
}

/** KMS tells a wrong signature by an error: it is an answer all the same. */
async function holds(refusal: string, verify: () => Promise<boolean>): Promise<boolean> {
  try {
    return await verify()
  } catch (error) {
    if (isVaultError(error) && error.facts['awsError'] === refusal) return false
    throw error
  }
}
