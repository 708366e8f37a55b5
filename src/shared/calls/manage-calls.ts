import { z } from 'zod'
import { grantDraft, importDraft, importResult, keyGrant, keyPolicy, newKeyDraft } from '../model/key-page.ts'
import { keyRef, keyRow, localKeyRef } from '../model/key.ts'
import { keyRules, localKeyDraft } from '../model/local-key.ts'
import { nothing, oneKey } from './parts.ts'

const alias = z.string().min(1).max(250)

/** Changes to keys of either service; what a service does not have is KMS_UNSUPPORTED there. Each answers with the row as it is afterwards. */
export const manageCalls = {
  'manage.create': { in: newKeyDraft, out: keyRow },
  'manage.enable': { in: oneKey, out: keyRow },
  'manage.disable': { in: oneKey, out: keyRow },
  'manage.scheduleDeletion': {
    in: z.strictObject({ ref: keyRef, days: z.number().int().min(7).max(30), typed: z.string().max(256) }),
    out: keyRow,
  },
  'manage.cancelDeletion': { in: oneKey, out: keyRow },
  'manage.setDescription': {
    in: z.strictObject({ ref: keyRef, description: z.string().max(8192) }),
    out: keyRow,
  },
  'manage.createAlias': { in: z.strictObject({ ref: keyRef, alias }), out: keyRow },
  /** Points an alias of the same account and Region at this key. */
  'manage.retargetAlias': { in: z.strictObject({ ref: keyRef, alias }), out: keyRow },
  'manage.deleteAlias': { in: z.strictObject({ ref: keyRef, alias }), out: keyRow },
  'manage.setTags': {
    in: z.strictObject({
      ref: keyRef,
      set: z.record(z.string().min(1).max(128), z.string().max(256)),
      remove: z.array(z.string().min(1).max(128)).max(50),
    }),
    out: keyRow,
  },
  /** The lockout safety check of KMS is always on. */
  'manage.putPolicy': {
    in: z.strictObject({ ref: keyRef, document: z.string().max(131_072) }),
    out: keyPolicy,
  },
  'manage.createGrant': { in: z.strictObject({ ref: keyRef, draft: grantDraft }), out: keyGrant },
  'manage.retireGrant': {
    in: z.strictObject({ ref: keyRef, grantId: z.string().max(128) }),
    out: nothing,
  },
  'manage.revokeGrant': {
    in: z.strictObject({ ref: keyRef, grantId: z.string().max(128) }),
    out: nothing,
  },
  'manage.replicate': {
    in: z.strictObject({ ref: keyRef, region: z.string().max(32), description: z.string().max(8192) }),
    out: keyRow,
  },
  'manage.changePrimary': {
    in: z.strictObject({ ref: keyRef, region: z.string().max(32) }),
    out: keyRow,
  },
  /** Null turns automatic rotation off. */
  'manage.setAutomaticRotation': {
    in: z.strictObject({ ref: keyRef, periodDays: z.number().int().min(90).max(2560).nullable() }),
    out: keyRow,
  },
  'manage.rotateNow': { in: oneKey, out: keyRow },
  /** Null where the person closed a dialog. */
  'manage.importMaterial': {
    in: z.strictObject({ ref: keyRef, draft: importDraft }),
    out: importResult.nullable(),
  },
  'manage.deleteMaterial': {
    in: z.strictObject({ ref: keyRef, keyMaterialId: z.string().max(64).nullable() }),
    out: keyRow,
  },
  'manage.createLocal': { in: localKeyDraft, out: keyRow },
  'manage.setRules': { in: z.strictObject({ ref: localKeyRef, rules: keyRules }), out: keyRow },
  /** Writes the public key that wraps material for a local key where the person says; null where the dialog was closed. */
  'manage.importParameters': {
    in: z.strictObject({
      ref: localKeyRef,
      wrapping: importDraft.shape.wrapping,
      wrappingSpec: importDraft.shape.wrappingSpec,
    }),
    out: z.strictObject({ savedAs: z.string(), validTo: z.string() }).nullable(),
  },
  /** Deletes a local key whose window has run out, for good. `kept`: copies that the keystore cannot reach, for people. */
  'manage.deleteKey': {
    in: z.strictObject({ ref: localKeyRef, typed: z.string().max(256) }),
    out: z.strictObject({ purgedCopies: z.number().int(), kept: z.array(z.string()) }),
  },
} as const
