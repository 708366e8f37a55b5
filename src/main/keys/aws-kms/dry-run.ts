import type { KMS } from '@aws-sdk/client-kms'
import { isVaultError } from '../../../shared/vault-error.ts'
import type { VaultError, VaultErrorCode } from '../../../shared/vault-error.ts'
import type { EncryptionContext } from '../../message/encryption-context.ts'
import type { KmsSession } from './kms-session.ts'

/** What jobs do with a key of AWS KMS, as operations. */
export type KeyUse = 'GenerateDataKey' | 'Encrypt' | 'Decrypt'

export interface DryRunRequest {
  readonly use: KeyUse
  /** The key's ARN. */
  readonly keyArn: string
  /** Policies may ask for pairs. */
  readonly context: EncryptionContext
  readonly signal?: AbortSignal | undefined
}

/** `denied` carries why; `unknown` too, null where the server does not know dry runs. */
export type DryRunOutcome =
  | { readonly outcome: 'allowed' }
  | { readonly outcome: 'denied'; readonly error: VaultError }
  | { readonly outcome: 'unknown'; readonly error: VaultError | null }

/** What AWS answers a dry run with whose real call would have worked. KMS.md section 5. */
const wouldWork = 'DryRunOperationException'

const refusals: ReadonlySet<VaultErrorCode> = new Set<VaultErrorCode>([
  'KMS_ACCESS_DENIED',
  'KMS_KEY_NOT_FOUND',
  'KEY_DISABLED',
  'KEY_STATE_INVALID',
  'KEY_USAGE_INVALID',
  'KMS_UNSUPPORTED',
])

/** Why a server was not asked, rather than what it answered. */
const notAsked = /^KMS_(UNREACHABLE|THROTTLED|CREDENTIALS_|CLOCK_SKEWED|ANSWER_INVALID)/

/**
 * Asks whether a key may be used so, by a dry run: one call, billed like a real one, that does nothing. KMS.md section 2. A
 * server that does it all the same does not know dry runs: what it gave is wiped. Throws CANCELLED alone.
 */
export async function dryRun(session: KmsSession, request: DryRunRequest): Promise<DryRunOutcome> {
  const { use, keyArn, signal } = request
  try {
    const answer = await session.call(
      { operation: use, keyArn, signal },
      (kms, call) => askOf(kms, request, call),
      wipe,
    )
    wipe(answer)
    return { outcome: 'unknown', error: null }
  } catch (error) {
    if (!isVaultError(error) || error.code === 'CANCELLED') throw error
    if (error.facts['awsError'] === wouldWork) return { outcome: 'allowed' }
    if (refusals.has(error.code)) return { outcome: 'denied', error }
    return { outcome: 'unknown', error: notAsked.test(error.code) ? error : null }
  }
}

interface Answer {
  readonly Plaintext?: Uint8Array | undefined
}

function askOf(
  kms: KMS,
  { use, keyArn, context }: DryRunRequest,
  call: { abortSignal?: AbortSignal },
): Promise<Answer> {
  const common = { KeyId: keyArn, EncryptionContext: Object.fromEntries(context), DryRun: true }
  if (use === 'GenerateDataKey') return kms.generateDataKey({ ...common, NumberOfBytes: 32 }, call)
  if (use === 'Encrypt')
    return kms.encrypt({ ...common, Plaintext: new Uint8Array(1) }, call).then(() => ({}))
  // No ciphertext is at hand before a batch; a service that insists on one says so, which tells nothing.
  return kms.decrypt({ ...common, CiphertextBlob: undefined, DryRunModifiers: ['IGNORE_CIPHERTEXT'] }, call)
}

function wipe({ Plaintext }: Answer): void {
  Plaintext?.fill(0)
}
