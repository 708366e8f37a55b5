import assert from 'node:assert/strict'
import { listMaterials } from '../../../../src/main/keys/aws-kms/listing/list-materials.ts'
import { readKeys } from '../../../../src/main/keys/aws-kms/listing/read-keys.ts'
import { createAlias, deleteAlias } from '../../../../src/main/keys/aws-kms/manage/aliases.ts'
import { rotateKeyNow, setAutomaticRotation } from '../../../../src/main/keys/aws-kms/manage/rotation.ts'
import { MemoryKeyCache } from '../../../support/memory-key-cache.ts'
import type { KeyRow } from '../../../../src/shared/model/key.ts'
import type { ContractCheck } from '../contract-check.ts'
import type { ContractKms } from '../contract-kms.ts'

/** Every key of the Region, as the Keys page reads it. */
async function rowsOf({ session, region }: ContractKms): Promise<ReadonlyMap<string, KeyRow>> {
  const rows = new Map<string, KeyRow>()
  await readKeys({
    session,
    connectionId: 'contract',
    region,
    known: [],
    cache: new MemoryKeyCache(),
    now: () => new Date(),
    onRows: (read) => read.forEach((row) => rows.set(row.arn ?? '', row)),
    onGone: (arns) => arns.forEach((arn) => rows.delete(arn)),
    onProgress: () => {},
  })
  return rows
}

/** Reading keys as the app does it. */
export const listChecks: readonly ContractCheck[] = [
  {
    name: 'the app’s reading of a Region has every key with its names and tags',
    run: async (kms) => {
      const keyArn = await kms.newKey({ description: 'listed', tags: { team: 'media' } })
      const aliases = [kms.newAlias(), kms.newAlias()].toSorted()
      for (const alias of aliases) await createAlias(kms.session, keyArn, alias)
      const row = (await rowsOf(kms)).get(keyArn)
      assert.deepEqual(row?.aliases, aliases)
      assert.deepEqual(row?.tags, { team: 'media' })
      assert.equal(row?.description, 'listed')
      assert.equal(row?.state, 'Enabled')
      assert.equal(row?.canEncrypt, true)
      assert.deepEqual(row?.denied, [])
      for (const alias of aliases) await deleteAlias(kms.session, keyArn, alias)
    },
  },
  {
    name: 'the app’s reading of a Region tells how keys rotate',
    run: async (kms) => {
      const keyArn = await kms.newKey()
      await setAutomaticRotation(kms.session, keyArn, 400)
      const rotation = (await rowsOf(kms)).get(keyArn)?.rotation
      assert.equal(rotation?.automatic, true)
      assert.equal(rotation?.periodDays, 400)
      assert.ok(Date.parse(rotation?.nextAt ?? '') > Date.now())
    },
  },
  {
    name: 'the app reads key materials oldest first',
    run: async (kms) => {
      const keyArn = await kms.newKey()
      await rotateKeyNow(kms.session, keyArn, () => new Date())
      let materials = await listMaterials(kms.session, keyArn)
      for (let tries = 0; tries < 20 && materials.length < 2; tries += 1) {
        await new Promise((resolve) => setTimeout(resolve, 3_000))
        materials = await listMaterials(kms.session, keyArn)
      }
      assert.deepEqual(
        materials.map(({ state }) => state),
        ['NON_CURRENT', 'CURRENT'],
      )
    },
  },
]
