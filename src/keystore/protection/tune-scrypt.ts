import type { Secret } from '../../main/secret/secret.ts'
import type { RandomBytes } from '../random-bytes.ts'
import type { DeriveFromPassphrase } from './scrypt.ts'
import { scryptLimits, type ScryptParameters } from './scrypt-parameters.ts'

export interface TuningDeps {
  readonly derive: DeriveFromPassphrase
  readonly random: RandomBytes
  /** Milliseconds that only go forward. */
  readonly monotonic: () => number
}

export interface TunedKey {
  readonly parameters: ScryptParameters
  /** What the passphrase gives under them. The caller wipes it. */
  readonly key: Secret
  readonly seconds: number
}

/** Seconds that a try shall take at least: doubling N from below this stays under a second. */
const least = 0.25

/**
 * Finds how hard a new passphrase's scrypt can be on this computer: N is doubled, from the floor on, until one run takes a
 * quarter of a second. A slow computer stays at the floor, however long that takes. The last run's key is the one to use.
 */
export async function tuneScrypt(passphrase: Secret, deps: TuningDeps): Promise<TunedKey> {
  const { derive, random, monotonic } = deps
  const { r, p } = scryptLimits
  const salt = random(scryptLimits.salt)
  for (let n: number = scryptLimits.floor; ; n *= 2) {
    const parameters = { salt, n, r, p }
    const began = monotonic()
    const key = await derive(passphrase, parameters)
    const seconds = (monotonic() - began) / 1000
    if (seconds >= least || n >= scryptLimits.highestNew) return { parameters, key, seconds }
    key.wipe()
  }
}
