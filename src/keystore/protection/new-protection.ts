import type { VaultMode } from '../../shared/model/vault.ts'
import { VaultError } from '../../shared/vault-error.ts'
import { Secret } from '../../main/secret/secret.ts'
import { sealStoreKey, type StoreKeyBinding } from '../hierarchy/store-key.ts'
import type { Sealed } from '../hierarchy/sealed.ts'
import { randomUuid } from '../random-ids.ts'
import type { VaultDeps } from '../vault-deps.ts'
import { joinFactors, usesKeychain, usesPassphrase } from './join-factors.ts'
import { passphraseBytes } from './passphrase-bytes.ts'
import { tuneScrypt, type TunedKey } from './tune-scrypt.ts'

/** How a store is to be opened. The passphrase as typed; null where the mode has none. */
export interface Protection {
  readonly mode: VaultMode
  readonly passphrase: string | null
}

/** A store id, a keychain secret and a store key that nothing was ever sealed under. */
export interface NewProtection {
  readonly binding: StoreKeyBinding
  readonly storeKey: Secret
  readonly sealedStoreKey: Sealed
  readonly keychainSecret: Secret | null
  /** Null without a passphrase. The caller hands its key on or wipes it. */
  readonly tuned: TunedKey | null
}

const secretLength = 32

/** Makes all of it; nothing is kept anywhere yet. Throws PASSPHRASE_NEEDED. The caller wipes the secrets. */
export async function makeProtection(
  deps: VaultDeps,
  { mode, passphrase }: Protection,
): Promise<NewProtection> {
  const { random } = deps
  const tuned = usesPassphrase(mode) ? await tune(deps, passphrase) : null
  const storeId = randomUuid(random)
  const keychainSecret = usesKeychain(mode) ? Secret.take(random(secretLength)) : null
  const storeKey = Secret.take(random(secretLength))
  const binding: StoreKeyBinding = {
    storeId,
    mode,
    scryptSalt: tuned?.parameters.salt ?? null,
    scryptN: tuned?.parameters.n ?? null,
    scryptR: tuned?.parameters.r ?? null,
    scryptP: tuned?.parameters.p ?? null,
  }
  const factors = joinFactors({ keychainSecret, passphraseKey: tuned?.key ?? null })
  try {
    const sealedStoreKey = sealStoreKey(storeKey, factors, { binding, random })
    return { binding, storeKey, sealedStoreKey, keychainSecret, tuned }
  } finally {
    factors.wipe()
  }
}

async function tune(deps: VaultDeps, passphrase: string | null): Promise<TunedKey> {
  if (passphrase === null)
    throw new VaultError('PASSPHRASE_NEEDED', 'this way to protect the key store needs a passphrase')
  const bytes = passphraseBytes(passphrase)
  try {
    return await tuneScrypt(bytes, deps)
  } finally {
    bytes.wipe()
  }
}
