import { describe, expect, it } from 'vitest'
import { aliasNameOf } from '../../../../../../src/main/keys/aws-kms/manage/aliases.ts'
import { createGrant } from '../../../../../../src/main/keys/aws-kms/manage/grants.ts'
import { putKeyPolicy } from '../../../../../../src/main/keys/aws-kms/manage/put-key-policy.ts'
import { rotateKeyNow } from '../../../../../../src/main/keys/aws-kms/manage/rotation.ts'
import { tagKey } from '../../../../../../src/main/keys/aws-kms/manage/switch-key.ts'
import type { KeyArn } from '../../../../../../src/main/keys/aws-kms/key-arn.ts'
import { arnOf } from '../../../../../support/kms-rows.ts'
import { refusal, scriptedKms } from '../../../../../support/scripted-kms.ts'

const keyArn = arnOf('k') as KeyArn
const unknown = () => {
  throw refusal('KMS_OUTCOME_UNKNOWN')
}
const codeOf = (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => 'none',
    (error: { code: string }) => error.code,
  )

const put = async (document: string) => {
  let sent: Record<string, unknown> = {}
  const kms = scriptedKms({
    putKeyPolicy: (input: Record<string, unknown>) => {
      sent = input
      return {}
    },
  })
  const policy = { document, statements: [], iamDecides: true, mayChangePolicy: ['x'] }
  await putKeyPolicy(kms, keyArn, policy)
  return sent
}

const grant = (GrantId: string, Operations = ['Decrypt']) => ({ GrantId, Operations })

const denied = () => {
  throw refusal('KMS_ACCESS_DENIED')
}

const rotate = (materials: (string | undefined)[], status: object) => {
  const describeKey = () => ({ KeyMetadata: { CurrentKeyMaterialId: materials.shift() } })
  const kms = scriptedKms({ describeKey, rotateKeyOnDemand: unknown, getKeyRotationStatus: () => status })
  return codeOf(rotateKeyNow(kms, keyArn, () => new Date(0)))
}

const busy = () => {
  throw refusal('KMS_ROTATION_BUSY')
}

describe('the name of an alias', () => {
  it('gets its prefix', () => {
    expect(aliasNameOf('team/backups_2')).toBe('alias/team/backups_2')
  })

  it.each(['', 'two words', 'aws/s3', 'ü', 'a'.repeat(251), 'x:y'])('is not %j', (name) => {
    expect(() => aliasNameOf(name)).toThrow(expect.objectContaining({ code: 'INVALID_REQUEST' }))
  })
})

describe('a policy', () => {
  const statement = { Effect: 'Allow', Note: 'x'.repeat(100) }
  const policyOf = (statements: number, indent?: number) =>
    JSON.stringify({ Statement: Array.from({ length: statements }, () => statement) }, null, indent)

  it('is sent as it is shown, and the safety check is never passed by', async () => {
    const sent = await put(policyOf(3, 2))
    expect(sent).toStrictEqual({ KeyId: keyArn, PolicyName: 'default', Policy: policyOf(3, 2) })
  })

  it('loses its line breaks only where it would be too long with them', async () => {
    expect((await put(policyOf(240, 2)))['Policy']).toBe(policyOf(240))
  })

  it('that is too long all the same is not sent', async () => {
    expect(await codeOf(put(policyOf(300)))).toBe('INVALID_REQUEST')
  })
})

describe('a grant whose answer was lost', () => {
  const draft = {
    grantee: 'arn:aws:iam::111122223333:role/App',
    retiring: null,
    operations: ['Decrypt' as const],
    name: null,
    constraint: null,
    sourceArn: null,
  }

  it('is the one like it that was not there before', async () => {
    const lists = [[grant('g1')], [grant('g1'), grant('g2', ['Sign']), grant('g3')]]
    const kms = scriptedKms({ listGrants: () => ({ Grants: lists.shift() }), createGrant: unknown })
    expect(await createGrant(kms, keyArn, draft)).toBe('g3')
  })

  it('stays unknown where grants may not be listed', async () => {
    const kms = scriptedKms({ listGrants: denied, createGrant: unknown })
    expect(await codeOf(createGrant(kms, keyArn, draft))).toBe('KMS_OUTCOME_UNKNOWN')
    expect(kms.calls.filter((operation) => operation === 'CreateGrant')).toHaveLength(1)
  })
})

describe('a rotation by hand whose answer was lost', () => {
  it('happened where one runs, or where the material is another', async () => {
    expect(await rotate(['m1', 'm1'], { OnDemandRotationStartDate: new Date(0) })).toBe('none')
    expect(await rotate(['m1', 'm2'], {})).toBe('none')
  })

  it('stays unknown where nothing tells', async () => {
    expect(await rotate(['m1', 'm1'], {})).toBe('KMS_OUTCOME_UNKNOWN')
    expect(await rotate([undefined, 'm2'], {})).toBe('KMS_OUTCOME_UNKNOWN')
  })
})

it('a rotation that is due soon is waited for, and twenty minutes more', async () => {
  const kms = scriptedKms({
    describeKey: () => ({}),
    rotateKeyOnDemand: busy,
    getKeyRotationStatus: () => ({ NextRotationDate: new Date(600_000) }),
  })
  await expect(rotateKeyNow(kms, keyArn, () => new Date(0))).rejects.toMatchObject({
    facts: { retryAfter: '1970-01-01T00:30:00.000Z' },
  })
})

it('tags are taken away before others come, so that a full set has room', async () => {
  const kms = scriptedKms({ tagResource: () => ({}), untagResource: () => ({}) })
  await tagKey(kms, keyArn, { set: { a: '1' }, remove: ['b'] })
  await tagKey(kms, keyArn, { set: {}, remove: [] })
  expect(kms.calls).toStrictEqual(['UntagResource', 'TagResource'])
})
