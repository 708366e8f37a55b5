import { currentMaterial, type FakeKey } from './fake-key.ts'
import { newMaterial } from './key-material.ts'

const day = 24 * 3600_000

/** How long the fake takes for what AWS takes a while for, milliseconds. */
export interface FakeDelays {
  /** A rotation by hand. */
  rotation: number
  /** A replica that is being made, and a primary that is being changed. */
  region: number
}

/**
 * Brings a key to where it is now by the clock: states that pass, material that expired, rotations that were due,
 * deletion. True where the key is gone.
 */
export function settle(key: FakeKey, now: Date, delays: FakeDelays): boolean {
  if (key.becomes !== null && key.becomes.at <= now) {
    key.state = key.becomes.state
    key.becomes = null
  }
  if (key.state === 'PendingDeletion' && key.deletionDate !== null && key.deletionDate <= now) {
    leaveFamily(key)
    return true
  }
  if (key.origin === 'EXTERNAL') expireMaterials(key, now)
  const { onDemandSince, automatic } = key.family
  if (onDemandSince !== null && onDemandSince.getTime() + delays.rotation <= now.getTime()) {
    key.family.onDemandSince = null
    rotate(key, new Date(onDemandSince.getTime() + delays.rotation), 'ON_DEMAND')
  }
  if (automatic !== null && key.state === 'Enabled') rotateWhereDue(key, automatic, now)
  return false
}

/** Every rotation up to now, each at its own date. */
function rotateWhereDue(
  key: FakeKey,
  automatic: NonNullable<FakeKey['family']['automatic']>,
  now: Date,
): void {
  const period = automatic.periodDays * day
  for (let due = automatic.nextAt.getTime(); due <= now.getTime(); due += period) {
    rotate(key, new Date(due), 'AUTOMATIC')
    automatic.nextAt = new Date(due + period)
  }
}

/** A key that is enabled again rotates at once where a rotation passed meanwhile. */
export function rotateIfOverdue(key: FakeKey, now: Date): void {
  const { automatic } = key.family
  if (automatic === null || automatic.nextAt > now) return
  rotate(key, now, 'AUTOMATIC')
  automatic.nextAt = new Date(now.getTime() + automatic.periodDays * day)
}

/** Puts new material into use: KMS's own, or the imported one that waits, in every Region of the key. */
export function rotate(key: FakeKey, at: Date, type: 'AUTOMATIC' | 'ON_DEMAND'): void {
  const imported = key.origin === 'EXTERNAL'
  if (!imported) key.materials.push(newMaterial(key.spec, 'PENDING_ROTATION'))
  for (const member of imported ? key.family.members : [key]) {
    const next = member.materials.find(({ pending }) => pending)
    if (next === undefined) continue
    const before = currentMaterial(member)
    if (before !== undefined) before.state = 'NON_CURRENT'
    Object.assign(next, { state: 'CURRENT', rotatedAt: at, rotationType: type })
  }
}

/** A key without one of the materials that belong to it for good waits for its import, unless it is being deleted. */
export function loseMaterial(key: FakeKey): void {
  const missing = key.materials.some(({ pending, bytes }) => !pending && bytes === null)
  if (missing && !key.state.startsWith('Pending')) key.state = 'PendingImport'
}

function expireMaterials(key: FakeKey, now: Date): void {
  const expired = key.materials.filter(({ validTo }) => validTo !== null && validTo <= now)
  for (const material of expired) {
    if (material.pending) key.materials.splice(key.materials.indexOf(material), 1)
    material.bytes = null
  }
  loseMaterial(key)
}

/** A primary that waited for its last replica begins to wait for its own deletion. */
function leaveFamily(key: FakeKey): void {
  const { members } = key.family
  const index = members.indexOf(key)
  if (index !== -1) members.splice(index, 1)
  const [last] = members
  if (members.length !== 1 || last?.state !== 'PendingReplicaDeletion' || key.deletionDate === null) return
  last.state = 'PendingDeletion'
  last.deletionDate = new Date(key.deletionDate.getTime() + (last.pendingWindowDays ?? 30) * day)
  last.pendingWindowDays = null
}
