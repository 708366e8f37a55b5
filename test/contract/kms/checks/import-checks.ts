import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import type { KeyArn } from '../../../../src/main/keys/aws-kms/key-arn.ts'
import {
  deleteKeyMaterial,
  getImportParameters,
  importKeyMaterial,
} from '../../../../src/main/keys/aws-kms/import/import-key-material.ts'
import { wrapKeyMaterial } from '../../../../src/main/keys/aws-kms/import/wrap-key-material.ts'
import { rotateKeyNow } from '../../../../src/main/keys/aws-kms/manage/rotation.ts'
import { decryptBytes, encryptBytes } from '../../../../src/main/keys/aws-kms/use/encrypt-and-decrypt.ts'
import { Secret } from '../../../../src/main/secret/secret.ts'
import type { ImportDraft } from '../../../../src/shared/model/key-page.ts'
import type { ContractCheck } from '../contract-check.ts'
import { refusalOf, type ContractKms } from '../contract-kms.ts'

const external = { origin: 'EXTERNAL' } as const

async function bringIn(
  kms: ContractKms,
  keyArn: KeyArn,
  { bytes, ...draft }: { readonly bytes: Uint8Array } & Partial<ImportDraft>,
): Promise<string | null> {
  const wrapping = draft.wrapping ?? 'RSAES_OAEP_SHA_256'
  const wrappingSpec = draft.wrappingSpec ?? 'RSA_2048'
  const { publicKey, token } = await getImportParameters(kms.session, keyArn, { wrapping, wrappingSpec })
  const material = Secret.take(new Uint8Array(bytes))
  const wrapped = wrapKeyMaterial(material, publicKey, { wrapping, wrappingSpec })
  material.wipe()
  return importKeyMaterial(kms.session, keyArn, {
    wrapped,
    token,
    validTo: draft.validTo ?? null,
    type: draft.type ?? null,
    keyMaterialId: null,
    description: null,
  })
}

const describe = async ({ session }: ContractKms, keyArn: KeyArn) =>
  (await session.call({ operation: 'DescribeKey', keyArn }, (sdk) => sdk.describeKey({ KeyId: keyArn })))
    .KeyMetadata

