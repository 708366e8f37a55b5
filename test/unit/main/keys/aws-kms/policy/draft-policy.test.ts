import { describe, expect, it } from 'vitest'
import { draftPolicy } from '../../../../../../src/main/keys/aws-kms/policy/draft-policy.ts'
import {
  granteeService,
  summarizeGrant,
} from '../../../../../../src/main/keys/aws-kms/policy/summarize-grant.ts'
import { adminArn, consolePolicy, scope, userArn } from './support/known-policies.ts'

const draft = {
  spec: 'SYMMETRIC_DEFAULT',
  usage: 'ENCRYPT_DECRYPT',
  origin: 'AWS_KMS',
  multiRegion: false,
  administrators: [adminArn],
  users: [userArn, 'arn:aws:iam::444455556666:root'],
  accountRoot: true,
} as const
type Draft = Parameters<typeof draftPolicy>[0]

const documentOf = (changes: Partial<Draft> = {}) => {
  const { administrators, users, ...rest } = draft
  const whole = { ...rest, administrators: [...administrators], users: [...users], ...changes }
  return JSON.parse(draftPolicy(whole, scope).document) as typeof consolePolicy
}

describe('the policy of a new key', () => {
  it('is what the console writes', () => {
    expect(documentOf()).toStrictEqual(consolePolicy)
  })

  it('is the account’s own statement alone by default', () => {
    expect(documentOf({ administrators: [], users: [] }).Statement).toStrictEqual([
      consolePolicy.Statement[0],
    ])
  })

  it.each([
    ['RSA_2048', 'ENCRYPT_DECRYPT', 'kms:GetPublicKey'],
    ['ECC_NIST_P256', 'SIGN_VERIFY', 'kms:Sign'],
    ['HMAC_256', 'GENERATE_VERIFY_MAC', 'kms:GenerateMac'],
    ['ECC_NIST_P384', 'KEY_AGREEMENT', 'kms:DeriveSharedSecret'],
  ] as const)('lets users of %s for %s use %s, without grants', (spec, usage, action) => {
    const statements = documentOf({ spec, usage }).Statement
    expect(statements).toHaveLength(3)
    expect(statements[2]?.Action).toContain(action)
  })

  it('lets administrators import and replicate where the key has that', () => {
    const actions = documentOf({ origin: 'EXTERNAL', multiRegion: true }).Statement[1]?.Action
    expect(actions).toEqual(expect.arrayContaining(['kms:ImportKeyMaterial', 'kms:ReplicateKey']))
  })

  it('names the account in its own partition', () => {
    const china = { account: '111122223333', partition: 'aws-cn' }
    const { document } = draftPolicy({ ...draft, administrators: [], users: [] }, china)
    expect(document).toContain('arn:aws-cn:iam::111122223333:root')
  })
})

describe('a grant', () => {
  it.each([
    ['rds.eu-central-1.amazonaws.com', 'rds'],
    ['dynamodb.amazonaws.com', 'dynamodb'],
    ['fas.s3.aws.internal', 'fas.s3'],
    [
      'arn:aws:iam::111122223333:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling',
      'autoscaling',
    ],
    ['arn:aws:sts::111122223333:assumed-role/aws:ec2-infrastructure/i-0abc', 'ec2'],
    ['arn:aws:iam::111122223333:role/App', null],
  ])('whose grantee is %s belongs to %s', (grantee, service) => {
    expect(granteeService(grantee)).toBe(service)
  })

  it('of a service principal names the service as its grantee', () => {
    const grant = { GrantId: 'g1', GranteeServicePrincipal: 'lambda.amazonaws.com', IssuingAccount: 'x' }
    expect(summarizeGrant(grant)).toMatchObject({ grantee: 'lambda.amazonaws.com', service: 'lambda' })
  })

  it('is summed up with its constraint and dates', () => {
    const grant = {
      GrantId: 'g1',
      Name: '',
      GranteePrincipal: userArn,
      RetiringPrincipal: 'rds.eu-central-1.amazonaws.com',
      Operations: ['Decrypt' as const],
      Constraints: { EncryptionContextEquals: { a: 'b' } },
      CreationDate: new Date('2026-01-02T03:04:05Z'),
    }
    expect(summarizeGrant(grant)).toStrictEqual({
      id: 'g1',
      name: null,
      grantee: userArn,
      retiring: 'rds.eu-central-1.amazonaws.com',
      issuedBy: null,
      operations: ['Decrypt'],
      constraint: { kind: 'equals', pairs: { a: 'b' } },
      sourceArn: null,
      createdAt: '2026-01-02T03:04:05.000Z',
      service: 'rds',
    })
  })
})
