import type { KMS } from '@aws-sdk/client-kms'
import type { KmsCaller } from '../../src/main/keys/aws-kms/manage/kms-caller.ts'
import { VaultError, type VaultErrorCode } from '../../src/shared/vault-error.ts'

/** Answers by the SDK's own method names; an answer that is an error is thrown. */
export type KmsScript = Partial<Record<keyof KMS, (input: never) => unknown>>

export interface ScriptedKms extends KmsCaller {
  /** Operations in the order they were asked for. */
  readonly calls: string[]
  readonly mostAtOnce: () => number
}

/** A KMS whose answers a test writes: no network, no client. Unwritten operations fail the test. */
export function scriptedKms(script: KmsScript): ScriptedKms {
  const calls: string[] = []
  let [inFlight, most] = [0, 0]
  const answerOf = (name: string | symbol) => async (input: never) => {
    const answer = script[name as keyof KMS]
    if (answer === undefined) throw new Error(`the test has no answer for ${String(name)}`)
    inFlight += 1
    most = Math.max(most, inFlight)
    await new Promise((resolve) => setImmediate(resolve))
    inFlight -= 1
    return await answer(input)
  }
  // What is added to the stack of a client that sends nothing changes nothing.
  const middlewareStack = { addRelativeTo: () => undefined }
  const kms = new Proxy({} as KMS, {
    get: (_target, name) => (name === 'middlewareStack' ? middlewareStack : answerOf(name)),
  })
  return {
    calls,
    mostAtOnce: () => most,
    call: async (scope, run) => {
      if (scope.signal?.aborted === true) throw new VaultError('CANCELLED', 'cancelled')
      calls.push(scope.operation)
      return await run(kms, {})
    },
  }
}

/** What a call that AWS refused throws. */
export function refusal(code: VaultErrorCode, facts: Record<string, string> = {}): VaultError {
  return new VaultError(code, 'refused by the test', { facts })
}
