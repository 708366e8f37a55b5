import type { AwsKeyRef, KeyRow } from '../../shared/model/key.ts'
import type { VaultError } from '../../shared/vault-error.ts'

export interface RefusedKeysOptions {
  /** The key as it is shown; null where no reading knew it. */
  readonly rowOf: (ref: AwsKeyRef) => KeyRow | null
  /** Reads the key again, so that list and page show it as it is. */
  readonly readAgain: (ref: AwsKeyRef) => Promise<unknown>
  readonly now: () => Date
}

/** A batch of files is refused hundreds of times within seconds: one look at the key is enough. */
const quietMs = 5000

/** What reads keys finds these by itself, and tells them in rows of its own. */
const readingActions = /^kms:(?!GetPublicKey$)(Describe|Get|List)/

/**
 * Looks at a key again where AWS KMS refused to use it for its state, or knows no such key: another person changed it
 * since it was read. Whatever asked, a job or the key's page, list and page show the new state at once.
 */
export class RefusedKeys {
  readonly #options: RefusedKeysOptions
  readonly #lookedAt = new Map<string, number>()

  constructor(options: RefusedKeysOptions) {
    this.#options = options
  }

  /** Never throws; a key that cannot be read now keeps its row. */
  noted(connectionId: string, { code, facts }: VaultError): void {
    const { keyArn, action, state } = facts
    if (typeof keyArn !== 'string' || readingActions.test(String(action))) return
    const ref: AwsKeyRef = { service: 'aws', connectionId, keyArn }
    const row = this.#options.rowOf(ref)
    if (row === null || !isNews(row, code, state)) return
    const name = `${connectionId} ${keyArn}`
    const now = this.#options.now().getTime()
    if (Math.abs(now - (this.#lookedAt.get(name) ?? -Infinity)) < quietMs) return
    this.#lookedAt.set(name, now)
    this.#options.readAgain(ref).catch(() => undefined)
  }
}

/** Whether the refusal says something else of the key than its row. */
function isNews(row: KeyRow, code: VaultError['code'], state: string | number | undefined): boolean {
  if (code === 'KEY_DISABLED') return row.state !== 'Disabled'
  if (code === 'KEY_STATE_INVALID') return state === undefined || row.state !== state
  return code === 'KMS_KEY_NOT_FOUND'
}
