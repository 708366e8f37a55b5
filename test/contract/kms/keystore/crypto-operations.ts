import { operate } from '../../../support/vault-acts.ts'
import {
  arnOf,
  base64,
  blob,
  context,
  KmsRefusal,
  text,
  textOr,
  type Fields,
  type KmsOperation,
} from './kms-fields.ts'
import { namedKey } from './named-key.ts'

const algorithmOf = (input: Fields, half = '') =>
  textOr(input, `${half}EncryptionAlgorithm`, 'SYMMETRIC_DEFAULT')
/** By its length or by its kind: the port has lengths alone. */
const lengthOf = (input: Fields) => {
  const { NumberOfBytes: length, KeySpec: spec } = input
  if ((length === undefined) === (spec === undefined)) throw new KmsRefusal('ValidationException')
  return Number(length ?? (spec === 'AES_128' ? 16 : 32))
}
const messageType = (input: Fields) => textOr(input, 'MessageType', 'RAW') as 'RAW' | 'DIGEST'

/** What uses keys. */
export const cryptoOperations: Readonly<Record<string, KmsOperation>> = {
  Encrypt: async (input, scope) => {
    const { keyId } = await namedKey(input, scope)
    const [algorithm, plaintext] = [algorithmOf(input), blob(input, 'Plaintext')]
    const sealed = await operate(scope.vault, 'encrypt', {
      keyId,
      algorithm,
      plaintext,
      context: context(input),
    })
    return {
      KeyId: arnOf(keyId, scope),
      CiphertextBlob: base64(sealed.ciphertext),
      EncryptionAlgorithm: algorithm,
    }
  },
  Decrypt: async (input, scope) => {
    const asked = input['KeyId'] === undefined ? null : (await namedKey(input, scope)).keyId
    const [algorithm, ciphertext] = [algorithmOf(input), blob(input, 'CiphertextBlob')]
    const opened = await operate(scope.vault, 'decrypt', {
      keyId: asked,
      algorithm,
      ciphertext,
      context: context(input),
    })
    return {
      KeyId: arnOf(opened.keyId, scope),
      Plaintext: base64(opened.plaintext),
      EncryptionAlgorithm: algorithm,
      ...(algorithm === 'SYMMETRIC_DEFAULT' ? { KeyMaterialId: opened.keyMaterialId } : {}),
    }
  },
  ReEncrypt: async (input, scope) => {
    const asked = input['SourceKeyId'] === undefined ? null : await namedKey(input, scope, 'SourceKeyId')
    const { keyId } = await namedKey(input, scope, 'DestinationKeyId')
    const from = {
      keyId: asked?.keyId ?? null,
      algorithm: algorithmOf(input, 'Source'),
      context: context(input, 'SourceEncryptionContext'),
    }
    const to = {
      keyId,
      algorithm: algorithmOf(input, 'Destination'),
      context: context(input, 'DestinationEncryptionContext'),
    }
    const moved = await operate(scope.vault, 'reEncrypt', {
      from,
      to,
      ciphertext: blob(input, 'CiphertextBlob'),
    })
    return {
      CiphertextBlob: base64(moved.ciphertext),
      SourceKeyId: arnOf(moved.fromKeyId, scope),
      KeyId: arnOf(keyId, scope),
      SourceEncryptionAlgorithm: from.algorithm,
      DestinationEncryptionAlgorithm: to.algorithm,
      SourceKeyMaterialId: moved.fromKeyMaterialId,
      DestinationKeyMaterialId: moved.keyMaterialId,
    }
  },
  GenerateDataKey: async (input, scope) => {
    const { keyId } = await namedKey(input, scope)
    const asked = { keyId, length: lengthOf(input), context: context(input) }
    const made = await operate(scope.vault, 'generateDataKey', asked)
    return {
      KeyId: arnOf(keyId, scope),
      Plaintext: base64(made.plaintext),
      CiphertextBlob: base64(made.ciphertext),
      KeyMaterialId: made.keyMaterialId,
    }
  },
  GenerateDataKeyWithoutPlaintext: async (input, scope) => {
    const { keyId } = await namedKey(input, scope)
    const asked = { keyId, length: lengthOf(input), context: context(input) }
    const made = await operate(scope.vault, 'generateDataKeyWithoutPlaintext', asked)
    return {
      KeyId: arnOf(keyId, scope),
      CiphertextBlob: base64(made.ciphertext),
      KeyMaterialId: made.keyMaterialId,
    }
  },
  GenerateMac: async (input, scope) => {
    const { keyId } = await namedKey(input, scope)
    const algorithm = text(input, 'MacAlgorithm')
    const { mac } = await operate(scope.vault, 'generateMac', {
      keyId,
      algorithm,
      message: blob(input, 'Message'),
    })
    return { KeyId: arnOf(keyId, scope), Mac: base64(mac), MacAlgorithm: algorithm }
  },
  VerifyMac: async (input, scope) => {
    const { keyId } = await namedKey(input, scope)
    const algorithm = text(input, 'MacAlgorithm')
    const asked = { keyId, algorithm, message: blob(input, 'Message'), mac: blob(input, 'Mac') }
    await operate(scope.vault, 'verifyMac', asked)
    return { KeyId: arnOf(keyId, scope), MacValid: true, MacAlgorithm: algorithm }
  },
  Sign: async (input, scope) => {
    const { keyId } = await namedKey(input, scope)
    const algorithm = text(input, 'SigningAlgorithm')
    const asked = { keyId, algorithm, message: blob(input, 'Message'), messageType: messageType(input) }
    const { signature } = await operate(scope.vault, 'sign', asked)
    return { KeyId: arnOf(keyId, scope), Signature: base64(signature), SigningAlgorithm: algorithm }
  },
  Verify: async (input, scope) => {
    const { keyId } = await namedKey(input, scope)
    const algorithm = text(input, 'SigningAlgorithm')
    const asked = { keyId, algorithm, message: blob(input, 'Message'), messageType: messageType(input) }
    await operate(scope.vault, 'verify', { ...asked, signature: blob(input, 'Signature') })
    return { KeyId: arnOf(keyId, scope), SignatureValid: true, SigningAlgorithm: algorithm }
  },
  GetPublicKey: async (input, scope) => {
    const { keyId, spec, usage } = await namedKey(input, scope)
    const { publicKey } = await operate(scope.vault, 'getPublicKey', { keyId })
    return { KeyId: arnOf(keyId, scope), PublicKey: base64(publicKey), KeySpec: spec, KeyUsage: usage }
  },
}
