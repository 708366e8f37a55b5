import type { keyOperations } from '../protocol/key-operations.ts'
import type { LogRules, Told } from './log-rule.ts'

const use = { area: 'keys', kind: 'use' } as const
const change = { area: 'keys', kind: 'change' } as const

const longestContext = 1024

interface OfOneKey {
  readonly keyId: string
}
const ofKey = ({ keyId }: OfOneKey): Told => ({ keyId })
const named = ({ keyId, alias }: OfOneKey & { readonly alias: string }): Told => ({ keyId, names: { alias } })

type Context = readonly (readonly [string, string])[]
const names = (context: Context): Pick<Told, 'names'> =>
  context.length === 0
    ? {}
    : {
        names: {
          context: context
            .map(([key, value]) => `${key}=${value}`)
            .join(', ')
            .slice(0, longestContext),
        },
      }

interface WithMaterial {
  readonly keyMaterialId: string
}
const material = (output: WithMaterial | undefined): Pick<Told, 'keyMaterialId'> => ({
  keyMaterialId: output?.keyMaterialId ?? null,
})

/** How operations on keys are logged: under the names that KMS has for them. */
export const keyLogRules: LogRules<keyof typeof keyOperations> = {
  listKeys: null,
  describeKey: null,
  listKeyMaterials: null,
  createKey: {
    ...change,
    what: 'CreateKey',
    tell: ({ spec, usage, origin, alias }, output) => ({
      keyId: output?.keyId ?? null,
      facts: { spec, usage, origin },
      ...(alias === null ? {} : { names: { alias } }),
    }),
  },
  updateDescription: { ...change, what: 'UpdateKeyDescription', tell: ofKey },
  createAlias: { ...change, what: 'CreateAlias', tell: named },
  updateAlias: { ...change, what: 'UpdateAlias', tell: named },
  deleteAlias: { ...change, what: 'DeleteAlias', tell: ({ alias }) => ({ names: { alias } }) },
  setTags: {
    ...change,
    what: 'TagResource',
    tell: ({ keyId, set, remove }) => ({
      keyId,
      facts: { set: Object.keys(set).length, removed: remove.length },
    }),
  },
  enableKey: { ...change, what: 'EnableKey', tell: ofKey },
  disableKey: { ...change, what: 'DisableKey', tell: ofKey },
  scheduleKeyDeletion: {
    ...change,
    what: 'ScheduleKeyDeletion',
    tell: ({ keyId, days }) => ({ keyId, facts: { days } }),
  },
  cancelKeyDeletion: { ...change, what: 'CancelKeyDeletion', tell: ofKey },
  deleteKey: {
    ...change,
    what: 'DeleteKey',
    tell: ({ keyId }, output) => ({
      keyId,
      facts: output === undefined ? {} : { purgedCopies: output.purgedCopies, kept: output.kept.length },
    }),
  },
  setRotation: {
    ...change,
    what: 'EnableKeyRotation',
    tell: ({ keyId, periodDays }) => ({ keyId, facts: { periodDays: periodDays ?? 'off' } }),
  },
  rotateKeyOnDemand: {
    ...change,
    what: 'RotateKeyOnDemand',
    tell: ({ keyId }, output) => ({ keyId, keyMaterialId: output?.currentKeyMaterialId ?? null }),
  },
  setRules: { ...change, what: 'PutKeyPolicy', tell: ofKey },
  // Its wrapping key is kept in the store.
  getParametersForImport: {
    ...change,
    what: 'GetParametersForImport',
    tell: ({ keyId, wrapping }) => ({ keyId, facts: { wrapping } }),
  },
  importKeyMaterial: {
    ...change,
    what: 'ImportKeyMaterial',
    tell: ({ keyId, material: { kind }, validTo }, output) => ({
      keyId,
      ...material(output),
      facts: { kind, ...(validTo === null ? {} : { validTo }) },
    }),
  },
  deleteImportedKeyMaterial: {
    ...change,
    what: 'DeleteImportedKeyMaterial',
    tell: ({ keyId, keyMaterialId }) => ({ keyId, keyMaterialId }),
  },
  encrypt: {
    ...use,
    what: 'Encrypt',
    tell: ({ keyId, algorithm, context }, output) => ({
      keyId,
      ...material(output),
      facts: { algorithm },
      ...names(context),
    }),
  },
  decrypt: {
    ...use,
    what: 'Decrypt',
    tell: ({ keyId, algorithm, context }, output) => ({
      keyId: output?.keyId ?? keyId,
      ...material(output),
      facts: { algorithm },
      ...names(context),
    }),
  },
  reEncrypt: {
    ...use,
    what: 'ReEncrypt',
    tell: ({ from, to }, output) => {
      const source = output?.fromKeyId ?? from.keyId
      return {
        keyId: to.keyId,
        ...material(output),
        facts: source === null ? {} : { from: source },
        ...names([...from.context, ...to.context]),
      }
    },
  },
  generateDataKey: {
    ...use,
    what: 'GenerateDataKey',
    tell: ({ keyId, context }, output) => ({ keyId, ...material(output), ...names(context) }),
  },
  generateDataKeyWithoutPlaintext: {
    ...use,
    what: 'GenerateDataKeyWithoutPlaintext',
    tell: ({ keyId, context }, output) => ({ keyId, ...material(output), ...names(context) }),
  },
  generateMac: {
    ...use,
    what: 'GenerateMac',
    tell: ({ keyId, algorithm }) => ({ keyId, facts: { algorithm } }),
  },
  verifyMac: {
    ...use,
    what: 'VerifyMac',
    tell: ({ keyId, algorithm }) => ({ keyId, facts: { algorithm } }),
  },
  sign: { ...use, what: 'Sign', tell: ({ keyId, algorithm }) => ({ keyId, facts: { algorithm } }) },
  verify: { ...use, what: 'Verify', tell: ({ keyId, algorithm }) => ({ keyId, facts: { algorithm } }) },
  getPublicKey: { ...use, what: 'GetPublicKey', tell: ofKey },
  wrap: {
    ...use,
    what: 'WrapDataKey',
    tell: ({ keyId, context }, output) => ({ keyId, ...material(output), ...names(context) }),
  },
  unwrap: {
    ...use,
    what: 'UnwrapDataKey',
    tell: ({ keyId, keyMaterialId, context }) => ({ keyId, keyMaterialId, ...names(context) }),
  },
}
