import type { KeyRow } from '../../../shared/model/key.ts'
import { isVaultError, VaultError, type VaultErrorFacts } from '../../../shared/vault-error.ts'
import {
  kmsErrorsByMessage,
  kmsErrorsByName,
  kmsErrorsByNodeCode,
  kmsErrorsByPrefix,
  otherFailure,
  otherServerFailure,
  statesInMessages,
  type KmsErrorRow,
} from './kms-error-table.ts'

/** Which call failed, for the words and for an administrator. */
export interface KmsCallFacts {
  /** As IAM policies write it, such as `kms:Decrypt`. */
  readonly action: string
  readonly region: string
  /** The connection's name. */
  readonly connection: string
  readonly keyArn?: string | undefined
  /** What was last read of that key; null where nothing was. */
  readonly known?: Pick<KeyRow, 'alias' | 'deletionDate'> | null
}

/** What is read of an error of the SDK; every field may be absent. */
interface SdkError {
  readonly name: string
  readonly message: string
  readonly nodeCode: string
  readonly status: number
  readonly requestId: string
}

/** What stands in `message` where AWS said nothing. */
const wordless: readonly string[] = ['', 'UnknownError']
const longestAwsMessage = 1000

/**
 * Turns whatever the AWS SDK threw into a VaultError with facts {action, keyArn, region, connection, awsError, requestId,
 * awsMessage}, {name} where the key is known, {state, deletionDate} where the key's state forbids it. The words of AWS are passed on only where the
 * service said them: a credential process may print anything.
 */
export function toKmsVaultError(error: unknown, call: KmsCallFacts): VaultError {
  if (isVaultError(error)) return error
  const sdk = readSdkError(error)
  const row = rowFor(sdk)
  const facts: Record<string, string> = {
    action: call.action,
    region: call.region,
    connection: call.connection,
  }
  if (call.keyArn !== undefined) facts['keyArn'] = call.keyArn
  facts['awsError'] = sdk.nodeCode === '' ? sdk.name : sdk.nodeCode
  if (sdk.requestId !== '') facts['requestId'] = sdk.requestId
  Object.assign(facts, keyFacts(row, sdk, call))
  if (sdk.status > 0 && !wordless.includes(sdk.message))
    facts['awsMessage'] = sdk.message.slice(0, longestAwsMessage)
  return new VaultError(row.code, row.says, { cause: error, facts: facts satisfies VaultErrorFacts })
}

/** The key's name, and where its state forbids the call that state and the day of its deletion. */
function keyFacts(
  { code }: KmsErrorRow,
  { message }: SdkError,
  { known }: KmsCallFacts,
): Record<string, string> {
  const facts: Record<string, string> = {}
  const { alias = null, deletionDate = null } = known ?? {}
  if (alias !== null) facts['name'] = alias
  if (code !== 'KEY_STATE_INVALID' && code !== 'KEY_DISABLED') return facts
  const state = stateIn(message)
  if (state !== undefined) facts['state'] = state
  if (state === 'PendingDeletion' && deletionDate !== null) facts['deletionDate'] = deletionDate
  return facts
}

function stateIn(message: string): string | undefined {
  return statesInMessages.find(([words]) => words.test(message))?.[1]
}

function rowFor(error: SdkError): KmsErrorRow {
  const told = kmsErrorsByMessage.find(
    ([name, message]) => name === error.name && message.test(error.message),
  )
  if (told !== undefined) return told[2]
  // The SDK renames what Node says about a lost connection to TimeoutError, so a certificate's code goes first.
  const network = kmsErrorsByNodeCode.find(([code]) => code.test(error.nodeCode))
  if (network !== undefined) return network[1]
  const named = Object.hasOwn(kmsErrorsByName, error.name) ? kmsErrorsByName[error.name] : undefined
  // A 5xx whose body is not KMS's own comes from something in between, and is a failure of the server all the same.
  if (error.status >= 500 && (named === undefined || error.name === 'SyntaxError')) return otherServerFailure
  return named ?? kmsErrorsByPrefix.find(([prefix]) => error.name.startsWith(prefix))?.[1] ?? otherFailure
}

function readSdkError(error: unknown): SdkError {
  const fields = record(error)
  const metadata = record(fields['$metadata'])
  return {
    name: text(fields['name']),
    message: text(fields['message']),
    nodeCode: text(fields['code']),
    status: typeof metadata['httpStatusCode'] === 'number' ? metadata['httpStatusCode'] : 0,
    requestId: text(metadata['requestId']),
  }
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