/** Key material of one's own. */
export const importChecks: readonly ContractCheck[] = [
  {
    name: 'a key for material of one’s own waits for it',
    run: async (kms) => {
      const metadata = await describe(kms, await kms.newKey(external))
      assert.equal(metadata?.KeyState, 'PendingImport')
      assert.equal(metadata?.Origin, 'EXTERNAL')
    },
  },
  ...(['RSAES_OAEP_SHA_256', 'RSA_AES_KEY_WRAP_SHA_256'] as const).map((wrapping) => ({
    name: `material wrapped with ${wrapping} makes the key usable`,
    run: async (kms: ContractKms) => {
      const keyArn = await kms.newKey(external)
      await bringIn(kms, keyArn, { bytes: randomBytes(32), wrapping })
      const metadata = await describe(kms, keyArn)
      assert.equal(metadata?.KeyState, 'Enabled')
      assert.equal(metadata?.ExpirationModel, 'KEY_MATERIAL_DOES_NOT_EXPIRE')
      const options = { keyArn, algorithm: null, context: {} }
      const sealed = await encryptBytes(kms.session, Buffer.from('own'), options)
      assert.equal(
        Buffer.from((await decryptBytes(kms.session, sealed.bytes, options)).bytes).toString(),
        'own',
      )
    },
  })),
  {
    name: 'material that expires says when',
    run: async (kms) => {
      const keyArn = await kms.newKey(external)
      const validTo = new Date(Math.floor(Date.now() / 1000) * 1000 + 90 * 24 * 3600_000).toISOString()
      await bringIn(kms, keyArn, { bytes: randomBytes(32), validTo })
      const metadata = await describe(kms, keyArn)
      assert.equal(metadata?.ExpirationModel, 'KEY_MATERIAL_EXPIRES')
      assert.equal(metadata?.ValidTo?.toISOString(), validTo)
    },
  },
  {
    name: 'material expires on a day to come, within a year',
    run: async (kms) => {
      const keyArn = await kms.newKey(external)
      for (const days of [-1, 400]) {
        const validTo = new Date(Date.now() + days * 24 * 3600_000).toISOString()
        const refused = bringIn(kms, keyArn, { bytes: randomBytes(32), validTo })
        assert.equal(await refusalOf(refused), 'ValidationException')
      }
    },
  },
  {
    name: 'material of one generation that is gone makes the whole key wait for it',
    run: async (kms) => {
      const keyArn = await kms.newKey(external)
      const bytes = randomBytes(32)
      const first = await bringIn(kms, keyArn, { bytes })
      await bringIn(kms, keyArn, { bytes: randomBytes(32), type: 'NEW_KEY_MATERIAL' })
      await rotateKeyNow(kms.session, keyArn, () => new Date())
      await deleteKeyMaterial(kms.session, keyArn, first)
      assert.equal((await describe(kms, keyArn))?.KeyState, 'PendingImport')
      await bringIn(kms, keyArn, { bytes })
      assert.equal((await describe(kms, keyArn))?.KeyState, 'Enabled')
    },
  },
  {
    name: 'without its material a key is of no use until the same material is back',
    run: async (kms) => {
      const keyArn = await kms.newKey(external)
      const bytes = randomBytes(32)
      await bringIn(kms, keyArn, { bytes })
      const options = { keyArn, algorithm: null, context: {} }
      const sealed = await encryptBytes(kms.session, Buffer.from('own'), options)
      await deleteKeyMaterial(kms.session, keyArn, null)
      assert.equal((await describe(kms, keyArn))?.KeyState, 'PendingImport')
      const open = () => decryptBytes(kms.session, sealed.bytes, options)
      assert.equal(await refusalOf(open()), 'KMSInvalidStateException')
      const other = bringIn(kms, keyArn, { bytes: randomBytes(32) })
      assert.equal(await refusalOf(other), 'IncorrectKeyMaterialException')
      await bringIn(kms, keyArn, { bytes })
      assert.equal(Buffer.from((await open()).bytes).toString(), 'own')
    },
  },
  {
    name: 'new material waits, and a rotation by hand takes it into use',
    run: async (kms) => {
      const keyArn = await kms.newKey(external)
      const first = await bringIn(kms, keyArn, { bytes: randomBytes(32) })
      const second = await bringIn(kms, keyArn, { bytes: randomBytes(32), type: 'NEW_KEY_MATERIAL' })
      assert.notEqual(first, second)
      const states = async () => {
        const { Rotations = [] } = await kms.session.call({ operation: 'ListKeyRotations', keyArn }, (sdk) =>
          sdk.listKeyRotations({ KeyId: keyArn, IncludeKeyMaterial: 'ALL_KEY_MATERIAL' }),
        )
        return new Map(Rotations.map((one) => [one.KeyMaterialId, one.KeyMaterialState]))
      }
      assert.equal((await states()).get(second ?? ''), 'PENDING_ROTATION')
      await rotateKeyNow(kms.session, keyArn, () => new Date())
      for (let tries = 0; tries < 20 && (await states()).get(second ?? '') !== 'CURRENT'; tries += 1) {
        await new Promise((resolve) => setTimeout(resolve, 3_000))
      }
      assert.deepEqual(
        [(await states()).get(first ?? ''), (await states()).get(second ?? '')],
        ['NON_CURRENT', 'CURRENT'],
      )
    },
  },
  {
    name: 'a rotation by hand without new material is refused',
    run: async (kms) => {
      const keyArn = await kms.newKey(external)
      await bringIn(kms, keyArn, { bytes: randomBytes(32) })
      const rotated = rotateKeyNow(kms.session, keyArn, () => new Date())
      assert.equal(await refusalOf(rotated), 'KMSInvalidStateException')
    },
  },
  {
    name: 'material of the wrong length is refused',
    run: async (kms) => {
      const wrong = bringIn(kms, await kms.newKey(external), { bytes: randomBytes(31) })
      assert.equal(await refusalOf(wrong), 'IncorrectKeyMaterialException')
    },
  },
  {
    name: 'a key that KMS made takes no material',
    run: async (kms) => {
      const options = { wrapping: 'RSAES_OAEP_SHA_256', wrappingSpec: 'RSA_2048' } as const
      const asked = getImportParameters(kms.session, await kms.sharedKey(), options)
      assert.equal(await refusalOf(asked), 'UnsupportedOperationException')
    },
  },
]
