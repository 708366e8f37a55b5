import type { ContextPair } from '../../../../shared/model/context-pair.ts'
import type { GrantDraft, GrantOperation } from '../../../../shared/model/key-page.ts'
import { grantFieldText as words } from '../../words/grants-text.ts'

/** What the form for a new grant holds. */
export interface GrantFields {
  readonly grantee: string
  readonly operations: readonly GrantOperation[]
  readonly constraint: 'none' | 'subset' | 'equals'
  readonly pairs: readonly ContextPair[]
  /** ARN of the resource that an AWS service uses the key for. */
  readonly sourceArn: string
  readonly name: string
  readonly retiring: string
}

/** An empty form. */
export const emptyGrant: GrantFields = {
  grantee: '',
  operations: [],
  constraint: 'none',
  pairs: [],
  sourceArn: '',
  name: '',
  retiring: '',
}

/** Operations that a grant of a key of this usage can hold. CreateGrant's list in the API, by what the key can do. */
export function grantOperationsOf(usage: string | null, symmetric: boolean): readonly GrantOperation[] {
  const always = ['CreateGrant', 'RetireGrant', 'DescribeKey'] as const
  switch (usage) {
    case 'SIGN_VERIFY':
      return ['Sign', 'Verify', 'GetPublicKey', ...always]
    case 'GENERATE_VERIFY_MAC':
      return ['GenerateMac', 'VerifyMac', ...always]
    case 'KEY_AGREEMENT':
      return ['DeriveSharedSecret', 'GetPublicKey', ...always]
    default:
      return symmetric ? [...symmetricOperations, ...always] : [...pairOperations, ...always]
  }
}

const pairOperations = ['Encrypt', 'Decrypt', 'ReEncryptFrom', 'ReEncryptTo', 'GetPublicKey'] as const
const symmetricOperations = [
  'Encrypt',
  'Decrypt',
  'GenerateDataKey',
  'GenerateDataKeyWithoutPlaintext',
  'ReEncryptFrom',
  'ReEncryptTo',
  'GenerateDataKeyPair',
  'GenerateDataKeyPairWithoutPlaintext',
] as const

/** A constraint is about an encryption context, which only a symmetric key that encrypts has. */
export const canConstrain = (usage: string | null, symmetric: boolean): boolean =>
  symmetric && usage === 'ENCRYPT_DECRYPT'

/** Why the grant cannot be made yet; null where it can. */
export function grantObstacle(fields: GrantFields): string | null {
  if (!isPrincipal(fields.grantee)) return words.needsGrantee
  if (fields.operations.length === 0) return words.needsOperation
  if (fields.constraint !== 'none' && fields.pairs.length === 0) return words.needsPair
  if (isService(fields.grantee)) {
    if (!isArn(fields.sourceArn)) return words.needsSource
    if (fields.retiring.trim() === '') return words.needsRetiring
  }
  if (!/^[a-zA-Z0-9:/_-]{0,256}$/.test(fields.name.trim())) return words.nameFault
  return fields.retiring.trim() === '' || isPrincipal(fields.retiring) ? null : words.retiringFault
}

/** An ARN of a principal, or the name of an AWS service: AWS says whether it is there. */
const isPrincipal = (text: string): boolean =>
  /^(arn:[a-z-]+:(iam|sts)::\d{12}:\S+|[a-z0-9.-]+\.amazonaws\.com(\.cn)?)$/.test(text.trim()) &&
  text.trim().length <= 256

/** AWS takes a grant for one of its services only with the resource it is for, and with somebody who may retire it. */
export const isService = (principal: string): boolean =>
  /^[a-z0-9.-]+\.amazonaws\.com(\.cn)?$/.test(principal.trim())

const isArn = (text: string): boolean => /^arn:[a-z-]+:[a-z0-9-]+:\S+$/.test(text.trim())

/** The grant that the form describes. */
export function grantDraftOf({
  grantee,
  operations,
  constraint,
  pairs,
  sourceArn,
  name,
  retiring,
}: GrantFields): GrantDraft {
  return {
    grantee: grantee.trim(),
    retiring: retiring.trim() === '' ? null : retiring.trim(),
    operations: [...operations],
    name: name.trim() === '' ? null : name.trim(),
    constraint:
      constraint === 'none'
        ? null
        : { kind: constraint, pairs: Object.fromEntries(pairs.map(({ key, value }) => [key, value])) },
    sourceArn: isService(grantee) ? sourceArn.trim() : null,
  }
}
