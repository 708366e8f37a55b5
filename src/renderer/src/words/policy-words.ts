import { listed } from '../format/lists.ts'
import type { KeyPolicy, PolicyStatement } from '../../../shared/model/key-page.ts'

export type PolicyPrincipal = PolicyStatement['principals'][number]
export type PolicyRight = PolicyStatement['may'][number]

/** The account that an ARN or a bare account id names; undefined where neither does. */
const accountIn = (id: string): string | undefined => /(?:^|:)(\d{12})(?::|$)/.exec(id)?.[1]

/** The last part of an ARN's path: `Operators` of a role with or without a path. */
const lastPart = (id: string): string => id.slice(Math.max(id.lastIndexOf('/'), id.lastIndexOf(':')) + 1)

const services: Readonly<Record<string, string>> = {
  s3: 'Amazon S3',
  ec2: 'Amazon EBS (EC2)',
  ebs: 'Amazon EBS',
  rds: 'Amazon RDS',
  dynamodb: 'Amazon DynamoDB',
  lambda: 'AWS Lambda',
  logs: 'CloudWatch Logs',
  sns: 'Amazon SNS',
  sqs: 'Amazon SQS',
  secretsmanager: 'Secrets Manager',
  ssm: 'Systems Manager',
  backup: 'AWS Backup',
  cloudtrail: 'CloudTrail',
  elasticfilesystem: 'Amazon EFS',
  redshift: 'Amazon Redshift',
  kinesis: 'Amazon Kinesis',
}

/** An AWS service by its id (`s3`) or its principal (`s3.amazonaws.com`), in its own name; else the id. */
export function serviceName(id: string): string {
  const short = id.replace(/(\.[a-z]{2}(-[a-z]+)+-\d)?\.amazonaws\.com(\.cn)?$/, '')
  return services[short] ?? short
}

/** Who a principal is, by the name a person knows it by. */
export function principalWords({ kind, id }: PolicyPrincipal): string {
  switch (kind) {
    case 'account':
      return `Account ${accountIn(id) ?? id}`
    case 'service':
      return serviceName(id)
    case 'everybody':
      return 'Everybody'
    case 'user':
    case 'role':
      return lastPart(id)
    default:
      return id
  }
}

const kinds: Readonly<Record<PolicyPrincipal['kind'], string>> = {
  account: 'Account',
  user: 'User',
  role: 'Role',
  service: 'AWS service',
  federated: 'Signed in from outside',
  everybody: 'Every AWS account',
  other: 'Principal',
}

/** What a principal is and whose: `Role in this account`, `Another account`, `AWS service`. */
export function principalKind({ kind, id, ownAccount }: PolicyPrincipal): string {
  if (kind === 'account') return ownAccount ? 'This account' : 'Another account'
  if (kind !== 'user' && kind !== 'role') return kinds[kind]
  return ownAccount
    ? `${kinds[kind]} in this account`
    : `${kinds[kind]} in account ${accountIn(id) ?? 'unknown'}`
}

/** A right as a verb, in the key's own trade: `encrypt and open files`, `sign and verify`. */
const uses: Readonly<Record<string, string>> = {
  ENCRYPT_DECRYPT: 'encrypt and open files',
  SIGN_VERIFY: 'sign and verify',
  GENERATE_VERIFY_MAC: 'make and check MACs',
  KEY_AGREEMENT: 'agree on secrets',
}

const rights: Readonly<Record<Exclude<PolicyRight, 'use'>, string>> = {
  everything: 'do everything',
  administer: 'look after the key',
  grant: 'hand out grants',
  read: 'see its facts',
  delete: 'delete it',
  other: 'do what the document names',
}

/** One right in words. `usage`: of the key. */
export const rightWords = (right: PolicyRight, usage: string | null): string =>
  right === 'use' ? (uses[usage ?? ''] ?? 'use the key') : rights[right]

/** What a statement says of its principals: `may look after the key, not use it`. */
export function statementWords(statement: PolicyStatement, usage: string | null): string {
  const { may, allows, principals } = statement
  if (allows && may.includes('everything')) {
    const root =
      principals.length > 0 && principals.every(({ kind, ownAccount }) => kind === 'account' && ownAccount)
    return root ? 'may hand out every right, by IAM policies' : 'may do everything'
  }
  const words = listed(useFirst(may).map((right) => rightWords(right, usage)))
  if (!allows) return `may not ${words}, whatever else allows it`
  return may.includes('administer') && !may.includes('use') ? `may ${words}, not use it` : `may ${words}`
}

const useFirst = (may: readonly PolicyRight[]): readonly PolicyRight[] =>
  may.toSorted((a, b) => Number(b === 'use') - Number(a === 'use'))

const conditions: readonly (readonly [RegExp, (found: RegExpExecArray) => string])[] = [
  [/^aws:MultiFactorAuthPresent is true$/, () => 'Only after multi-factor sign-in'],
  [/^kms:ViaService is (.+)$/, ([, hosts = '']) => `Only through ${servicesIn(hosts)}`],
  [/^kms:CallerAccount is (\d{12})$/, ([, account = '']) => `Only for account ${account}`],
  [/^kms:GrantIsForAWSResource is true$/, () => 'Only for AWS services to use'],
]

/** Services of a list such as `s3.eu-central-1.amazonaws.com or rds.eu-central-1.amazonaws.com`, each once. */
const servicesIn = (hosts: string): string => [...new Set(hosts.split(' or ').map(serviceName))].join(' or ')

/** A condition in plain words where they are known, else as the policy's summary says it. */
export function conditionWords(condition: string): string {
  for (const [pattern, words] of conditions) {
    const found = pattern.exec(condition)
    if (found !== null) return words(found)
  }
  return `Only if ${condition}`
}

const numbers = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine']
const amount = (value: number): string => numbers[value] ?? String(value)

/** How many statements allow and how many deny: `Four statements allow, none denies.` */
export function policySummary({ statements }: KeyPolicy): string {
  const allow = statements.filter(({ allows }) => allows).length
  const deny = statements.length - allow
  const first = `${amount(allow)} ${allow === 1 ? 'statement allows' : 'statements allow'}`
  const second = deny === 0 ? 'none denies' : `${amount(deny)} ${deny === 1 ? 'denies' : 'deny'}`
  return `${first.charAt(0).toUpperCase()}${first.slice(1)}, ${second}.`
}

/**
 * Whether a statement lets somebody of another account in: `account` is the key's own. Everybody, narrowed to callers of
 * that account as AWS does in the policies of its own keys, is nobody from outside.
 */
export function letsOutsideIn(
  { allows, principals, conditions: only }: PolicyStatement,
  account: string,
): boolean {
  if (!allows || isWithin(only, account)) return false
  return principals.some(({ kind, ownAccount }) => !ownAccount && kind !== 'service')
}

/** Whether conditions let in callers of this account only. */
export const isWithin = (only: readonly string[], account: string): boolean =>
  only.includes(`kms:CallerAccount is ${account}`)

/** The AWS services that any statement ties the key to, each once, in their own names. */
export const tiedServices = ({ statements }: KeyPolicy): readonly string[] => [
  ...new Set(statements.flatMap(({ services: ids }) => ids.map(serviceName))),
]
