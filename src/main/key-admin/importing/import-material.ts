import type { ImportDraft, ImportResult } from '../../../shared/model/key-page.ts'
import type { AwsKeyRef } from '../../../shared/model/key.ts'
import { isVaultError, VaultError } from '../../../shared/vault-error.ts'
import {
  getImportParameters,
  importKeyMaterial,
  type MaterialImport,
} from '../../keys/aws-kms/import/import-key-material.ts'
import { wrapKeyMaterial } from '../../keys/aws-kms/import/wrap-key-material.ts'
import type { KeyFiles } from '../files/key-files.ts'
import { keyInHand, type KeyAccess, type KeyInHand } from '../key-in-hand.ts'
import { checkExpiry } from './check-expiry.ts'
import { keyMaterialFrom, type KeyMaterialSource } from './key-material-source.ts'

export interface ImportingOptions {
  readonly access: KeyAccess
  readonly files: KeyFiles
  readonly now: () => Date
}

/**
 * Brings key material into a key of KMS, from end to end: chosen or made, checked, wrapped here, and imported. Generated
 * material is kept in the person's file, durably, before KMS gets it. Null where a dialog was closed. Throws
 * KEY_MATERIAL_NOT_IMPORTED {file} where it was kept and KMS refused it.
 */
export async function importMaterial(
  options: ImportingOptions,
  ref: AwsKeyRef,
  draft: ImportDraft,
): Promise<ImportResult | null> {
  const { access, files, now } = options
  checkExpiry(draft.validTo, now())
  // What the key holds decides what this import is to it: read now.
  await access.readAgain(ref)
  const key = await keyInHand(access, ref, 'importMaterial')
  const source = await keyMaterialFrom(files, {
    from: draft.from,
    spec: key.row.spec ?? 'SYMMETRIC_DEFAULT',
    region: key.arn.region,
    fileName: `${(key.row.alias ?? key.row.keyId).replaceAll('/', '-')}.key-material`,
  })
  if (source === null) return null
  try {
    const result = await bringIn(access, key, source, draft)
    await access.readAgain(ref).catch(() => null)
    return result
  } finally {
    source.material.wipe()
  }
}

async function bringIn(
  access: KeyAccess,
  key: KeyInHand,
  { material, keepIn }: KeyMaterialSource,
  draft: ImportDraft,
): Promise<ImportResult> {
  const { publicKey, token } = await getImportParameters(key.kms, key.keyArn, draft)
  const wrapped = wrapKeyMaterial(material, publicKey, draft)
  const savedAs = keepIn === null ? null : await material.use((bytes) => keepIn.write(bytes))
  try {
    const imported = { ...whatItIs(key, draft), wrapped, token }
    return { keyMaterialId: await importKeyMaterial(key.kms, key.keyArn, imported), savedAs }
  } catch (error) {
    const made = await madeAllTheSame(access, key, error)
    if (made !== null) return { keyMaterialId: made.keyMaterialId, savedAs }
    throw savedAs === null ? error : keptOnly(error, savedAs)
  }
}

/**
 * What the import is to the key, as ImportKeyMaterial has it: other keys than symmetric ones have one material and take no
 * type; the first one of a key is neither new nor old; a replica takes only what its primary key has.
 */
function whatItIs({ row }: KeyInHand, draft: ImportDraft): Omit<MaterialImport, 'wrapped' | 'token'> {
  const { validTo, description } = draft
  if (row.spec !== null && row.spec !== 'SYMMETRIC_DEFAULT') {
    return { validTo, type: null, keyMaterialId: null, description: null }
  }
  const isReplica = row.multiRegionRole === 'REPLICA'
  const isFirst = row.state === 'PendingImport' && row.keyMaterialId === null && !isReplica
  const type = isReplica ? 'EXISTING_KEY_MATERIAL' : isFirst ? null : draft.type
  const again = type === 'EXISTING_KEY_MATERIAL'
  return { validTo, type, keyMaterialId: again ? draft.keyMaterialId : null, description }
}

/** Where the answer was lost: a key that waited for its material and does not any more has it. */
async function madeAllTheSame(
  access: KeyAccess,
  key: KeyInHand,
  error: unknown,
): Promise<{ readonly keyMaterialId: string | null } | null> {
  if (!isVaultError(error) || error.code !== 'KMS_OUTCOME_UNKNOWN') return null
  const row = await access.readAgain(key.ref).catch(() => null)
  const has = key.row.state === 'PendingImport' && row?.state === 'Enabled'
  return has ? { keyMaterialId: row.keyMaterialId } : null
}

/** The person must know that the file is there, whatever KMS said. */
function keptOnly(error: unknown, file: string): VaultError {
  const facts = isVaultError(error) ? error.facts : {}
  if (isVaultError(error) && error.code === 'KMS_OUTCOME_UNKNOWN') {
    return new VaultError(error.code, error.message, { cause: error, facts: { ...facts, file } })
  }
  const because = isVaultError(error) ? error.code : 'INTERNAL'
  return new VaultError(
    'KEY_MATERIAL_NOT_IMPORTED',
    'the new key material was kept in the file, but aws kms did not take it; import it again from there',
    { cause: error, facts: { ...facts, file, because } },
  )
}
