import { z } from 'zod'
import {
  keyRules,
  localKeyDraft,
  localKeyOrigin,
  localKeySpec,
  localKeyState,
  localKeyUsage,
} from '../../shared/model/local-key.ts'
import {
  bytes,
  bytesUpTo,
  context,
  dataKey,
  date,
  headerBytes,
  keyId,
  keyMaterialId,
  nothing,
  someBytesUpTo,
} from './parts.ts'

/** A key as KMS's DescribeKey, ListAliases, ListResourceTags and GetKeyRotationStatus together tell it. */
export const localKey = z.strictObject({
  keyId,
  /** The first alias, which is the key's name; null where it has none. */
  alias: z.string().nullable(),
  aliases: z.array(z.strictObject({ name: z.string(), createdAt: z.string(), updatedAt: z.string() })),
  description: z.string(),
  state: localKeyState,
  spec: localKeySpec,
  usage: localKeyUsage,
  origin: localKeyOrigin,
  createdAt: z.string(),
  currentKeyMaterialId: keyMaterialId.nullable(),
  tags: z.record(z.string(), z.string()),
  /** From when a person may delete it: the end of its window, or later where the clock is in doubt. */
  deletionDate: z.string().nullable(),
  deletionWindowDays: z.number().int().nullable(),
  /** The window has run out by this computer's clock, and by the longest time that it can vouch for. */
  deletable: z.boolean(),
  /** When the current imported material expires. */
  validTo: z.string().nullable(),
  rotation: z
    .strictObject({
      automatic: z.boolean(),
      periodDays: z.number().int().nullable(),
      nextAt: z.string().nullable(),
      lastAt: z.string().nullable(),
      materials: z.number().int(),
      onDemand: z.number().int(),
    })
    .nullable(),
  rules: keyRules.nullable(),
})
export type LocalKey = z.infer<typeof localKey>

/** A key material without the material. Oldest first where several are told. */
export const localMaterial = z.strictObject({
  keyMaterialId,
  state: z.enum(['CURRENT', 'NON_CURRENT', 'PENDING_ROTATION']),
  createdAt: z.string(),
  rotatedAt: z.string().nullable(),
  rotationType: z.enum(['AUTOMATIC', 'ON_DEMAND']).nullable(),
  importState: z.enum(['IMPORTED', 'PENDING_IMPORT']).nullable(),
  validTo: z.string().nullable(),
  description: z.string().nullable(),
  /** Never below the encryptions made under it. */
  wraps: z.number().int(),
})
export type LocalMaterial = z.infer<typeof localMaterial>

const oneKey = z.strictObject({ keyId })
const alias = z.string().max(1024)
const algorithm = z.string().max(64)
/** Above what any key takes: how much it takes is the key's to say, and no reason to end the process. */
const mostBytes = 65_536
const plaintext = someBytesUpTo(mostBytes)
const message = someBytesUpTo(mostBytes)
/** A ciphertext blob of this keystore, or of an RSA key: docs/keystore.md, section "Ciphertext blobs". */
const ciphertext = someBytesUpTo(mostBytes)
const messageType = z.enum(['RAW', 'DIGEST'])
const wrapping = z.enum(['RSAES_OAEP_SHA_256', 'RSA_AES_KEY_WRAP_SHA_256'])
const signed = { keyId, message, messageType, algorithm }

