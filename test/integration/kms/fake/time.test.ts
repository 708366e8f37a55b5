import { randomBytes } from 'node:crypto'
import type { KMS } from '@aws-sdk/client-kms'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startKmsFake, type KmsFake } from '../../../fakes/kms/start-kms-fake.ts'
import { clientOf, refusal } from './fake-client.ts'

const day = 24 * 3600_000
let fake: KmsFake
let kms: KMS

beforeEach(async () => {
  fake = await startKmsFake()
  kms = clientOf(fake)
})
afterEach(async () => {
  kms.destroy()
  await fake.stop()
})

const allMaterials = async (KeyId: string) =>
  (await kms.listKeyRotations({ KeyId, IncludeKeyMaterial: 'ALL_KEY_MATERIAL' })).Rotations ?? []
const stateOf = async (KeyId: string) => (await kms.describeKey({ KeyId })).KeyMetadata?.KeyState

describe('rotation by the clock of the fake', () => {
  it('an automatic rotation happens at its date, and the next one is a period later', async () => {
    const { id } = fake.createKey()
    await kms.enableKeyRotation({ KeyId: id, RotationPeriodInDays: 90 })
    fake.passTime(89 * day)
    expect((await allMaterials(id)).length).toBe(1)
    fake.passTime(92 * day)
    const [second, first, before] = await allMaterials(id)
    expect([second?.KeyMaterialState, first?.KeyMaterialState]).toEqual(['CURRENT', 'NON_CURRENT'])
    expect([second?.RotationType, before?.RotationType]).toEqual(['AUTOMATIC', undefined])
    const between = (second?.RotationDate?.getTime() ?? 0) - (first?.RotationDate?.getTime() ?? 0)
    expect(between / day).toBeCloseTo(90, 5)
    const { NextRotationDate } = await kms.getKeyRotationStatus({ KeyId: id })
    expect((NextRotationDate?.getTime() ?? 0) - (second?.RotationDate?.getTime() ?? 0)).toBeCloseTo(
      90 * day,
      -2,
    )
  })

  it('a disabled key waits, and rotates at once when it is enabled late', async () => {
    const { id } = fake.createKey()
    await kms.enableKeyRotation({ KeyId: id })
    await kms.disableKey({ KeyId: id })
    fake.passTime(400 * day)
    expect((await allMaterials(id)).length).toBe(1)
    await kms.enableKey({ KeyId: id })
    const [current, ...before] = await allMaterials(id)
    expect(before.length).toBe(1)
    // Not at the date that passed while it was disabled.
    const late = fake.world.time().getTime() - (current?.RotationDate?.getTime() ?? 0)
    expect(late).toBeLessThan(day)
  })

  it('a rotation by hand runs for as long as the test says', async () => {
    fake.delays.rotation = 60_000
    const { id } = fake.createKey()
    await kms.rotateKeyOnDemand({ KeyId: id })
    expect((await kms.getKeyRotationStatus({ KeyId: id })).OnDemandRotationStartDate).toBeInstanceOf(Date)
    expect(await refusal(kms.rotateKeyOnDemand({ KeyId: id }))).toBe('ConflictException')
    fake.passTime(61_000)
    expect((await kms.getKeyRotationStatus({ KeyId: id })).OnDemandRotationStartDate).toBeUndefined()
    expect((await allMaterials(id)).length).toBe(2)
  })

  it('by hand 25 times, and not within 20 minutes of an automatic rotation', async () => {
    const { id } = fake.createKey()
    for (let time = 0; time < 25; time += 1) await kms.rotateKeyOnDemand({ KeyId: id })
    expect(await refusal(kms.rotateKeyOnDemand({ KeyId: id }))).toBe('LimitExceededException')
    const soon = new Date(Date.now() + 19 * 60_000)
    const near = fake.createKey({ automaticRotation: { periodDays: 365, nextAt: soon } })
    expect(await refusal(kms.rotateKeyOnDemand({ KeyId: near.id }))).toBe('ConflictException')
  })

  it('a replica shares the materials and leaves rotation to its primary', async () => {
    const key = fake.createKey({ multiRegion: true })
    fake.replicate(key, 'us-east-1')
    const there = clientOf(fake, 'us-east-1')
    expect(await refusal(there.rotateKeyOnDemand({ KeyId: key.id }))).toBe('UnsupportedOperationException')
    await kms.rotateKeyOnDemand({ KeyId: key.id })
    const { Rotations = [] } = await there.listKeyRotations({ KeyId: key.id })
    expect(Rotations.map(({ KeyMaterialId }) => KeyMaterialId)).toEqual([key.materials[1]?.id])
  })

  it('an AWS managed key is rotated every year, by AWS alone', async () => {
    const key = fake.createKey({ manager: 'AWS', createdAt: new Date(Date.now() - 400 * day) })
    const status = await kms.getKeyRotationStatus({ KeyId: key.id })
    expect(status).toMatchObject({ KeyRotationEnabled: true, RotationPeriodInDays: 365 })
    expect(await refusal(kms.rotateKeyOnDemand({ KeyId: key.id }))).toBe('AccessDeniedException')
  })
})

