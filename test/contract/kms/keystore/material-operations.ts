import { operate } from '../../../support/vault-acts.ts'
import {
  arnOf,
  base64,
  blob,
  KmsRefusal,
  page,
  seconds,
  text,
  textOr,
  type KmsOperation,
} from './kms-fields.ts'
import { namedKey } from './named-key.ts'

/** Rotation and imported material. */
export const materialOperations: Readonly<Record<string, KmsOperation>> = {
  GetKeyRotationStatus: async (input, scope) => {
    const { keyId, rotation } = await namedKey(input, scope)
    if (rotation === null) throw new KmsRefusal('UnsupportedOperationException')
    const { automatic, periodDays, nextAt } = rotation
    return {
      KeyId: arnOf(keyId, scope),
      KeyRotationEnabled: automatic,
      ...(automatic ? { RotationPeriodInDays: periodDays, NextRotationDate: seconds(nextAt ?? '') } : {}),
    }
  },
  EnableKeyRotation: async (input, scope) => {
    const { keyId, rotation } = await namedKey(input, scope)
    const periodDays = Number(input['RotationPeriodInDays'] ?? rotation?.periodDays ?? 365)
    await operate(scope.vault, 'setRotation', { keyId, periodDays })
    return {}
  },
  DisableKeyRotation: async (input, scope) => {
    const { keyId } = await namedKey(input, scope)
    await operate(scope.vault, 'setRotation', { keyId, periodDays: null })
    return {}
  },
  RotateKeyOnDemand: async (input, scope) => {
    const { keyId } = await namedKey(input, scope)
    await operate(scope.vault, 'rotateKeyOnDemand', { keyId })
    return { KeyId: arnOf(keyId, scope) }
  },
  ListKeyRotations: async (input, scope) => {
    const { keyId, rotation } = await namedKey(input, scope)
    if (rotation === null) throw new KmsRefusal('UnsupportedOperationException')
    const all = await operate(scope.vault, 'listKeyMaterials', { keyId })
    const wanted = all.filter(
      ({ rotatedAt }) => input['IncludeKeyMaterial'] === 'ALL_KEY_MATERIAL' || rotatedAt !== null,
    )
    const { items, rest } = page(wanted.toReversed(), input)
    return {
      Rotations: items.map((one) => ({
        KeyId: arnOf(keyId, scope),
        KeyMaterialId: one.keyMaterialId,
        KeyMaterialState: one.state,
        ...(one.rotatedAt === null
          ? {}
          : { RotationDate: seconds(one.rotatedAt), RotationType: one.rotationType }),
        ...(one.importState === null ? {} : { ImportState: one.importState }),
        ...(one.validTo === null ? {} : { ValidTo: seconds(one.validTo) }),
      })),
      ...rest,
    }
  },
  GetParametersForImport: async (input, scope) => {
    const { keyId } = await namedKey(input, scope)
    const asked = {
      keyId,
      wrapping: text(input, 'WrappingAlgorithm'),
      wrappingSpec: text(input, 'WrappingKeySpec'),
    }
    const parameters = await operate(scope.vault, 'getParametersForImport', asked as never)
    return {
      KeyId: arnOf(keyId, scope),
      ImportToken: base64(parameters.token),
      PublicKey: base64(parameters.publicKey),
      ParametersValidTo: seconds(parameters.validTo),
    }
  },
  ImportKeyMaterial: async (input, scope) => {
    const { keyId } = await namedKey(input, scope)
    const token = blob(input, 'ImportToken')
    const { keyMaterialId } = await operate(scope.vault, 'importKeyMaterial', {
      keyId,
      material: { kind: 'wrapped', bytes: blob(input, 'EncryptedKeyMaterial'), token },
      type: textOr(input, 'ImportType', null) as 'NEW_KEY_MATERIAL' | null,
      validTo:
        input['ValidTo'] === undefined ? null : new Date(Number(input['ValidTo']) * 1000).toISOString(),
      description: textOr(input, 'KeyMaterialDescription', null),
      keyMaterialId: textOr(input, 'KeyMaterialId', null),
    })
    return { KeyId: arnOf(keyId, scope), KeyMaterialId: keyMaterialId }
  },
  DeleteImportedKeyMaterial: async (input, scope) => {
    const { keyId } = await namedKey(input, scope)
    const keyMaterialId = textOr(input, 'KeyMaterialId', null)
    await operate(scope.vault, 'deleteImportedKeyMaterial', { keyId, keyMaterialId })
    return { KeyId: arnOf(keyId, scope) }
  },
}