/** Operations on keys, named as KMS names them where it has them. Errors: `src/shared/kms/local-errors.ts`. */
export const keyOperations = {
  listKeys: { in: nothing, out: z.array(localKey) },
  describeKey: { in: oneKey, out: localKey },
  createKey: { in: localKeyDraft, out: localKey },
  updateDescription: { in: z.strictObject({ keyId, description: z.string().max(8192) }), out: localKey },
  createAlias: { in: z.strictObject({ keyId, alias }), out: localKey },
  /** Points an alias that exists at this key. */
  updateAlias: { in: z.strictObject({ keyId, alias }), out: localKey },
  deleteAlias: { in: z.strictObject({ alias }), out: nothing },
  setTags: {
    in: z.strictObject({
      keyId,
      set: z.record(z.string().min(1).max(128), z.string().max(256)),
      remove: z.array(z.string().min(1).max(128)).max(50),
    }),
    out: localKey,
  },
  enableKey: { in: oneKey, out: localKey },
  disableKey: { in: oneKey, out: localKey },
  scheduleKeyDeletion: { in: z.strictObject({ keyId, days: z.number().int() }), out: localKey },
  cancelKeyDeletion: { in: oneKey, out: localKey },
  /** For good: the key, its materials, and every local copy of the store that holds them. */
  deleteKey: {
    in: oneKey,
    out: z.strictObject({ purgedCopies: z.number().int(), kept: z.array(z.string()) }),
  },
  /** Null turns automatic rotation off. */
  setRotation: { in: z.strictObject({ keyId, periodDays: z.number().int().nullable() }), out: localKey },
  rotateKeyOnDemand: { in: oneKey, out: localKey },
  listKeyMaterials: { in: oneKey, out: z.array(localMaterial) },
  setRules: { in: z.strictObject({ keyId, rules: keyRules }), out: localKey },
  getParametersForImport: {
    in: z.strictObject({ keyId, wrapping, wrappingSpec: z.enum(['RSA_2048', 'RSA_3072', 'RSA_4096']) }),
    out: z.strictObject({ publicKey: bytes, token: bytes, validTo: date }),
  },
  importKeyMaterial: {
    in: z.strictObject({
      keyId,
      /** Raw: 32 bytes, or PKCS #8 in DER for key pairs. Wrapped: with its token. */
      material: z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('raw'), bytes: someBytesUpTo(mostBytes) }),
        z.strictObject({
          kind: z.literal('wrapped'),
          bytes: someBytesUpTo(mostBytes),
          token: bytesUpTo(mostBytes),
        }),
      ]),
      type: z.enum(['EXISTING_KEY_MATERIAL', 'NEW_KEY_MATERIAL']).nullable(),
      validTo: date.nullable(),
      description: z.string().max(256).nullable(),
      keyMaterialId: keyMaterialId.nullable(),
    }),
    out: z.strictObject({ keyMaterialId }),
  },
  deleteImportedKeyMaterial: {
    in: z.strictObject({ keyId, keyMaterialId: keyMaterialId.nullable() }),
    out: localKey,
  },
  encrypt: {
    in: z.strictObject({ keyId, algorithm, plaintext, context }),
    out: z.strictObject({ keyId, keyMaterialId, ciphertext: bytes }),
  },
  /** `keyId` null: the blob names its key (symmetric ones only). */
  decrypt: {
    in: z.strictObject({ keyId: keyId.nullable(), algorithm, ciphertext, context }),
    out: z.strictObject({ keyId, keyMaterialId, plaintext: bytes }),
  },
  reEncrypt: {
    in: z.strictObject({
      from: z.strictObject({ keyId: keyId.nullable(), algorithm, context }),
      to: z.strictObject({ keyId, algorithm, context }),
      ciphertext,
    }),
    out: z.strictObject({
      fromKeyId: keyId,
      fromKeyMaterialId: keyMaterialId,
      keyId,
      keyMaterialId,
      ciphertext: bytes,
    }),
  },
  generateDataKey: {
    in: z.strictObject({ keyId, length: z.number().int().min(1).max(1024), context }),
    out: z.strictObject({ keyId, keyMaterialId, plaintext: bytes, ciphertext: bytes }),
  },
  generateDataKeyWithoutPlaintext: {
    in: z.strictObject({ keyId, length: z.number().int().min(1).max(1024), context }),
    out: z.strictObject({ keyId, keyMaterialId, ciphertext: bytes }),
  },
  generateMac: {
    in: z.strictObject({ keyId, message, algorithm }),
    out: z.strictObject({ keyId, mac: bytes }),
  },
  /** Throws KEY_MAC_INVALID for another MAC. */
  verifyMac: {
    in: z.strictObject({ keyId, message, algorithm, mac: someBytesUpTo(mostBytes) }),
    out: z.strictObject({ keyId }),
  },
  sign: { in: z.strictObject(signed), out: z.strictObject({ keyId, signature: bytes }) },
  /** Throws KEY_SIGNATURE_INVALID for another signature. */
  verify: {
    in: z.strictObject({ ...signed, signature: someBytesUpTo(mostBytes) }),
    out: z.strictObject({ keyId }),
  },
  /** SPKI in DER. */
  getPublicKey: { in: oneKey, out: z.strictObject({ keyId, publicKey: bytes }) },
  /** Wraps a data key under the key's current material. `ciphertext` = encrypted key and its 16-byte tag. */
  wrap: {
    in: z.strictObject({ keyId, context, dataKey }),
    out: z.strictObject({ keyId, keyMaterialId, iv: bytes, ciphertext: bytes }),
  },
  unwrap: {
    in: z.strictObject({ keyId, keyMaterialId, context, iv: headerBytes, ciphertext: headerBytes }),
    out: z.strictObject({ dataKey }),
  },
} as const
