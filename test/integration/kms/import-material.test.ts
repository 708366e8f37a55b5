import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ImportDraft } from '../../../src/shared/model/key-page.ts'
import type { AwsKeyRef } from '../../../src/shared/model/key.ts'
import { openKeyAdminWorld, problemOf, type KeyAdminWorld } from './key-admin-world.ts'

let world: KeyAdminWorld

beforeEach(async () => {
  world = await openKeyAdminWorld()
})
afterEach(() => world.close())

const draft: ImportDraft = {
  wrapping: 'RSAES_OAEP_SHA_256',
  wrappingSpec: 'RSA_2048',
  from: 'file',
  type: 'EXISTING_KEY_MATERIAL',
  validTo: null,
  description: null,
  keyMaterialId: null,
}

const externalKey = (spec = 'SYMMETRIC_DEFAULT', usage = 'ENCRYPT_DECRYPT'): Promise<AwsKeyRef> =>
  world.knownKey({ origin: 'EXTERNAL', spec: spec as never, usage: usage as never })

async function chosenFile(bytes: Uint8Array, name = 'material.bin'): Promise<void> {
  await writeFile(join(world.folder, name), bytes)
  world.dialogs.file = name
}

const bring = (ref: AwsKeyRef, changes: Partial<ImportDraft> = {}) =>
  world.manage['manage.importMaterial']({ ref, draft: { ...draft, ...changes } })

