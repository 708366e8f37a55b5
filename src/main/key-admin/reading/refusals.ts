import type { AwsKeyRef } from '../../../shared/model/key.ts'
import { isVaultError } from '../../../shared/vault-error.ts'

/** Actions that were refused for a key since the app started, as far as its page asked for them. */
export class Refusals {
  readonly #byKey = new Map<string, Set<string>>()

  /** Runs one reading of a key and remembers what was refused. Throws what it throws. */
  async noted<Value>(ref: AwsKeyRef, read: () => Promise<Value>): Promise<Value> {
    try {
      return await read()
    } catch (error) {
      if (isVaultError(error) && error.code === 'KMS_ACCESS_DENIED') {
        const action = error.facts['action']
        if (typeof action === 'string') this.#of(ref).add(action)
      }
      throw error
    }
  }

  of(ref: AwsKeyRef): ReadonlySet<string> {
    return this.#of(ref)
  }

  #of({ connectionId, keyArn }: AwsKeyRef): Set<string> {
    const name = `${connectionId} ${keyArn}`
    const actions = this.#byKey.get(name) ?? new Set()
    this.#byKey.set(name, actions)
    return actions
  }
}