describe('what else passes with time', () => {
  it('imported material expires, and the key waits for it', async () => {
    const validTo = new Date(Date.now() + 10 * day)
    const { id } = fake.createKey({ origin: 'EXTERNAL', validTo, state: 'Enabled' })
    const { CiphertextBlob } = await kms.encrypt({ KeyId: id, Plaintext: randomBytes(8) })
    fake.passTime(11 * day)
    expect(await stateOf(id)).toBe('PendingImport')
    expect(await refusal(kms.decrypt({ CiphertextBlob }))).toBe('KMSInvalidStateException')
    expect((await allMaterials(id))[0]).toMatchObject({ ImportState: 'PENDING_IMPORT' })
  })

  it('a key is gone when its days are over, with its aliases', async () => {
    const { id } = fake.createKey({ alias: 'short' })
    await kms.scheduleKeyDeletion({ KeyId: id, PendingWindowInDays: 7 })
    fake.passTime(7 * day + 1000)
    expect(await refusal(kms.describeKey({ KeyId: id }))).toBe('NotFoundException')
    expect((await kms.listKeys({})).Keys).toEqual([])
    expect((await kms.listAliases({})).Aliases).toEqual([])
  })

  it('a primary waits for its replicas, then for its own days', async () => {
    const key = fake.createKey({ multiRegion: true })
    fake.replicate(key, 'us-east-1')
    const answer = await kms.scheduleKeyDeletion({ KeyId: key.id, PendingWindowInDays: 10 })
    expect(answer).toMatchObject({ KeyState: 'PendingReplicaDeletion', PendingWindowInDays: 10 })
    expect(answer.DeletionDate).toBeUndefined()
    const there = clientOf(fake, 'us-east-1')
    await there.scheduleKeyDeletion({ KeyId: key.id, PendingWindowInDays: 7 })
    fake.passTime(8 * day)
    expect((await there.listKeys({})).Keys).toEqual([])
    expect(await stateOf(key.id)).toBe('PendingDeletion')
    fake.passTime(10 * day)
    expect(await refusal(kms.describeKey({ KeyId: key.id }))).toBe('NotFoundException')
  })

  it('a replica is being made for a while, and a primary being changed', async () => {
    fake.delays.region = 30_000
    const key = fake.createKey({ multiRegion: true })
    await kms.replicateKey({ KeyId: key.id, ReplicaRegion: 'us-east-1' })
    const there = clientOf(fake, 'us-east-1')
    const stateThere = async () => (await there.describeKey({ KeyId: key.id })).KeyMetadata?.KeyState
    expect(await stateThere()).toBe('Creating')
    fake.passTime(31_000)
    expect(await stateThere()).toBe('Enabled')
    await kms.updatePrimaryRegion({ KeyId: key.id, PrimaryRegion: 'us-east-1' })
    expect([await stateOf(key.id), await stateThere()]).toEqual(['Updating', 'Updating'])
    fake.passTime(31_000)
    expect([await stateOf(key.id), await stateThere()]).toEqual(['Enabled', 'Enabled'])
  })

  it('an import token lasts a day', async () => {
    const { id: KeyId } = fake.createKey({ origin: 'EXTERNAL' })
    const { ImportToken } = await kms.getParametersForImport({
      KeyId,
      WrappingAlgorithm: 'RSAES_OAEP_SHA_256',
      WrappingKeySpec: 'RSA_2048',
    })
    fake.passTime(day + 1000)
    const late = kms.importKeyMaterial({ KeyId, ImportToken, EncryptedKeyMaterial: randomBytes(256) })
    expect(await refusal(late)).toBe('ExpiredImportTokenException')
  })
})
