import { keyRules, type KeyRules } from '../../shared/model/local-key.ts'
import type { LocalKey } from '../protocol.ts'
import { deletableFrom, isDeletable } from './deletion/is-deletable.ts'
import type { SeenClock } from './deletion/seen-clock.ts'
import { stateOf, type KeyEntry } from './key-entry.ts'

interface Telling {
  readonly now: Date
  readonly clock: SeenClock | null
}

/** A key as it is told over the port. */
export function tellKey(entry: KeyEntry, { now, clock }: Telling): LocalKey {
  const { key, aliases, tags, materials } = entry
  return {
    keyId: key.keyId,
    alias: aliases[0]?.alias ?? null,
    aliases: aliases.map(({ alias, createdAt, updatedAt }) => ({ name: alias, createdAt, updatedAt })),
    description: key.description,
    state: stateOf(entry, now),
    spec: key.spec,
    usage: key.usage,
    origin: key.origin,
    createdAt: key.createdAt,
    currentKeyMaterialId: key.currentMaterialId,
    tags: Object.fromEntries(tags.map(({ tag, value }) => [tag, value])),
    deletionDate: deletableFrom(key, { now, clock }),
    deletionWindowDays: key.deletionWindowDays,
    deletable: isDeletable(key, { now, clock }),
    validTo: materials.get(key.currentMaterialId ?? '')?.validTo ?? null,
    rotation: tellRotation(entry),
    rules: rulesOf(entry),
  }
}

/** The rules of a key; null where it has none. */
export function rulesOf({ key }: KeyEntry): KeyRules | null {
  return key.rules === null ? null : keyRules.parse(JSON.parse(key.rules))
}

/** Only symmetric keys have more than one material. A key that is leaving does not rotate. */
function tellRotation({ key, materials }: KeyEntry): LocalKey['rotation'] {
  if (key.spec !== 'SYMMETRIC_DEFAULT') return null
  const all = [...materials.values()]
  const automatic = key.rotationPeriodDays !== null && key.state !== 'PendingDeletion'
  return {
    automatic,
    periodDays: automatic ? key.rotationPeriodDays : null,
    nextAt: automatic ? key.nextRotationAt : null,
    lastAt: materials.get(key.currentMaterialId ?? '')?.rotatedAt ?? null,
    materials: all.length,
    onDemand: all.filter(({ rotationType }) => rotationType === 'ON_DEMAND').length,
  }
}