describe('importing key material', () => {
  it.each(['RSAES_OAEP_SHA_256', 'RSA_AES_KEY_WRAP_SHA_256'] as const)(
    'of a file, wrapped by %s, makes the key work',
    async (wrapping) => {
      const ref = await externalKey()
      const bytes = randomBytes(32)
      await chosenFile(bytes)
      const result = await bring(ref, { wrapping, wrappingSpec: 'RSA_3072' })
      const material = world.keyOf(ref.keyArn).materials[0]
      expect(result).toStrictEqual({ keyMaterialId: material?.id, savedAs: null })
      expect(Buffer.from(material?.bytes ?? [])).toStrictEqual(bytes)
      expect(await world.access.rowOf(ref)).toMatchObject({ state: 'Enabled', canEncrypt: true })
    },
  )

  it.each([
    ['RSA_4096', 'SIGN_VERIFY', () => generateKeyPairSync('rsa', { modulusLength: 4096 })],
    ['ECC_NIST_P521', 'SIGN_VERIFY', () => generateKeyPairSync('ec', { namedCurve: 'P-521' })],
    ['ECC_SECG_P256K1', 'SIGN_VERIFY', () => generateKeyPairSync('ec', { namedCurve: 'secp256k1' })],
  ] as const)('of a private key of %s makes the key work', async (spec, usage, generate) => {
    const ref = await externalKey(spec, usage)
    await chosenFile(generate().privateKey.export({ type: 'pkcs8', format: 'der' }))
    await bring(ref, { wrapping: 'RSA_AES_KEY_WRAP_SHA_256', wrappingSpec: 'RSA_4096' })
    expect(await world.access.rowOf(ref)).toMatchObject({ state: 'Enabled' })
  })

  it('that is made here is kept in the person’s file first, for its owner alone', async () => {
    const ref = await externalKey('HMAC_384', 'GENERATE_VERIFY_MAC')
    world.dialogs.newFile = 'kept.key-material'
    const result = await bring(ref, { from: 'generate' })
    expect(result?.savedAs).toBe('kept.key-material')
    const kept = join(world.folder, 'kept.key-material')
    expect((await stat(kept)).mode & 0o777).toBe(0o600)
    expect(await readFile(kept)).toStrictEqual(Buffer.from(world.keyOf(ref.keyArn).materials[0]?.bytes ?? []))
  })

  it('that is made here never replaces a file', async () => {
    const ref = await externalKey()
    await writeFile(join(world.folder, 'kept.key'), 'mine')
    world.dialogs.newFile = 'kept.key'
    expect((await bring(ref, { from: 'generate' }))?.savedAs).toBe('kept (2).key')
    expect(await readFile(join(world.folder, 'kept.key'), 'utf8')).toBe('mine')
  })

  it('that is made here and refused by AWS says in which file it is', async () => {
    const ref = await externalKey()
    world.dialogs.newFile = 'kept.key'
    world.fake.faults.add({ kind: 'deny', operation: 'ImportKeyMaterial' })
    const problem = await problemOf(bring(ref, { from: 'generate' }))
    expect(problem).toMatchObject({
      code: 'KEY_MATERIAL_NOT_IMPORTED',
      facts: { file: 'kept.key', because: 'KMS_ACCESS_DENIED' },
    })
    expect((await readFile(join(world.folder, 'kept.key'))).length).toBe(32)
  })

  it('leaves no file where AWS does not even give the parameters', async () => {
    const ref = await externalKey()
    world.dialogs.newFile = 'kept.key'
    world.fake.faults.add({ kind: 'deny', operation: 'GetParametersForImport' })
    expect((await problemOf(bring(ref, { from: 'generate' }))).code).toBe('KMS_ACCESS_DENIED')
    expect(await readdir(world.folder)).toStrictEqual([])
  })

  it('does nothing where the dialog was closed', async () => {
    const ref = await externalKey()
    expect(await bring(ref)).toBeNull()
    expect(await bring(ref, { from: 'generate' })).toBeNull()
    expect(world.changes()).toStrictEqual([])
  })

  it('of another length is refused before anything is sent', async () => {
    const ref = await externalKey()
    await chosenFile(randomBytes(31))
    const problem = await problemOf(bring(ref))
    expect(problem).toMatchObject({
      code: 'KEY_MATERIAL_INVALID',
      facts: { reason: 'length', bytes: 31, needs: 32 },
    })
    expect(world.changes()).toStrictEqual([])
  })

  it('of another kind of private key is refused before anything is sent', async () => {
    const ref = await externalKey('ECC_NIST_P256', 'SIGN_VERIFY')
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-384' })
    await chosenFile(privateKey.export({ type: 'pkcs8', format: 'der' }))
    const problem = await problemOf(bring(ref))
    expect(problem.facts).toMatchObject({ reason: 'otherKind', holds: 'P-384' })
    expect(world.changes()).toStrictEqual([])
  })

  it('again, with an expiry, takes the same bytes only', async () => {
    const ref = await externalKey()
    const bytes = randomBytes(32)
    await chosenFile(bytes)
    const first = await bring(ref)
    await world.manage['manage.deleteMaterial']({ ref, keyMaterialId: null })
    expect(await world.access.rowOf(ref)).toMatchObject({ state: 'PendingImport' })
    await chosenFile(randomBytes(32), 'other.bin')
    expect((await problemOf(bring(ref))).code).toBe('KMS_WRONG_KEY_MATERIAL')
    await chosenFile(bytes)
    const validTo = new Date(Date.now() + 30 * 24 * 3600_000).toISOString()
    const again = await bring(ref, { validTo, keyMaterialId: first?.keyMaterialId ?? null })
    expect(again?.keyMaterialId).toBe(first?.keyMaterialId)
    expect((await world.access.rowOf(ref))?.validTo).not.toBeNull()
  })

  it('that is new waits for a rotation', async () => {
    const ref = await externalKey()
    await chosenFile(randomBytes(32))
    const first = await bring(ref)
    await chosenFile(randomBytes(32), 'next.bin')
    const next = await bring(ref, { type: 'NEW_KEY_MATERIAL', description: 'for the new year' })
    expect(world.keyOf(ref.keyArn).materials.map(({ id, state }) => [id, state])).toStrictEqual([
      [first?.keyMaterialId, 'CURRENT'],
      [next?.keyMaterialId, 'PENDING_ROTATION'],
    ])
    const row = await world.manage['manage.rotateNow']({ ref })
    expect(row.keyMaterialId).toBe(next?.keyMaterialId)
  })

  it('goes to the primary key first, then to its replicas', async () => {
    const ref = await world.knownKey({ origin: 'EXTERNAL', multiRegion: true })
    await chosenFile(randomBytes(32))
    const first = await bring(ref)
    await world.manage['manage.replicate']({ ref, region: 'us-east-1', description: '' })
    const replica = world.refOf(ref.keyArn.replace('eu-central-1', 'us-east-1'))
    expect(await world.access.rowOf(replica)).toMatchObject({ state: 'PendingImport' })
    const second = await bring(replica)
    expect(second?.keyMaterialId).toBe(first?.keyMaterialId)
    expect(await world.access.rowOf(replica)).toMatchObject({ state: 'Enabled' })
  })

  it('is found to have happened where the answer was lost', async () => {
    const ref = await externalKey()
    await chosenFile(randomBytes(32))
    world.fake.faults.add({ kind: 'dropAnswer', operation: 'ImportKeyMaterial' })
    const result = await bring(ref)
    expect(result?.keyMaterialId).toBe(world.keyOf(ref.keyArn).materials[0]?.id)
    expect(world.changes()).toStrictEqual(['GetParametersForImport', 'ImportKeyMaterial'])
  })

  it('is refused for a key whose material AWS made', async () => {
    const ref = await world.knownKey()
    const problem = await problemOf(bring(ref))
    expect(problem.facts).toMatchObject({ refusal: 'notImported' })
  })

  it.each([
    ['in the past', '2001-01-01T00:00:00.000Z', 'validTo'],
    ['in more than a year', '2101-01-01T00:00:00.000Z', 'validToLate'],
    ['on no day', 'soon', 'validTo'],
  ])('does not expire %s', async (_when, validTo, reason) => {
    const ref = await externalKey()
    const problem = await problemOf(bring(ref, { validTo }))
    expect(problem).toMatchObject({ code: 'INVALID_REQUEST', facts: { reason } })
    expect(world.changes()).toStrictEqual([])
  })
})
