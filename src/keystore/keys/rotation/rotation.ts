import { keyLimits } from '../../../shared/kms/key-limits.ts'
import { rotationAbility } from '../../../shared/kms/rotation-ability.ts'
import { VaultError } from '../../../shared/vault-error.ts'
import type { KeystoreInput, LocalKey } from '../../protocol.ts'
import type { OpenStore } from '../../store/open-store.ts'
import type { KeyEntry } from '../key-entry.ts'
import { keyFacts } from '../key-facts.ts'
import { requireKeyState } from '../require-key-state.ts'
import { periodFrom, rotateInside, waiting } from './rotate-inside.ts'

/**
 * Rotates a key by itself every so many days, or no more. Throws INVALID_REQUEST for another period than 90 to 2560
 * days, KEY_UNSUPPORTED for a key that does not rotate by itself, and what its state says.
 */
export async function setRotation(
  store: OpenStore,
  { keyId, periodDays }: KeystoreInput<'setRotation'>,
): Promise<LocalKey> {
  const entry = store.keys.entry(keyId)
  const now = store.now()
  requireKeyState(periodDays === null ? 'DisableKeyRotation' : 'EnableKeyRotation', entry, now)
  requireRotating(entry, 'automatic')
  requirePeriod(periodDays)
  if (entry.key.rotationPeriodDays === periodDays) return store.keys.describe(keyId)
  const next = periodDays === null ? null : periodFrom(now, periodDays)
  await store.change((database) =>
    database
      .prepare('UPDATE keys SET rotation_period_days = ?, next_rotation_at = ? WHERE key_id = ?')
      .run(periodDays, next, keyId),
  )
  return store.keys.describe(keyId)
}

/**
 * Rotates a key now. Every material stays, so what it protected opens. Throws KEY_UNSUPPORTED, KEY_LIMIT_REACHED after 25
 * in its life, KEY_ROTATION_BUSY where it rotates by itself within 20 minutes, KEY_STATE_INVALID where imported
 * material is not waiting, and what its state says.
 */
export async function rotateKeyOnDemand(store: OpenStore, keyId: string): Promise<LocalKey> {
  const entry = store.keys.entry(keyId)
  requireKeyState('RotateKeyOnDemand', entry, store.now())
  requireRotating(entry, 'onDemand')
  refuseNearAutomatic(entry, store.now())
  refuseManyRotations(entry)
  if (entry.key.origin === 'EXTERNAL' && waiting(entry) === undefined)
    throw new VaultError('KEY_STATE_INVALID', 'no new key material waits; import it first', {
      facts: { ...keyFacts(entry), reason: 'noMaterialWaits' },
    })
  await rotateInside(store, [keyId], { type: 'ON_DEMAND' })
  return store.keys.describe(keyId)
}

function requireRotating(entry: KeyEntry, way: 'automatic' | 'onDemand'): void {
  const { spec, usage, origin } = entry.key
  // Its state was looked at before: only what its kind forbids is asked here.
  const key = { spec, usage, origin, manager: 'CUSTOMER', state: 'Enabled' } as const
  if (rotationAbility({ ...key, customKeyStoreId: null, multiRegionRole: null })[way]) return
  throw new VaultError('KEY_UNSUPPORTED', 'keys of this kind do not rotate this way', {
    facts: keyFacts(entry),
  })
}

function requirePeriod(periodDays: number | null): void {
  const { least, most } = keyLimits.rotationPeriodDays
  if (periodDays === null || (periodDays >= least && periodDays <= most)) return
  throw new VaultError('INVALID_REQUEST', `a key rotates every ${least} to ${most} days`, {
    facts: { least, most },
  })
}

function refuseNearAutomatic(entry: KeyEntry, now: Date): void {
  const { rotationPeriodDays, nextRotationAt } = entry.key
  if (rotationPeriodDays === null || nextRotationAt === null) return
  const minutes = (Date.parse(nextRotationAt) - now.getTime()) / 60_000
  if (minutes > keyLimits.nearAutomaticMinutes) return
  throw new VaultError('KEY_ROTATION_BUSY', 'this key rotates by itself within 20 minutes', {
    facts: { ...keyFacts(entry), date: nextRotationAt },
  })
}

function refuseManyRotations(entry: KeyEntry): void {
  const most = keyLimits.onDemandRotations
  const made = [...entry.materials.values()].filter(({ rotationType }) => rotationType === 'ON_DEMAND')
  if (made.length < most) return
  throw new VaultError('KEY_LIMIT_REACHED', `a key is rotated by hand at most ${most} times`, {
    facts: { ...keyFacts(entry), limit: 'onDemandRotations', most },
  })
}
