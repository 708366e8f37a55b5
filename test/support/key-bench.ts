import type {
  KeystoreInput,
  KeystoreOperation,
  KeystoreOutput,
  LocalKey,
} from '../../src/keystore/protocol.ts'
import { reservedUses, type UsageLimits } from '../../src/keystore/keys/usage/reserved-uses.ts'
import type { Vault } from '../../src/keystore/vault.ts'
import { isVaultError, type VaultError } from '../../src/shared/vault-error.ts'
import { operate, plainKey } from './vault-acts.ts'
import { VaultBench, type VaultParts } from './vault-bench.ts'

const day = 24 * 3600_000

/** A vault that is set up, asked as the port would ask it, with a clock to set. */
export class KeyBench {
  readonly bench: VaultBench
  vault: Vault

  private constructor(bench: VaultBench, vault: Vault) {
    this.bench = bench
    this.vault = vault
  }

  static async start(parts: VaultParts = {}): Promise<KeyBench> {
    const bench = new VaultBench()
    return new KeyBench(bench, await bench.startOpen(parts))
  }

  op<Op extends KeystoreOperation>(operation: Op, input: KeystoreInput<Op>): Promise<KeystoreOutput<Op>> {
    return operate(this.vault, operation, input)
  }

  /** A symmetric key without a name, or what the draft says. */
  newKey(draft: Partial<KeystoreInput<'createKey'>> = {}): Promise<LocalKey> {
    return this.op('createKey', { ...plainKey, alias: null, description: '', ...draft })
  }

  /** The error that an operation fails with; throws where it does not fail. */
  async refusal<Op extends KeystoreOperation>(operation: Op, input: KeystoreInput<Op>): Promise<VaultError> {
    const error: unknown = await this.op(operation, input).then(
      () => undefined,
      (thrown: unknown) => thrown,
    )
    if (isVaultError(error)) return error
    throw new Error(`${operation} was not refused: ${String(error)}`)
  }

  pass(days: number): void {
    this.bench.now = new Date(this.bench.now.getTime() + days * day)
  }

  /** As after the app was closed for a while: the store is opened anew. */
  async reopen(days = 0): Promise<void> {
    this.vault.close()
    this.pass(days)
    this.vault = await this.bench.start()
    // The opening's own due work is a change of its own: this one waits for it.
    await this.vault.doDueWork()
  }

  /** Counts uses by small limits from now on, until the store is opened anew. */
  limitUses(limits: UsageLimits): Promise<void> {
    return this.vault.read((store) => void reservedUses(store, limits))
  }

  remove(): void {
    this.bench.remove()
  }
}
