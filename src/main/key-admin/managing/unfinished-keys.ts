import type { NewKeyDraft } from '../../../shared/model/key-page.ts'
import type { KeyArn } from '../../keys/aws-kms/key-arn.ts'

/** How far a draft has come. `nameless`: its key was made, its alias was not. `unknown`: it may have been made, or not. */
export type UnfinishedKey =
  | { readonly state: 'nameless'; readonly keyArn: KeyArn }
  | { readonly state: 'unknown'; readonly since: Date }

/** After this long a person who makes such a key means another one. */
const patience = 15 * 60_000

/**
 * Drafts whose key is not finished: the same draft tried again, also with another alias, goes on with that key instead of
 * making a second one. Known for a quarter of an hour, while the app runs.
 */
export class UnfinishedKeys {
  readonly #now: () => Date
  readonly #keys = new Map<string, { readonly key: UnfinishedKey; readonly at: Date }>()

  constructor(now: () => Date) {
    this.#now = now
  }

  /** What became of this draft, alias apart; null where nothing of it waits. */
  of(draft: NewKeyDraft): UnfinishedKey | null {
    const entry = this.#keys.get(nameOf(draft))
    if (entry === undefined || this.#now().getTime() - entry.at.getTime() > patience) return null
    return entry.key
  }

  wait(draft: NewKeyDraft, key: UnfinishedKey): void {
    this.#keys.set(nameOf(draft), { key, at: this.#now() })
  }

  /** The draft's key is done. */
  forget(draft: NewKeyDraft): void {
    this.#keys.delete(nameOf(draft))
  }

  /** The key has its alias, or is not wanted any more. */
  finish(keyArn: KeyArn): void {
    for (const [name, { key }] of this.#keys) {
      if (key.state === 'nameless' && key.keyArn === keyArn) this.#keys.delete(name)
    }
  }
}

function nameOf({ alias: _alias, tags, ...draft }: NewKeyDraft): string {
  return JSON.stringify([sorted(draft), sorted(tags)])
}

const sorted = (fields: object): readonly [string, unknown][] =>
  Object.entries(fields).toSorted(([a], [b]) => (a < b ? -1 : 1))
