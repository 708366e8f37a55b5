import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  readPolicy,
  summarizePolicy,
} from '../../../../../../src/main/keys/aws-kms/policy/summarize-policy.ts'
import { keyPolicy } from '../../../../../../src/shared/model/key-page.ts'
import { isVaultError } from '../../../../../../src/shared/vault-error.ts'
import {
  adminArn,
  cloudTrailPolicy,
  consolePolicy,
  denyUnlessPolicy,
  rootArn,
  scope,
  serviceManagedPolicy,
  userArn,
} from './support/known-policies.ts'

const summaryOf = (policy: unknown) => summarizePolicy(JSON.stringify(policy), scope)

/** The lines of the shown document that a statement says it is. */
const linesOf = (summary: ReturnType<typeof summaryOf>, index: number): string => {
  const range = summary.statements[index]?.lines ?? { first: 0, last: 0 }
  return summary.document
    .split('\n')
    .slice(range.first - 1, range.last)
    .join('\n')
    .replace(/,$/, '')
}

const withFields = (more: object) =>
  summaryOf({ Statement: [{ Effect: 'Allow', Principal: '*', Action: 'kms:*', ...more }] }).statements[0]

const changers = (...statements: object[]) => summaryOf({ Statement: statements }).mayChangePolicy

const problemOf = (text: string): unknown => {
  try {
    return readPolicy(text, scope)
  } catch (error) {
    return isVaultError(error) ? { code: error.code, ...error.facts } : error
  }
}

describe('the console’s policy', () => {
  const summary = summaryOf(consolePolicy)

  it('says who may do what', () => {
    expect(summary.statements.map(({ principals, may }) => [principals[0]?.id, may])).toStrictEqual([
      [rootArn, ['everything']],
      [adminArn, ['administer', 'grant', 'read', 'delete']],
      [userArn, ['use', 'read']],
      [userArn, ['grant', 'read']],
    ])
  })

  it('leaves the decision to IAM as well, and can be changed later', () => {
    expect(summary).toMatchObject({ iamDecides: true, mayChangePolicy: [rootArn, adminArn] })
  })

  it('names principals by their kind and account', () => {
    expect(summary.statements[2]?.principals).toStrictEqual([
      { kind: 'role', id: userArn, ownAccount: true },
      { kind: 'account', id: 'arn:aws:iam::444455556666:root', ownAccount: false },
    ])
  })

  it('puts conditions in words', () => {
    expect(summary.statements[3]?.conditions).toStrictEqual(['kms:GrantIsForAWSResource is true'])
  })

  it('finds each statement in the document that is shown', () => {
    consolePolicy.Statement.forEach((statement, index) => {
      expect(JSON.parse(linesOf(summary, index))).toStrictEqual(statement)
    })
  })
})

describe('policies that tie a key to services', () => {
  it.each(['s3', 'ec2', 'rds', 'dynamodb', 'backup'])('names %s by kms:ViaService', (service) => {
    const summary = summaryOf(serviceManagedPolicy(service))
    expect(summary.statements[0]).toMatchObject({
      principals: [{ kind: 'everybody', id: '*', ownAccount: false }],
      services: [service],
    })
    expect(summary.statements[0]?.conditions).toContain(
      `kms:ViaService is ${service}.eu-central-1.amazonaws.com`,
    )
    expect(summary).toMatchObject({ iamDecides: false, mayChangePolicy: [] })
  })

  it('names a service principal, of a statement that stands alone', () => {
    const summary = summaryOf(cloudTrailPolicy)
    expect(summary.statements).toHaveLength(1)
    expect(summary.statements[0]).toMatchObject({
      services: ['cloudtrail'],
      principals: [{ kind: 'service', id: 'cloudtrail.amazonaws.com' }],
    })
    expect(JSON.parse(`{${linesOf(summary, 0)}}`)).toStrictEqual({ Statement: cloudTrailPolicy.Statement })
  })

  it('names what a Deny leaves out', () => {
    expect(summaryOf(denyUnlessPolicy).statements[0]).toMatchObject({
      allows: false,
      services: ['dynamodb', 'rds'],
      conditions: [
        'kms:ViaService is not rds.eu-central-1.amazonaws.com nor dynamodb.eu-central-1.amazonaws.com',
      ],
    })
  })

  it('ties to none where the condition is the other way round, or for any service', () => {
    const [statement] = denyUnlessPolicy.Statement
    const allow = { ...statement, Effect: 'Allow' }
    const any = {
      ...statement,
      Effect: 'Allow',
      Condition: { StringLike: { 'kms:ViaService': '*.amazonaws.com' } },
    }
    expect(summaryOf({ Statement: [allow, any] }).statements.map(({ services }) => services)).toStrictEqual([
      [],
      [],
    ])
  })
})

