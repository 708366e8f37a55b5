import type { ImportDraft } from '../../../../shared/model/key-page.ts'
import { isVaultError, VaultError } from '../../../../shared/vault-error.ts'
import type { KeyArn } from '../key-arn.ts'
import type { KmsCaller } from '../manage/kms-caller.ts'
import { tryOnce } from '../manage/try-once.ts'
import { checkedKeyOf } from '../use/checked-answer.ts'

/** A public key that belongs to one key of KMS for a day, and the token that says so. */
export interface ImportParameters {
  /** DER, SubjectPublicKeyInfo. */
  readonly publicKey: Uint8Array
  readonly token: Uint8Array
}

export interface MaterialImport {
  readonly wrapped: Uint8Array
  readonly token: Uint8Array
  /** ISO 8601; null = it does not expire. */
  readonly validTo: string | null
  /** Null: KMS decides. Of symmetric keys alone, and the same goes for the two below. */
  readonly type: ImportDraft['type'] | null
  readonly keyMaterialId: string | null
  readonly description: string | null
}

/** GetParametersForImport. AWS answers once a second. */
export async function getImportParameters(
  kms: KmsCaller,
  keyArn: KeyArn,
  { wrapping, wrappingSpec }: Pick<ImportDraft, 'wrapping' | 'wrappingSpec'>,
): Promise<ImportParameters> {
  const answer = await kms.call({ operation: 'GetParametersForImport', keyArn }, (sdk) =>
    sdk.getParametersForImport({
      KeyId: keyArn,
      WrappingAlgorithm: wrapping,
      WrappingKeySpec: wrappingSpec,
    }),
  )
  const action = 'kms:GetParametersForImport'
  checkedKeyOf(answer.KeyId, { action, keyArn })
  const { PublicKey, ImportToken } = answer
  if (PublicKey !== undefined && ImportToken !== undefined)
    return { publicKey: PublicKey, token: ImportToken }
  throw new VaultError('KMS_ANSWER_INVALID', 'aws kms sent no wrapping key', { facts: { action, keyArn } })
}

/**
 * ImportKeyMaterial; gives the material's id where KMS names it. Throws KMS_WRONG_KEY_MATERIAL for other bytes than the
 * key had, KMS_WRAPPING_REFUSED, KMS_IMPORT_TOKEN_ENDED, and KMS_OUTCOME_UNKNOWN.
 */
export async function importKeyMaterial(
  kms: KmsCaller,
  keyArn: KeyArn,
  material: MaterialImport,
): Promise<string | null> {
  const { wrapped, token, validTo, type, keyMaterialId, description } = material
  try {
    const answer = await kms.call({ operation: 'ImportKeyMaterial', keyArn }, (sdk) =>
      tryOnce(sdk).importKeyMaterial({
        KeyId: keyArn,
        ImportToken: token,
        EncryptedKeyMaterial: wrapped,
        ...(validTo === null
          ? { ExpirationModel: 'KEY_MATERIAL_DOES_NOT_EXPIRE' }
          : { ExpirationModel: 'KEY_MATERIAL_EXPIRES', ValidTo: new Date(validTo) }),
        ...(type === null ? {} : { ImportType: type }),
        ...(keyMaterialId === null ? {} : { KeyMaterialId: keyMaterialId }),
        ...(description === null ? {} : { KeyMaterialDescription: description }),
      }),
    )
    return answer.KeyMaterialId ?? null
  } catch (error) {
    // The same name means a data key that cannot be opened elsewhere.
    if (!isVaultError(error) || error.code !== 'KMS_INVALID_CIPHERTEXT') throw error
    throw new VaultError(
      'KMS_WRAPPING_REFUSED',
      'aws kms could not unwrap the key material; check the file',
      {
        cause: error,
        facts: error.facts,
      },
    )
  }
}

/** DeleteImportedKeyMaterial: of one material, or the current one. The key waits for import until it is there again. */
export async function deleteKeyMaterial(
  kms: KmsCaller,
  keyArn: KeyArn,
  keyMaterialId: string | null,
): Promise<void> {
  await kms.call({ operation: 'DeleteImportedKeyMaterial', keyArn }, (sdk) =>
    sdk.deleteImportedKeyMaterial({
      KeyId: keyArn,
      ...(keyMaterialId === null ? {} : { KeyMaterialId: keyMaterialId }),
    }),
  )
}
