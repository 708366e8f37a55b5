import type { GrantOperation } from '../../../shared/model/key-page.ts'
import { many } from '../format/lists.ts'

/** Words of the Grants tab. */
export const grantsText = {
  title: 'Grants',
  about:
    'A grant gives one user, role or AWS service some uses of this key, beside the policy. It holds until it is retired or revoked.',
  count: (amount: number) => many(amount, 'grant'),
  create: 'New grant…',
  who: 'Who',
  what: 'May',
  constraint: 'Only with',
  issued: 'Issued by',
  made: 'Made',
  more: 'More',
  noConstraint: 'Any context',
  atLeast: 'At least',
  exactly: 'Exactly',
  onlyFor: 'Only for',
  byService: (service: string) => `For ${service}`,
  noName: 'No name',
  retiringBy: (who: string) => `May be retired by ${who}`,
  notTold: 'Not told',
  acts: (who: string) => `What can be done with the grant of ${who}`,
  copyId: 'Copy grant id',
  retire: 'Retire…',
  revoke: 'Revoke…',
  none: 'No grant',
  noneText: 'AWS services make grants when they encrypt for you. You can make one for a user or role.',
  reading: 'Reading the grants',
  failed: 'The grants could not be read',
} as const

/** Words of ending a grant, by how. */
export const endGrantText = {
  retire: {
    title: 'Retire the grant?',
    what: 'To retire is to say that the work it was for is done. AWS lets the retiring principal do it, and whoever the grant lets retire it.',
    act: 'Retire grant',
    done: 'Retired the grant',
    failed: 'The grant was not retired',
  },
  revoke: {
    title: 'Revoke the grant?',
    what: 'To revoke is to take the right away, whether its work is done or not. AWS lets administrators of the key do it.',
    act: 'Revoke grant',
    done: 'Revoked the grant',
    failed: 'The grant was not revoked',
  },
  loses: (who: string, operations: string) => `${who} may then no longer ${operations} by this grant.`,
  service: (service: string) =>
    `${service} made this grant for something it encrypts. Without it, that may stop: a volume that does not attach, a database that does not start.`,
  oldFiles: 'It may take some minutes to hold everywhere. No file is changed.',
  keep: 'Keep it',
} as const

/** Words of the form for a new grant. */
export const grantFieldText = {
  title: 'New grant',
  grantee: 'Who gets it',
  granteeHint: 'ARN of a user, a role or a session, or an AWS service such as rds.amazonaws.com',
  operations: 'May',
  constraint: 'Encryption context',
  any: 'Any',
  subset: 'At least these pairs',
  equals: 'Exactly these pairs',
  pairs: 'Pairs',
  pairsNote: 'Public: AWS writes them into its logs. Never a secret.',
  name: 'Name',
  nameHint: 'Optional. The same name and grant again makes no second one.',
  retiring: 'Who may retire it',
  retiringHint: 'Optional. ARN of a user or role that may end it when its work is done.',
  retiringNeeded:
    'ARN of a user or role, or an AWS service. AWS asks for one where a service gets the grant.',
  source: 'For which resource',
  sourceHint: 'ARN of the resource the service works for. It may use the key for that one only.',
  more: 'More',
  delegates: 'Who gets “CreateGrant” can pass on what it has here, and nothing more.',
  needsGrantee: 'An ARN is needed for who gets it',
  needsOperation: 'Choose what it allows',
  needsPair: 'Add a pair, or allow any context',
  nameFault: 'A name holds letters, digits and : / _ - only',
  needsSource: 'An ARN is needed for the resource the service works for',
  needsRetiring: 'A service’s grant needs somebody who may retire it',
  retiringFault: 'Who may retire it is no ARN',
  make: 'Make grant',
  failed: 'The grant was not made',
  done: 'Made the grant',
} as const

const operations: Readonly<Record<GrantOperation, string>> = {
  Decrypt: 'open',
  Encrypt: 'encrypt small data',
  GenerateDataKey: 'encrypt files',
  GenerateDataKeyWithoutPlaintext: 'make sealed data keys',
  ReEncryptFrom: 'move from this key',
  ReEncryptTo: 'move to this key',
  Sign: 'sign',
  Verify: 'verify signatures',
  GetPublicKey: 'get the public key',
  CreateGrant: 'pass it on',
  RetireGrant: 'retire it',
  DescribeKey: 'see its facts',
  GenerateDataKeyPair: 'make key pairs',
  GenerateDataKeyPairWithoutPlaintext: 'make sealed key pairs',
  GenerateMac: 'make MACs',
  VerifyMac: 'check MACs',
  DeriveSharedSecret: 'agree on secrets',
}

const known = new Map<string, string>(Object.entries(operations))

/** An operation of a grant as a verb; one that is not known as AWS names it. */
export const operationWords = (operation: string): string => known.get(operation) ?? operation
