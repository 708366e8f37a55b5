import type { NewKeyDraft } from '../../../shared/model/key-page.ts'
import type { KeyArn } from '../../keys/aws-kms/key-arn.ts'

/**
 * Keys that were made and whose alias was not: trying the same draft again, also with another alias, goes on with that
 * key instead of making a second one. Known for as long as the app runs.
 */
export class UnfinishedKeys {
  readonly #arns = new Map<string, KeyArn>()

  /** The key that was made of this draft, alias apart; null where none waits. */
  of(draft: NewKeyDraft): KeyArn | null {
    return this.#arns.get(nameOf(draft)) ?? null
  }

  wait(draft: NewKeyDraft, keyArn: KeyArn): void {
    this.#arns.set(nameOf(draft), keyArn)
  }

  /** The key has what it waited for, or is not wanted any more. */
  finish(keyArn: KeyArn): void {
    for (const [name, waiting] of this.#arns) if (waiting === keyArn) this.#arns.delete(name)
  }
}

function nameOf({ alias: _alias, tags, ...draft }: NewKeyDraft): string {
  const fields = Object.entries(draft).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return JSON.stringify([fields, Object.entries(tags).toSorted(([a], [b]) => (a < b ? -1 : 1))])
}
