import { randomBytes } from 'node:crypto'
import { GrantOperation } from '@aws-sdk/client-kms'
import { FakeError } from '../fake-error.ts'
import type { FakeGrant } from '../fake-grant.ts'
import type { FakeKey } from '../fake-key.ts'
import type { Input } from '../input.ts'
import { seconds } from '../key-metadata.ts'
import { pageOf } from '../paging.ts'
import { endDryRun, namedKey, type Answer, type FakeKeyOperation, type OperationScope } from './operation.ts'

const grantOperationNames: ReadonlySet<string> = new Set(Object.values(GrantOperation))
const mostGrants = 50_000

export const grantOperations = {
  ListGrants: { keyFrom: namedKey, crossAccount: true, readsOnly: true, run: listGrants },
  CreateGrant: { keyFrom: namedKey, crossAccount: true, run: createGrant },
  RetireGrant: { keyFrom: keyToRetire, crossAccount: true, run: retireGrant },
  RevokeGrant: { keyFrom: namedKey, crossAccount: true, run: revokeGrant },
} as const satisfies Record<string, FakeKeyOperation>

function createGrant(key: FakeKey, scope: OperationScope): Answer {
  const { input, caller, now } = scope
  const operations = input.texts('Operations')
  if (operations.length === 0 || operations.some((name) => !grantOperationNames.has(name))) {
    throw new FakeError('ValidationException', 'Value at operations failed to satisfy constraint')
  }
  const wanted = {
    name: input.text('Name') ?? null,
    grantee: principal(input, 'Grantee') ?? input.required('GranteePrincipal'),
    retiring: principal(input, 'Retiring') ?? null,
    issuingAccount: `arn:aws:iam::${caller.account}:root`,
    operations,
    ...constraintsOf(key, input.structure('Constraints')),
  }
  checkService(input)
  endDryRun(scope)
  // A grant of the same name and parameters is the same grant.
  const same = key.grants.find((grant) => grant.name !== null && isSame(grant, wanted))
  if (same !== undefined) return { GrantId: same.id, GrantToken: same.token }
  if (key.grants.length >= mostGrants) throw new FakeError('LimitExceededException', 'Too many grants.')
  const made = { ...wanted, id: randomBytes(32).toString('hex'), token: newToken(), createdAt: now }
  key.grants.push(made)
  return { GrantId: made.id, GrantToken: made.token }
}

function isSame(grant: FakeGrant, wanted: Omit<FakeGrant, 'id' | 'token' | 'createdAt'>): boolean {
  const { id: _id, token: _token, createdAt: _createdAt, ...rest } = grant
  return JSON.stringify(Object.entries(rest).toSorted()) === JSON.stringify(Object.entries(wanted).toSorted())
}

function principal(input: Input, whose: 'Grantee' | 'Retiring'): string | undefined {
  const arn = input.text(`${whose}Principal`)
  if (arn !== undefined && !/^arn:aws[\w-]*:(iam|sts)::\d{12}:/.test(arn)) {
    throw new FakeError('InvalidArnException', `${arn} is not a valid principal`)
  }
  return arn ?? input.text(`${whose}ServicePrincipal`)
}

/** What CreateGrant's reference asks for where an AWS service gets the grant. */
function checkService(input: Input): void {
  if (input.text('GranteeServicePrincipal') === undefined) return
  if (input.structure('Constraints').text('SourceArn') === undefined)
    throw new FakeError('ValidationException', 'A GranteeServicePrincipal needs a SourceArn constraint.')
  if (principal(input, 'Retiring') === undefined)
    throw new FakeError('ValidationException', 'A GranteeServicePrincipal needs a retiring principal.')
}

function constraintsOf(key: FakeKey, input: Input): Pick<FakeGrant, 'subset' | 'equals' | 'sourceArn'> {
  const subset = Object.fromEntries(input.context('EncryptionContextSubset'))
  const equals = Object.fromEntries(input.context('EncryptionContextEquals'))
  if (key.spec !== 'SYMMETRIC_DEFAULT' && (has(subset) || has(equals))) {
    throw new FakeError('ValidationException', 'Encryption context constraints need a symmetric key.')
  }
  return {
    subset: has(subset) ? subset : null,
    equals: has(equals) ? equals : null,
    sourceArn: input.text('SourceArn') ?? null,
  }
}

function listGrants(key: FakeKey, { input }: OperationScope): Answer {
  const only = { id: input.text('GrantId'), grantee: input.text('GranteePrincipal') }
  const grants = key.grants.filter(
    ({ id, grantee }) =>
      (only.id === undefined || only.id === id) && (only.grantee === undefined || only.grantee === grantee),
  )
  return answeredGrants(
    grants.map((grant) => ({ key, grant })),
    input,
  )
}

function has(pairs: object): boolean {
  return Object.keys(pairs).length > 0
}

/** A page of grants as KMS answers them. */
export function answeredGrants(
  grants: readonly { readonly key: FakeKey; readonly grant: FakeGrant }[],
  input: Input,
): Answer {
  const page = pageOf(grants, input, { byDefault: 50, most: 100 })
  return { Grants: page.items.map(({ key, grant }) => answered(key, grant)), ...page.rest }
}

function answered(key: FakeKey, grant: FakeGrant): Answer {
  const { subset, equals, sourceArn } = grant
  return {
    KeyId: key.arn,
    GrantId: grant.id,
    Name: grant.name ?? '',
    CreationDate: seconds(grant.createdAt),
    GranteePrincipal: grant.grantee,
    ...(grant.retiring === null ? {} : { RetiringPrincipal: grant.retiring }),
    IssuingAccount: grant.issuingAccount,
    Operations: grant.operations,
    ...(subset === null && equals === null && sourceArn === null
      ? {}
      : {
          Constraints: {
            ...(subset === null ? {} : { EncryptionContextSubset: subset }),
            ...(equals === null ? {} : { EncryptionContextEquals: equals }),
            ...(sourceArn === null ? {} : { SourceArn: sourceArn }),
          },
        }),
  }
}

/** By its token alone, or by key and id. */
function keyToRetire({ input, keys, caller }: OperationScope): FakeKey {
  const token = input.text('GrantToken')
  if (token === undefined) return keys.resolve(input.required('KeyId'), caller)
  const key = keys.keysOf(caller).find(({ grants }) => grants.some((grant) => grant.token === token))
  if (key === undefined) throw new FakeError('InvalidGrantTokenException', 'Invalid grant token.')
  return key
}

function retireGrant(key: FakeKey, scope: OperationScope): Answer {
  const token = scope.input.text('GrantToken')
  const id = token === undefined ? scope.input.required('GrantId') : undefined
  return remove(key, scope, (grant) => (id === undefined ? grant.token === token : grant.id === id))
}

function revokeGrant(key: FakeKey, scope: OperationScope): Answer {
  const id = scope.input.required('GrantId')
  return remove(key, scope, (grant) => grant.id === id)
}

function remove(key: FakeKey, scope: OperationScope, isIt: (grant: FakeGrant) => boolean): Answer {
  const index = key.grants.findIndex(isIt)
  if (index === -1) throw new FakeError('NotFoundException', 'No such grant exists')
  endDryRun(scope)
  key.grants.splice(index, 1)
  return {}
}

function newToken(): string {
  return randomBytes(120).toString('base64')
}
