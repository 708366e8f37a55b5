import type { LocalHandlersOf } from '../../../shared/handlers-of.ts'
import type { ImportDraft, ImportResult } from '../../../shared/model/key-page.ts'
import type { LocalKeyRef } from '../../../shared/model/key.ts'
import { isVaultError, VaultError } from '../../../shared/vault-error.ts'
import type { KeystoreInput, LocalKey } from '../../../keystore/protocol.ts'
import { localKeyRow } from '../../keys/keystore/local-key-row.ts'
import { mostMaterialBytes } from '../../keys/aws-kms/import/check-key-material.ts'
import { wrapKeyMaterial } from '../../keys/aws-kms/import/wrap-key-material.ts'
import type { Secret } from '../../secret/secret.ts'
import type { KeyFiles } from '../files/key-files.ts'
import { checkExpiry } from '../importing/check-expiry.ts'
import { keyMaterialFrom } from '../importing/key-material-source.ts'
import { ImportTokens, parametersFile } from './import-tokens.ts'
import { localKeyInHand, type KeyCalls } from './local-key-in-hand.ts'

type ImportCalls = Pick<
  LocalHandlersOf<'manage'>,
  'manage.importMaterial' | 'manage.importParameters' | 'manage.deleteMaterial'
>

/** What bringing material into keys of this computer needs. */
export interface LocalImportingOptions {
  readonly keystore: KeyCalls
  readonly files: KeyFiles
  readonly now: () => Date
}

type Material = KeystoreInput<'importKeyMaterial'>['material']

/** Key material of one's own, raw or wrapped: brought in, and taken out again. The page never has any of it. */
export function importHandlers(options: LocalImportingOptions): ImportCalls {
  const { keystore, files, now } = options
  const tokens = new ImportTokens()
  return {
    'manage.importMaterial': async ({ ref, draft }) => {
      checkExpiry(draft.validTo, now())
      const { key } = await localKeyInHand(keystore, ref, 'importMaterial')
      if (draft.from !== 'wrappedFile') return await importRaw(options, key, draft)
      return await importWrapped(options, { key, draft, tokens })
    },
    'manage.importParameters': async ({ ref, wrapping, wrappingSpec }) => {
      const { key } = await localKeyInHand(keystore, ref, 'importMaterial')
      const name = `${fileNameOf(key)}.wrapping-key.pem`
      const place = await files.place('Save the public key to wrap with', name)
      if (place === null) return null
      const asked = { keyId: key.keyId, wrapping, wrappingSpec }
      const { publicKey, token, validTo } = await keystore.call('getParametersForImport', asked)
      const savedAs = await place.write(parametersFile(publicKey, token))
      tokens.keep(key.keyId, token)
      return { savedAs, validTo }
    },
    'manage.deleteMaterial': ({ ref, keyMaterialId }) => deleteMaterial(keystore, ref, keyMaterialId),
  }
}

async function deleteMaterial(keystore: KeyCalls, ref: LocalKeyRef, keyMaterialId: string | null) {
  const { key } = await localKeyInHand(keystore, ref, 'deleteMaterial')
  return localKeyRow(await keystore.call('deleteImportedKeyMaterial', { keyId: key.keyId, keyMaterialId }))
}

/** Generated material is kept in the person's file, durably, before the keystore gets it. Null where a dialog was closed. */
async function importRaw(
  { keystore, files }: LocalImportingOptions,
  key: LocalKey,
  draft: ImportDraft,
): Promise<ImportResult | null> {
  const source = await keyMaterialFrom(files, {
    from: draft.from,
    spec: key.spec,
    region: '',
    fileName: `${fileNameOf(key)}.key-material`,
  })
  if (source === null) return null
  const { material, keepIn } = source
  try {
    const savedAs = keepIn === null ? null : await material.use((bytes) => keepIn.write(bytes))
    const { keyMaterialId } = await sealedForTheWay(keystore, key.keyId, material)
      .then((sealed) => keystore.call('importKeyMaterial', importOf(key, draft, sealed)))
      .catch((error: unknown) => {
        throw savedAs === null ? error : keptOnly(error, savedAs)
      })
    return { keyMaterialId, savedAs }
  } finally {
    material.wipe()
  }
}

const theWay = { wrapping: 'RSA_AES_KEY_WRAP_SHA_256', wrappingSpec: 'RSA_3072' } as const

/** The port copies every message, and its copies are nobody's to wipe: what goes over it opens in the keystore process alone. */
async function sealedForTheWay(keystore: KeyCalls, keyId: string, material: Secret): Promise<Material> {
  const { publicKey, token } = await keystore.call('getParametersForImport', { keyId, ...theWay })
  return { kind: 'wrapped', bytes: wrapKeyMaterial(material, publicKey, theWay), token }
}

async function importWrapped(
  { keystore, files }: LocalImportingOptions,
  {
    key,
    draft,
    tokens,
  }: { readonly key: LocalKey; readonly draft: ImportDraft; readonly tokens: ImportTokens },
): Promise<ImportResult | null> {
  const file = await files.read('Choose the wrapped key material', mostMaterialBytes / 2)
  if (file === null) return null
  const token = await tokens.of(key.keyId, files)
  if (token === null) return null
  try {
    const material = { kind: 'wrapped', bytes: file.bytes, token } as const
    const { keyMaterialId } = await keystore.call('importKeyMaterial', importOf(key, draft, material))
    return { keyMaterialId, savedAs: null }
  } catch (error) {
    if (isVaultError(error) && error.code === 'KEY_IMPORT_TOKEN_ENDED') tokens.forget(key.keyId)
    throw error
  }
}

/**
 * What the import is to the key, as ImportKeyMaterial has it: other keys than symmetric ones have one material and take no
 * type; the first one of a key is neither new nor old.
 */
function importOf(key: LocalKey, draft: ImportDraft, material: Material): KeystoreInput<'importKeyMaterial'> {
  const { keyId, spec, state, currentKeyMaterialId } = key
  const { validTo, description } = draft
  if (spec !== 'SYMMETRIC_DEFAULT')
    return { keyId, material, validTo, type: null, description: null, keyMaterialId: null }
  const isFirst = state === 'PendingImport' && currentKeyMaterialId === null
  const type = isFirst ? null : draft.type
  const keyMaterialId = type === 'EXISTING_KEY_MATERIAL' ? draft.keyMaterialId : null
  return { keyId, material, validTo, type, description, keyMaterialId }
}

function fileNameOf({ alias, keyId }: LocalKey): string {
  return (alias ?? keyId).replaceAll(/[/\\]/g, '-')
}

/** The person must know that the file is there, whatever the keystore said. */
function keptOnly(error: unknown, file: string): VaultError {
  const facts = isVaultError(error) ? error.facts : {}
  const because = isVaultError(error) ? error.code : 'INTERNAL'
  return new VaultError(
    'KEY_MATERIAL_NOT_IMPORTED',
    'the new key material was kept in the file, but the key did not take it; import it again from there',
    { cause: error, facts: { ...facts, file, because, service: 'local' } },
  )
}
