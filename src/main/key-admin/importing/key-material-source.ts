import type { ImportDraft } from '../../../shared/model/key-page.ts'
import { VaultError } from '../../../shared/vault-error.ts'
import {
  checkKeyMaterial,
  materialLength,
  mostMaterialBytes,
} from '../../keys/aws-kms/import/check-key-material.ts'
import { Secret } from '../../secret/secret.ts'
import type { KeyFiles, NewFilePlace } from '../files/key-files.ts'

/** Key material that is to be imported. Whoever asked for it wipes it. */
export interface KeyMaterialSource {
  readonly material: Secret
  /** Where generated material is kept before it is imported; null where it came from a file. */
  readonly keepIn: NewFilePlace | null
}

export interface MaterialWanted {
  readonly from: ImportDraft['from']
  readonly spec: string
  readonly region: string
  /** A bare name for the file of generated material. */
  readonly fileName: string
}

/**
 * Key material from a file the person chooses, checked, or made here for a file the person names. Null where a dialog was
 * closed. Throws KEY_MATERIAL_INVALID, and INVALID_REQUEST {reason: generatePair}: key pairs are not made here.
 */
export async function keyMaterialFrom(
  files: KeyFiles,
  { from, spec, region, fileName }: MaterialWanted,
): Promise<KeyMaterialSource | null> {
  if (from === 'generate') {
    const length = materialLength(spec, region)
    if (length === null) throw noPairs()
    const keepIn = await files.place('Keep the key material', fileName)
    return keepIn === null ? null : { material: Secret.random(length), keepIn }
  }
  const file = await files.read('Choose the key material', mostMaterialBytes)
  if (file === null) return null
  const material = Secret.take(file.bytes)
  try {
    checkKeyMaterial(material, spec, region)
    return { material, keepIn: null }
  } catch (error) {
    material.wipe()
    throw error
  }
}

function noPairs(): VaultError {
  return new VaultError('INVALID_REQUEST', 'private keys are not made here; choose a file with one', {
    facts: { reason: 'generatePair' },
  })
}
