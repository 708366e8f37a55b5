import type { KMS, ServiceInputTypes, ServiceOutputTypes } from '@aws-sdk/client-kms'
import type { FinalizeRequestMiddleware, HandlerExecutionContext } from '@smithy/types'
import { parseKmsArn } from '../key-arn.ts'
import type { PacedRequest, PaceScope, RequestPaces } from './request-paces.ts'
import { specOfAlgorithm } from './spec-of-algorithm.ts'

/** Where the SDK keeps what belongs to one call. */
const perCall = '__smithy_context'
const requestOf = Symbol('paced request')

/** Whose quotas the tries of a client count towards. */
export interface Payer {
  /** Asked at each try: the account may become known between two. */
  readonly scope: () => PaceScope
  /** Told the account of the credentials once an answer shows it. */
  readonly onAccount: (account: string) => void
}

/**
 * Makes every try of every call of a client wait for its token, retries included, and tells a bucket when the service
 * refused for its rate.
 */
export function paceTries(kms: KMS, paces: RequestPaces, payer: Payer): void {
  kms.middlewareStack.add(
    (next, context) => (args) => {
      const operation = String(context.commandName).replace(/Command$/, '')
      Object.assign(context, { [requestOf]: { operation, spec: specOfAlgorithm(args.input) } })
      return next(args)
    },
    { step: 'initialize', name: 'keyholdNoteRequest', override: true },
  )
  kms.middlewareStack.addRelativeTo(pace(paces, payer), {
    relation: 'after',
    toMiddleware: 'retryMiddleware',
    name: 'keyholdPace',
    override: true,
  })
}

function pace(
  paces: RequestPaces,
  { scope, onAccount }: Payer,
): FinalizeRequestMiddleware<ServiceInputTypes, ServiceOutputTypes> {
  return (next, context: HandlerExecutionContext) => async (args) => {
    const request = Reflect.get(context, requestOf) as PacedRequest
    const call = context[perCall] as { abortSignal?: AbortSignal } | undefined
    const counted = scope()
    await paces.take(counted, request, call?.abortSignal)
    try {
      const answer = await next(args)
      const account = accountIn(answer.output)
      if (account !== null) onAccount(account)
      return answer
    } catch (error) {
      if (isThrottling(error)) paces.refused(counted, request)
      throw error
    }
  }
}

/** ListKeys lists the keys of the caller's own account; no other answer is sure to. */
function accountIn(output: ServiceOutputTypes): string | null {
  if (!('Keys' in output)) return null
  return parseKmsArn(output.Keys?.[0]?.KeyArn ?? '')?.account ?? null
}

const throttling: ReadonlySet<string> = new Set([
  'ThrottlingException',
  'Throttling',
  'TooManyRequestsException',
  'RequestLimitExceeded',
  'SlowDown',
])

function isThrottling(error: unknown): boolean {
  return error instanceof Error && throttling.has(error.name)
}
