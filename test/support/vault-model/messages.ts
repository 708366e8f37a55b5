import { randomBytes } from 'node:crypto'
import type { LocalKey } from '../../../src/keystore/protocol.ts'
import { isVaultError } from '../../../src/shared/vault-error.ts'
import type { World } from './world.ts'

/** Something that one material of a key protected, and that has to open for as long as the key is there. */
export interface Message {
  readonly keyId: string
  readonly materialId: string
  /** Throws where it does not open, or to something else. */
  readonly open: (world: World) => Promise<void>
}

const algorithm = 'SYMMETRIC_DEFAULT'
const context: [string, string][] = [['for', 'the model']]

/** Protects something with a key, in one of the ways that it has. */
export async function protect(world: World, key: LocalKey, isWrap: boolean): Promise<Message> {
  if (key.usage === 'GENERATE_VERIFY_MAC') return await authenticated(world, key)
  if (key.usage === 'SIGN_VERIFY') return await signed(world, key)
  return await (isWrap ? wrapped(world, key) : encrypted(world, key))
}

async function wrapped(world: World, { keyId }: LocalKey): Promise<Message> {
  const dataKey = randomBytes(32)
  const door = await world.operate('wrap', { keyId, context, dataKey: Uint8Array.from(dataKey) })
  const open = async (at: World): Promise<void> =>
    same((await at.operate('unwrap', { ...door, context })).dataKey, dataKey)
  return { keyId, materialId: door.keyMaterialId, open }
}

async function encrypted(world: World, { keyId }: LocalKey): Promise<Message> {
  const plaintext = randomBytes(40)
  const { ciphertext, keyMaterialId } = await world.operate('encrypt', {
    keyId,
    algorithm,
    plaintext: Uint8Array.from(plaintext),
    context,
  })
  const open = async (at: World): Promise<void> =>
    same((await at.operate('decrypt', { keyId: null, algorithm, ciphertext, context })).plaintext, plaintext)
  return { keyId, materialId: keyMaterialId, open }
}

async function authenticated(world: World, key: LocalKey): Promise<Message> {
  const of = { keyId: key.keyId, algorithm: 'HMAC_SHA_256', message: Uint8Array.from(randomBytes(20)) }
  const { mac } = await world.operate('generateMac', of)
  const open = async (at: World): Promise<void> => void (await at.operate('verifyMac', { ...of, mac }))
  return { keyId: key.keyId, materialId: key.currentKeyMaterialId ?? '', open }
}

async function signed(world: World, key: LocalKey): Promise<Message> {
  const message = Uint8Array.from(randomBytes(20))
  const of = { keyId: key.keyId, algorithm: 'ECDSA_SHA_256', message, messageType: 'RAW' } as const
  const { signature } = await world.operate('sign', of)
  const open = async (at: World): Promise<void> => {
    await at.operate('verify', { ...of, signature })
    // And the private half is there too.
    await at.operate('sign', of)
  }
  return { keyId: key.keyId, materialId: key.currentKeyMaterialId ?? '', open }
}

function same(found: Uint8Array, expected: Uint8Array): void {
  if (Buffer.compare(found, expected) !== 0) throw new Error('it opened to something else')
}

/** Material that was imported, by key and material: a person has it. */
export type Imported = ReadonlyMap<string, ReadonlyMap<string, Uint8Array>>

/** Makes a key usable: in a copy of the world alone. Throws where it cannot be. */
export async function makeUsable(world: World, keyId: string, imported: Imported): Promise<void> {
  const look = () => world.operate('describeKey', { keyId })
  if ((await look()).state === 'PendingDeletion') await world.operate('cancelKeyDeletion', { keyId })
  const rules = { operations: null, requiredContext: [], notBefore: null, notAfter: null }
  await world.operate('setRules', { keyId, rules })
  if ((await look()).origin === 'EXTERNAL') await importAll(world, keyId, imported)
  if ((await look()).state === 'Disabled') await world.operate('enableKey', { keyId })
}

async function importAll(world: World, keyId: string, imported: Imported): Promise<void> {
  for (const { keyMaterialId } of await world.operate('listKeyMaterials', { keyId })) {
    const known = imported.get(keyId)?.get(keyMaterialId)
    if (known === undefined) throw new Error('a material that nobody imported')
    await world
      .operate('importKeyMaterial', {
        keyId,
        material: { kind: 'raw', bytes: Uint8Array.from(known) },
        type: null,
        validTo: null,
        description: null,
        keyMaterialId,
      })
      .catch((error: unknown) => {
        if (!isVaultError(error)) throw error
        throw new Error(`import again: ${error.code} ${JSON.stringify(error.facts)}`)
      })
  }
}
