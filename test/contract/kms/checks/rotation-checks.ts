import assert from 'node:assert/strict'
import type { KeyArn } from '../../../../src/main/keys/aws-kms/key-arn.ts'
import { rotateKeyNow, setAutomaticRotation } from '../../../../src/main/keys/aws-kms/manage/rotation.ts'
import { disableKey } from '../../../../src/main/keys/aws-kms/manage/switch-key.ts'
import { decryptBytes, encryptBytes } from '../../../../src/main/keys/aws-kms/use/encrypt-and-decrypt.ts'
import type { ContractCheck } from '../contract-check.ts'
import { refusalOf, type ContractKms } from '../contract-kms.ts'

const day = 24 * 3600_000
const statusOf = ({ session }: ContractKms, keyArn: KeyArn) =>
  session.call({ operation: 'GetKeyRotationStatus', keyArn }, (sdk) =>
    sdk.getKeyRotationStatus({ KeyId: keyArn }),
  )
const materialsOf = async (
  { session }: ContractKms,
  keyArn: KeyArn,
  IncludeKeyMaterial: 'ALL_KEY_MATERIAL' | 'ROTATIONS_ONLY' = 'ALL_KEY_MATERIAL',
) => {
  const answer = await session.call({ operation: 'ListKeyRotations', keyArn }, (sdk) =>
    sdk.listKeyRotations({ KeyId: keyArn, IncludeKeyMaterial }),
  )
  return answer.Rotations ?? []
}

/** A rotation by hand takes a while at AWS. */
async function rotated(kms: ContractKms, keyArn: KeyArn): Promise<void> {
  await rotateKeyNow(kms.session, keyArn, () => new Date())
  for (let tries = 0; tries < 40; tries += 1) {
    const { OnDemandRotationStartDate } = await statusOf(kms, keyArn)
    if (OnDemandRotationStartDate === undefined) return
    await new Promise((resolve) => setTimeout(resolve, 3_000))
  }
  throw new Error('the rotation did not end')
}

/** Automatic rotation, rotation by hand, and key materials. */
export const rotationChecks: readonly ContractCheck[] = [
  {
    name: 'a new key does not rotate by itself',
    run: async (kms) => {
      const status = await statusOf(kms, await kms.sharedKey())
      assert.equal(status.KeyRotationEnabled, false)
      assert.equal(status.NextRotationDate, undefined)
    },
  },
  {
    name: 'automatic rotation has its period, is changed, and is turned off',
    run: async (kms) => {
      const keyArn = await kms.newKey()
      await setAutomaticRotation(kms.session, keyArn, 180)
      const status = await statusOf(kms, keyArn)
      assert.equal(status.KeyRotationEnabled, true)
      assert.equal(status.RotationPeriodInDays, 180)
      await setAutomaticRotation(kms.session, keyArn, 2560)
      assert.equal((await statusOf(kms, keyArn)).RotationPeriodInDays, 2560)
      await setAutomaticRotation(kms.session, keyArn, null)
      assert.equal((await statusOf(kms, keyArn)).KeyRotationEnabled, false)
    },
  },
  {
    name: 'the next automatic rotation is a period ahead',
    run: async (kms) => {
      const keyArn = await kms.newKey()
      await setAutomaticRotation(kms.session, keyArn, 180)
      const { NextRotationDate } = await statusOf(kms, keyArn)
      const days = ((NextRotationDate?.getTime() ?? 0) - Date.now()) / day
      assert.ok(days > 178 && days < 182, `in ${days} days`)
    },
  },
  {
    name: 'a period of 89 days is refused',
    run: async (kms) => {
      const short = setAutomaticRotation(kms.session, await kms.newKey(), 89)
      assert.equal(await refusalOf(short), 'ValidationException')
    },
  },
  {
    name: 'key pairs and HMAC keys do not rotate by themselves',
    run: async (kms) => {
      const unsupported = 'UnsupportedOperationException'
      for (const draft of [
        { spec: 'RSA_2048', usage: 'SIGN_VERIFY' },
        { spec: 'HMAC_256', usage: 'GENERATE_VERIFY_MAC' },
      ] as const) {
        const keyArn = await kms.sharedKey(draft)
        assert.equal(await refusalOf(setAutomaticRotation(kms.session, keyArn, 365)), unsupported)
        const byHand = rotateKeyNow(kms.session, keyArn, () => new Date())
        assert.equal(await refusalOf(byHand), unsupported)
      }
    },
  },
  {
    name: 'the first material has no rotation, and is told only where all are asked for',
    run: async (kms) => {
      const keyArn = await kms.newKey()
      const [first, ...more] = await materialsOf(kms, keyArn)
      assert.equal(more.length, 0)
      assert.equal(first?.KeyMaterialState, 'CURRENT')
      assert.equal(first?.RotationDate, undefined)
      assert.equal((await materialsOf(kms, keyArn, 'ROTATIONS_ONLY')).length, 0)
    },
  },
  {
    name: 'a rotation by hand gives new material, and what the old one sealed still opens',
    run: async (kms) => {
      const keyArn = await kms.newKey()
      const options = { keyArn, algorithm: null, context: {} }
      const sealed = await encryptBytes(kms.session, Buffer.from('before'), options)
      const before = await decryptBytes(kms.session, sealed.bytes, options)
      await rotated(kms, keyArn)
      const materials = await materialsOf(kms, keyArn)
      const current = materials.find(({ KeyMaterialState }) => KeyMaterialState === 'CURRENT')
      assert.equal(materials.length, 2)
      assert.notEqual(current?.KeyMaterialId, before.keyMaterialId)
      assert.equal(current?.RotationType, 'ON_DEMAND')
      assert.ok(current?.RotationDate instanceof Date)
      const after = await decryptBytes(kms.session, sealed.bytes, options)
      assert.equal(after.keyMaterialId, before.keyMaterialId)
    },
  },
  {
    name: 'a disabled key is not rotated',
    run: async (kms) => {
      const keyArn = await kms.newKey()
      await disableKey(kms.session, keyArn)
      const turnedOn = setAutomaticRotation(kms.session, keyArn, 365)
      assert.equal(await refusalOf(turnedOn), 'DisabledException')
      const byHand = rotateKeyNow(kms.session, keyArn, () => new Date())
      assert.equal(await refusalOf(byHand), 'DisabledException')
    },
  },
]