describe('what else a policy may say', () => {
  it.each([
    ['kms:GenerateDataKey', ['use']],
    ['KMS:generatedatakey', ['use']],
    ['kms:Get*', ['read']],
    ['kms:?ncrypt', ['use']],
    ['*', ['everything']],
    ['s3:GetObject', ['other']],
    ['kms:ScheduleKeyDeletion', ['delete']],
    ['kms:*Grant', ['grant']],
  ])('the action %s comes to %j', (Action, may) => {
    expect(withFields({ Action })?.may).toStrictEqual(may)
  })

  it('NotAction is everything else', () => {
    const read = withFields({ Action: undefined, NotAction: ['kms:*Key*', 'kms:*Alias*'] })
    expect(read?.may).not.toContain('everything')
    expect(read?.may).toContain('use')
    expect(read?.actions[0]).toBe('every action except kms:*Key*')
  })

  it.each([
    ['111122223333', 'account', true],
    ['444455556666', 'account', false],
    ['arn:aws:iam::111122223333:user/mira', 'user', true],
    ['arn:aws:sts::111122223333:assumed-role/App/session', 'role', true],
    ['arn:aws:sts::444455556666:federated-user/x', 'federated', false],
    ['AIDACKCEVSQ6C2EXAMPLE', 'other', true],
  ])('the principal %s is of the kind %s', (id, kind, ownAccount) => {
    expect(withFields({ Principal: { AWS: id } })?.principals).toStrictEqual([{ kind, id, ownAccount }])
  })

  it.each([
    [{ StringEquals: { 'kms:CallerAccount': ['1', '2'] } }, 'kms:CallerAccount is 1 or 2'],
    [{ Null: { 'kms:EncryptionContextKeys': 'true' } }, 'kms:EncryptionContextKeys is not given'],
    [
      { 'ForAnyValue:StringLikeIfExists': { 'aws:PrincipalOrgPaths': 'o-1/*' } },
      'any aws:PrincipalOrgPaths is like o-1/*, where it is given',
    ],
    [{ NotIpAddress: { 'aws:SourceIp': '10.0.0.0/8' } }, 'aws:SourceIp is not in 10.0.0.0/8'],
    [{ Unheard: { 'aws:Of': 'x' } }, 'aws:Of Unheard x'],
  ])('the condition %j reads as a sentence', (Condition, words) => {
    expect(withFields({ Condition })?.conditions).toStrictEqual([words])
  })
})

describe('who could change the policy later', () => {
  const allow = { Effect: 'Allow', Principal: { AWS: adminArn }, Action: 'kms:Put*', Resource: '*' }

  it('is whom it allows, under a condition too', () => {
    expect(changers(allow, { ...allow, Principal: { AWS: userArn }, Condition: { Bool: {} } })).toStrictEqual(
      [adminArn, userArn],
    )
  })

  it('is nobody of whom it denies, themselves or with their account', () => {
    const deny = { ...allow, Effect: 'Deny' }
    expect(changers(allow, deny)).toStrictEqual([])
    expect(changers(allow, { ...deny, Principal: { AWS: '111122223333' } })).toStrictEqual([])
    expect(changers(allow, { ...deny, Principal: '*' })).toStrictEqual([])
    expect(changers(allow, { ...deny, Principal: { AWS: userArn } })).toStrictEqual([adminArn])
    const butAdmins = { Effect: 'Deny', NotPrincipal: { AWS: adminArn }, Action: 'kms:*' }
    expect(changers(allow, butAdmins)).toStrictEqual([adminArn])
  })

  it('is no service', () => {
    expect(changers({ ...allow, Principal: { Service: 's3.amazonaws.com' } })).toStrictEqual([])
  })
})

describe('a text that is no policy', () => {
  it.each([
    ['{\n  "Version": "2012-10-17",\n}', 3, 'jsonStringExpected'],
    ['{\n  "Statement": [\n    {} {}\n  ]\n}', 3, 'jsonListNotClosed'],
    ['{"a": 1,\n\n"a": 2}', 3, 'jsonKeyTwice'],
    ['{"a": tru}', 1, 'jsonValueExpected'],
    ['{"a": "\n"}', 1, 'jsonStringExpected'],
    ['{}\n{}', 2, 'jsonMoreAfterEnd'],
    ['', 1, 'jsonValueExpected'],
    ['[123456789012345678901234567890]', 1, 'jsonNumberTooLarge'],
    ['['.repeat(100_000), 1, 'jsonTooDeep'],
  ])('names the line of %j', (text, line, reason) => {
    expect(problemOf(text)).toMatchObject({ code: 'INVALID_REQUEST', line, reason })
  })

  it('names the line of a statement without an effect', () => {
    const text = JSON.stringify({ Version: '1', Statement: [{ Effect: 'Allow' }, { Effect: 'Maybe' }] })
    expect(problemOf(text)).toMatchObject({ reason: 'policyStatementMissing', line: 7 })
  })
})

it('anything that JSON.parse takes is summed up without throwing, its document the same value', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = JSON.stringify(value)
      fc.pre(!/\d{15}|e\+/.test(text))
      const summary = summarizePolicy(text, scope)
      keyPolicy.parse(summary)
      expect(JSON.parse(summary.document)).toStrictEqual(JSON.parse(text))
    }),
  )
})

it('anything that looks like a policy is summed up without throwing, each statement at its lines', () => {
  const text = fc.oneof(fc.string(), fc.constantFrom('*', 'kms:*', 'Allow', 'Deny', rootArn, '__proto__'))
  const value = fc.oneof(text, fc.array(text), fc.dictionary(text, fc.oneof(text, fc.array(text))))
  const field = fc.constantFrom(
    'Effect',
    'Principal',
    'NotPrincipal',
    'Action',
    'NotAction',
    'Condition',
    'Sid',
  )
  const statements = fc.array(fc.dictionary(field, value))
  fc.assert(
    fc.property(statements, text, (Statement, Id) => {
      const summary = summaryOf({ Id, Statement, Version: '1' })
      Statement.forEach((statement, index) => {
        expect(JSON.parse(linesOf(summary, index))).toStrictEqual(JSON.parse(JSON.stringify(statement)))
      })
    }),
  )
})
