import type { KMS, ServiceInputTypes, ServiceOutputTypes } from '@aws-sdk/client-kms'
import type { FinalizeRequestMiddleware, HandlerExecutionContext } from '@smithy/types'
import { isVaultError, VaultError } from '../../../../shared/vault-error.ts'

/** Calls that do something once more when they are sent once more; AWS KMS takes no token that would tell. */
const unrepeatable: ReadonlySet<string> = new Set([
  'CreateKey',
  'CreateGrant',
  'ImportKeyMaterial',
  'ReplicateKey',
  'RotateKeyOnDemand',
])

/** Said by Node before anything was sent. */
const neverSent =
  /^(ENOTFOUND|EAI_|ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|ERR_TLS_)/

/**
 * Makes a client send an unrepeatable call once only where it cannot be known what became of it: a time-out, a lost
 * connection or a 5xx ends it with KMS_OUTCOME_UNKNOWN, which is never retried. What AWS refused (throttling, any 4xx) did
 * not happen and is treated as ever. May be applied to a client again.
 */
export function tryOnce(kms: KMS): KMS {
  // Inside of signing: without credentials nothing was sent.
  kms.middlewareStack.addRelativeTo(sendOnce, {
    relation: 'after',
    toMiddleware: 'httpSigningMiddleware',
    name: 'keyholdTryOnce',
    override: true,
  })
  return kms
}

const sendOnce: FinalizeRequestMiddleware<ServiceInputTypes, ServiceOutputTypes> =
  (next, context: HandlerExecutionContext) => async (args) => {
    const operation = String(context.commandName).replace(/Command$/, '')
    if (!unrepeatable.has(operation)) return await next(args)
    try {
      return await next(args)
    } catch (error) {
      throw isKnownNotToHaveHappened(error) ? error : unknownOutcome(operation, error)
    }
  }

function isKnownNotToHaveHappened(error: unknown): boolean {
  if (isVaultError(error)) return true
  const status = statusOf(error)
  if (status >= 400 && status < 500) return true
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return neverSent.test(code)
}

function statusOf(error: unknown): number {
  const metadata: unknown = error instanceof Error && '$metadata' in error ? error.$metadata : undefined
  if (typeof metadata !== 'object' || metadata === null || !('httpStatusCode' in metadata)) return 0
  return Number(metadata.httpStatusCode)
}

/** Without a `cause`, by which the SDK would take it for a time-out and try again. */
function unknownOutcome(operation: string, error: unknown): VaultError {
  const awsError = error instanceof Error ? error.name : 'unknown'
  return new VaultError(
    'KMS_OUTCOME_UNKNOWN',
    'the connection broke before aws kms answered: it is not known whether this happened; look before you try again',
    { facts: { action: `kms:${operation}`, awsError } },
  )
}
