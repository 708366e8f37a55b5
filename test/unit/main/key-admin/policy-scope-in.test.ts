import { describe, expect, it } from 'vitest'
import { policyScopeIn } from '../../../../src/main/key-admin/policy-scope-in.ts'
import { arnOf, kmsRow } from '../../../support/kms-rows.ts'
import { scriptedKms } from '../../../support/scripted-kms.ts'

/** A connection with these rows, this account by STS and this first alias. */
function scopeOf({ rows = [], sts, alias, region = 'eu-central-1' }: Partial<World>) {
  const kms = scriptedKms({
    listAliases: () => ({ Aliases: alias === undefined ? [] : [{ AliasArn: alias }] }),
  })
  const access = {
    sessionOf: async () => kms,
    sessionIn: async () => kms,
    rowOf: async () => null,
    readAgain: async () => null,
    rows: async () => rows,
    ...(sts === undefined ? {} : { accountOf: async () => sts }),
  }
  return policyScopeIn(access, { connectionId: 'c', region })
}

interface World {
  readonly rows: ReturnType<typeof kmsRow>[]
  readonly sts: string | null
  readonly alias: string
  readonly region: string
}

const alias = 'arn:aws:kms:eu-central-1:222222222222:alias/aws/s3'

describe('the account of a new key', () => {
  it('is that of the connection’s keys', async () => {
    expect(await scopeOf({ rows: [kmsRow('k')], sts: '333333333333', alias })).toStrictEqual({
      account: '111122223333',
      partition: 'aws',
    })
  })

  it('is not that of another connection’s keys', async () => {
    const ref = { service: 'aws', connectionId: 'other', keyArn: arnOf('k') } as const
    expect((await scopeOf({ rows: [kmsRow('k', { ref })], alias })).account).toBe('222222222222')
  })

  it('is what STS says, else the account of AWS’s own aliases', async () => {
    expect((await scopeOf({ sts: '333333333333', alias })).account).toBe('333333333333')
    expect((await scopeOf({ sts: null, alias })).account).toBe('222222222222')
  })

  it('is in the Region’s partition', async () => {
    expect((await scopeOf({ sts: '333333333333', region: 'cn-north-1' })).partition).toBe('aws-cn')
  })

  it('is said to be unknown where nothing tells it', async () => {
    await expect(scopeOf({})).rejects.toMatchObject({
      code: 'KMS_ACCOUNT_UNKNOWN',
      facts: { reason: 'ofConnection' },
    })
  })
})
