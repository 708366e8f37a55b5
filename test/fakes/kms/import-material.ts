import { createPrivateKey } from 'node:crypto'
import { FakeError } from './fake-error.ts'
import type { FakeKey } from './fake-key.ts'
import { FakeKeyMaterial, importedMaterialId, materialLength } from './key-material.ts'
import { rotates } from './key-metadata.ts'

interface Wish {
  readonly type: 'NEW_KEY_MATERIAL' | 'EXISTING_KEY_MATERIAL' | undefined
  readonly wantedId: string | undefined
}

/**
 * Makes bytes a material of an EXTERNAL key, as ImportKeyMaterial of the model says: the first one is current, the same
 * one comes back to its place, a new one waits for a rotation, and a replica takes only what its primary has.
 * Throws IncorrectKeyMaterialException.
 */
export function associateMaterial(key: FakeKey, bytes: Uint8Array, wish: Wish): FakeKeyMaterial {
  requireFitting(key, bytes)
  const id = importedMaterialId(key.id, bytes)
  const there = key.materials.find((material) => material.id === id)
  if (there !== undefined) {
    if (wish.type === 'NEW_KEY_MATERIAL')
      throw incorrect('This key material is associated with the key already.')
    if (wish.wantedId !== undefined && wish.wantedId !== id) throw incorrect('This is other key material.')
    there.bytes = bytes
  }
  const material = there ?? addMaterial(key, { id, bytes, wish })
  settleStates(key)
  return material
}

function addMaterial(
  key: FakeKey,
  { id, bytes, wish }: { id: string; bytes: Uint8Array; wish: Wish },
): FakeKeyMaterial {
  const first = key.materials.length === 0
  const primary = key.family.members.find(({ region }) => region === key.family.primaryRegion)
  const model = primary?.materials.find((material) => material.id === id)
  if (primary !== undefined && primary !== key && model === undefined) {
    throw incorrect('Import it into the primary key first.')
  }
  if (model === undefined && (!rotates(key) ? !first : !first && wish.type !== 'NEW_KEY_MATERIAL')) {
    throw incorrect('This key material has never been associated with the key.')
  }
  if (wish.wantedId !== undefined && wish.wantedId !== id) throw incorrect('This is other key material.')
  const waiting = key.materials.findIndex(({ pending }) => pending)
  const state = model?.state ?? (first ? 'CURRENT' : 'PENDING_ROTATION')
  const material = new FakeKeyMaterial({ id, spec: key.spec, bytes, state })
  Object.assign(material, { rotatedAt: model?.rotatedAt ?? null, rotationType: model?.rotationType ?? null })
  if (material.pending && waiting !== -1) key.materials.splice(waiting, 1)
  // Of a replica that is given its materials later, in the order of the primary's.
  const order = new Map(primary?.materials.map((one, index) => [one.id, index]))
  key.materials.push(material)
  key.materials.sort((a, b) => (order.get(a.id) ?? order.size) - (order.get(b.id) ?? order.size))
  return material
}

/** A waiting material is ready once every Region has it; a key is ready once all of its own are there. */
function settleStates(key: FakeKey): void {
  const { members } = key.family
  for (const material of key.materials.filter(({ pending }) => pending)) {
    const same = members.map((member) => member.materials.find(({ id }) => id === material.id))
    const state = same.every((one) => one !== undefined && one.bytes !== null)
      ? 'PENDING_ROTATION'
      : 'PENDING_MULTI_REGION_IMPORT_AND_ROTATION'
    for (const one of same) if (one !== undefined) one.state = state
  }
  const primary = members.find(({ region }) => region === key.family.primaryRegion) ?? key
  const owed = primary.materials.filter(({ pending }) => !pending).map(({ id }) => id)
  const whole = owed.every((id) => key.materials.some((one) => one.id === id && one.bytes !== null))
  if (key.state === 'PendingImport' && whole) key.state = 'Enabled'
}

function requireFitting(key: FakeKey, bytes: Uint8Array): void {
  const length = materialLength(key.spec)
  if (length !== null) {
    if (bytes.length === length) return
    throw incorrect(`Key material for ${key.spec} must be ${length} bytes long.`)
  }
  try {
    createPrivateKey({ key: Buffer.from(bytes), format: 'der', type: 'pkcs8' })
  } catch {
    throw incorrect(`Key material for ${key.spec} must be a PKCS #8 private key.`)
  }
}

function incorrect(message: string): FakeError {
  return new FakeError('IncorrectKeyMaterialException', message)
}
