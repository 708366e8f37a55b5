import type { AwsKeyRef } from '../../../shared/model/key.ts'
import { isVaultError } from '../../../shared/vault-error.ts'

/** After so long a refusal counts no more: somebody may have allowed it meanwhile, and nobody tells us. */
const rememberedMs = 5 * 60_000

/** Actions that AWS refused for a key a short while ago, whatever asked for them. */
export class Refusals {
  readonly #now: () => Date
  readonly #byKey = new Map<string, Map<string, number>>()

  constructor(now: () => Date) {
    this.#now = now
  }

  /** Does something with a key and remembers what was refused. Throws what it throws. */
  async noted<Value>(ref: AwsKeyRef, act: () => Value | Promise<Value>): Promise<Value> {
    try {
      return await act()
    } catch (error) {
      if (isVaultError(error) && error.code === 'KMS_ACCESS_DENIED') this.#note(ref, error.facts['action'])
      throw error
    }
  }

  of(ref: AwsKeyRef): ReadonlySet<string> {
    const since = this.#now().getTime() - rememberedMs
    const refused = [...(this.#byKey.get(nameOf(ref)) ?? [])].filter(([, at]) => at > since)
    return new Set(refused.map(([action]) => action))
  }

  #note(ref: AwsKeyRef, action: string | number | undefined): void {
    if (typeof action !== 'string') return
    const actions = this.#byKey.get(nameOf(ref)) ?? new Map<string, number>()
    this.#byKey.set(nameOf(ref), actions)
    actions.set(action, this.#now().getTime())
  }
}

function nameOf({ connectionId, keyArn }: AwsKeyRef): string {
  return `${connectionId} ${keyArn}`
}
