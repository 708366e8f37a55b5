import { z } from 'zod'
import { isVaultError } from '../../shared/vault-error.ts'
import { storeFault } from '../store/store-fault.ts'
import type { KeystorePort } from '../keystore-port.ts'
import type { KeystoreReply } from '../protocol.ts'
import { kitOperations } from '../protocol/recovery-operations.ts'
import { malformedMessageExitCode } from '../server.ts'
import type { KitHandlers } from './kit-handlers.ts'
import type { KitOperation } from './kit-operations.ts'

const operationNames = Object.keys(kitOperations) as [KitOperation, ...KitOperation[]]

/** Requests as those to the keystore, of other operations. */
export const kitRequest = z.strictObject({
  id: z.number().int().min(1),
  operation: z.enum(operationNames),
  input: z.unknown(),
})

export interface KitServerDeps {
  readonly handlers: KitHandlers
  /** Ends the process at once. */
  readonly end: (exitCode: number) => void
  readonly log: (line: string) => void
}

/** Answers one request after another. A message that breaks the contract ends the process, as in the keystore's server. */
export function serveKit(port: KeystorePort, { handlers, end, log }: KitServerDeps): void {
  let isEnding = false
  let last: Promise<void> = Promise.resolve()
  port.onMessage((data) => {
    if (isEnding) return
    const request = checked(data)
    if (request === undefined) {
      isEnding = true
      log('kit: a malformed message came in; ending')
      return end(malformedMessageExitCode)
    }
    last = last.then(() => answer(request))
  })

  async function answer({ id, operation, input }: CheckedRequest): Promise<void> {
    try {
      const run = handlers[operation] as (checkedInput: unknown) => ReturnType<KitHandlers[KitOperation]>
      const { value, wipe } = await run(input)
      post({ id, ok: true, value })
      wipe?.()
    } catch (error) {
      post({ id, ok: false, error: toReplyError(error) })
    }
  }

  function post(reply: KeystoreReply): void {
    if (!isEnding) port.postMessage(reply)
  }
}

interface CheckedRequest {
  readonly id: number
  readonly operation: KitOperation
  readonly input: unknown
}

function checked(data: unknown): CheckedRequest | undefined {
  const request = kitRequest.safeParse(data)
  if (!request.success) return undefined
  const { id, operation } = request.data
  const input = kitOperations[operation].in.safeParse(request.data.input)
  return input.success ? { id, operation, input: input.data } : undefined
}

function toReplyError(cause: unknown): Extract<KeystoreReply, { ok: false }>['error'] {
  const error = storeFault(cause)
  if (isVaultError(error)) return { code: error.code, message: error.message, facts: error.facts }
  return { code: 'INTERNAL', message: 'the kit process failed in a way that it does not know', facts: {} }
}
