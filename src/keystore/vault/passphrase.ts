import { timingSafeEqual } from 'node:crypto'
import type { Secret } from '../../main/secret/secret.ts'
import { VaultError } from '../../shared/vault-error.ts'
import { passphraseBytes } from '../protection/passphrase-bytes.ts'
import type { DeriveFromPassphrase } from '../protection/scrypt.ts'
import type { ScryptParameters } from '../protection/scrypt-parameters.ts'
import type { TunedKey } from '../protection/tune-scrypt.ts'
import type { UnlockTries } from '../protection/unlock-tries.ts'

interface PassphraseDeps {
  readonly derive: DeriveFromPassphrase
  /** Milliseconds that only go forward. */
  readonly monotonic: () => number
  readonly tries: UnlockTries
}

/** What the right passphrase gave: kept while the store is open, or could be opened by a person's word. */
export class Passphrase {
  readonly #deps: PassphraseDeps
  #known: TunedKey | undefined

  constructor(deps: PassphraseDeps) {
    this.#deps = deps
  }

  /** Seconds that its scrypt took here last; null where none did. */
  get seconds(): number | null {
    return this.#known?.seconds ?? null
  }

  /** What it gave under that salt, which stays this object's to wipe. */
  keyFor(salt: Uint8Array): Secret | undefined {
    const known = this.#known
    return known !== undefined && Buffer.compare(known.parameters.salt, salt) === 0 ? known.key : undefined
  }

  /** Takes over a key that is known to be right; null where the store needs none. */
  know(known: TunedKey | null): void {
    this.#known?.key.wipe()
    this.#known = known ?? undefined
  }

  forget(): void {
    this.know(null)
  }

  /** Keeps what this one gives, right or wrong: the store's own opening tells. */
  async take(passphrase: string, parameters: ScryptParameters): Promise<void> {
    this.know(await this.#derive(passphrase, parameters))
  }

  /**
   * Compares the passphrase of the open store with what is known; null parameters = it has none. Throws PASSPHRASE_NEEDED,
   * PASSPHRASE_WRONG, PASSPHRASE_WAIT.
   */
  async compare(current: string | null, parameters: ScryptParameters | null): Promise<void> {
    if (parameters === null) return
    if (current === null) throw passphraseNeeded()
    const { tries } = this.#deps
    tries.begin()
    const { key } = await this.#derive(current, parameters).catch((error: unknown) => {
      tries.undo()
      throw error
    })
    try {
      const isRight = this.#known?.key.use((right) => key.use((given) => timingSafeEqual(right, given)))
      if (isRight !== true) throw tries.failed()
      tries.reset()
    } finally {
      key.wipe()
    }
  }

  async #derive(passphrase: string, parameters: ScryptParameters): Promise<TunedKey> {
    const { derive, monotonic } = this.#deps
    const bytes = passphraseBytes(passphrase)
    const began = monotonic()
    try {
      const key = await derive(bytes, parameters)
      return { parameters, key, seconds: (monotonic() - began) / 1000 }
    } finally {
      bytes.wipe()
    }
  }
}

/** PASSPHRASE_NEEDED: nothing was tried. */
export function passphraseNeeded(): VaultError {
  return new VaultError('PASSPHRASE_NEEDED', 'the key store wants its passphrase')
}
