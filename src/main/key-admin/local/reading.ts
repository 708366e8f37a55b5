import type { LocalHandlersOf } from '../../../shared/handlers-of.ts'
import { factsOfSpec } from '../../../shared/kms/key-specs.ts'
import type { KeyFacts, KeyRotationPage } from '../../../shared/model/key-page.ts'
import type { KeyRules } from '../../../shared/model/local-key.ts'
import type { LocalKey } from '../../../keystore/protocol.ts'
import type { LocalMaterial } from '../../../keystore/protocol/key-operations.ts'
import { localKeyRow } from '../../keys/keystore/local-key-row.ts'
import { keyMaterialOf } from '../../keys/keystore/local-materials.ts'
import { mostOnDemandRotations } from '../reading/read-rotation.ts'
import type { KeyCalls } from './local-key-in-hand.ts'

type ReadingCalls = Pick<LocalHandlersOf<'key'>, 'key.facts' | 'key.aliases' | 'key.rotation' | 'key.rules'>

/** What a key without rules of its own has: everything is allowed. */
const noRules: KeyRules = { operations: null, requiredContext: [], notBefore: null, notAfter: null }

/** What the page of a key of this computer shows, part by part. */
export function readingHandlers(keystore: KeyCalls): ReadingCalls {
  return {
    'key.facts': async ({ ref: { keyId } }) => factsOf(await keystore.call('describeKey', { keyId })),
    'key.aliases': async ({ ref: { keyId } }) => {
      const { aliases } = await keystore.call('describeKey', { keyId })
      return { aliases: aliases.toSorted((a, b) => a.name.localeCompare(b.name)) }
    },
    'key.rotation': async ({ ref: { keyId } }) => {
      const key = await keystore.call('describeKey', { keyId })
      return rotationOf(key, await keystore.call('listKeyMaterials', { keyId }))
    },
    'key.rules': async ({ ref: { keyId } }) => {
      const { rules } = await keystore.call('describeKey', { keyId })
      return rules ?? noRules
    },
  }
}

function factsOf(key: LocalKey): KeyFacts {
  const spec = factsOfSpec(key.spec)
  const algorithms = (usage: LocalKey['usage'], of: readonly string[] = []): string[] =>
    key.usage === usage ? [...of] : []
  return {
    row: localKeyRow(key),
    account: null,
    encryptionAlgorithms: algorithms('ENCRYPT_DECRYPT', Object.keys(spec?.encryption ?? {})),
    signingAlgorithms: algorithms('SIGN_VERIFY', spec?.signing),
    macAlgorithms: algorithms('GENERATE_VERIFY_MAC', spec?.mac),
    keyAgreementAlgorithms: [],
    expirationModel: expirationOf(key),
    cloudHsmClusterId: null,
    xksKeyId: null,
    pendingDeletionWindowDays: key.deletionWindowDays,
    primary: null,
    replicas: [],
    customKeyStore: null,
  }
}

function expirationOf({ origin, validTo, currentKeyMaterialId }: LocalKey): string | null {
  if (origin !== 'EXTERNAL' || currentKeyMaterialId === null) return null
  return validTo === null ? 'KEY_MATERIAL_DOES_NOT_EXPIRE' : 'KEY_MATERIAL_EXPIRES'
}

function rotationOf(key: LocalKey, materials: readonly LocalMaterial[]): KeyRotationPage {
  const current = materials.find(({ state }) => state === 'CURRENT')
  return {
    row: localKeyRow(key),
    materials: materials.map(keyMaterialOf),
    materialsProblem: null,
    statusProblem: null,
    inProgressSince: null,
    onDemandUsed: materials.filter(({ rotationType }) => rotationType === 'ON_DEMAND').length,
    onDemandMost: mostOnDemandRotations,
    currentUses: key.spec === 'SYMMETRIC_DEFAULT' ? (current?.wraps ?? null) : null,
  }
}
