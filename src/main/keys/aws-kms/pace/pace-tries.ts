import type { KMS, ServiceInputTypes, ServiceOutputTypes } from '@aws-sdk/client-kms'
import type { FinalizeRequestMiddleware, HandlerExecutionContext } from '@smithy/types'
import type { PacedRequest, PaceScope, RequestPaces } from './request-paces.ts'
import { specOfAlgorithm } from './spec-of-algorithm.ts'

/** Where the SDK keeps what belongs to one call. */
const perCall = '__smithy_context'
const requestOf = Symbol('paced request')

/**
 * Makes every try of every call of a client wait for its token, retries included, and tells a bucket when the service
 * refused for its rate. `scope` is asked at each try: the account may become known between two.
 */
export function paceTries(kms: KMS, paces: RequestPaces, scope: () => PaceScope): void {
  kms.middlewareStack.add(
    (next, context) => (args) => {
      const operation = String(context.commandName).replace(/Command$/, '')
      Object.assign(context, { [requestOf]: { operation, spec: specOfAlgorithm(args.input) } })
      return next(args)
    },
    { step: 'initialize', name: 'keyholdNoteRequest', override: true },
  )
  kms.middlewareStack.addRelativeTo(pace(paces, scope), {
    relation: 'after',
    toMiddleware: 'retryMiddleware',
    name: 'keyholdPace',
    override: true,
  })
}

function pace(
  paces: RequestPaces,
  scope: () => PaceScope,
): FinalizeRequestMiddleware<ServiceInputTypes, ServiceOutputTypes> {
  return (next, context: HandlerExecutionContext) => async (args) => {
    const request = Reflect.get(context, requestOf) as PacedRequest
    const call = context[perCall] as { abortSignal?: AbortSignal } | undefined
    const payer = scope()
    await paces.take(payer, request, call?.abortSignal)
    try {
      return await next(args)
    } catch (error) {
      if (isThrottling(error)) paces.refused(payer, request)
      throw error
    }
  }
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
