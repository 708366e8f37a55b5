import { VaultError } from '../../../shared/vault-error.ts'
import type { LocalKeySpec } from '../../../shared/model/local-key.ts'
import type { OpenStore } from '../../store/open-store.ts'

/** How uses of a material are counted. */
export interface UsageLimits {
  /** Uses that one change of the store reserves. */
  readonly blockLength: number
  /** No material protects more often than this. */
  readonly most: number
}

/**
 * AES-GCM with random IVs is good for 2^32 uses of a key (NIST SP 800-38D, 8.3); a material is replaced at half of them.
 */
export const usualLimits: UsageLimits = { blockLength: 65_536, most: 2 ** 31 }

/** Thrown where a use must be reserved in the store first; `withReservedUse` does that. Nobody else sees it. */
export class UsesSpent extends VaultError {
  readonly materialId: string
  readonly keyId: string

  constructor(keyId: string, materialId: string) {
    super('INTERNAL', 'no use of this key material is reserved')
    this.keyId = keyId
    this.materialId = materialId
  }
}

/**
 * Uses of key material that the store has reserved and this process has not spent. The store counts ahead, by blocks,
 * so its number is never below the truth and no use costs a change: what was reserved and not spent when the process
 * ended counts as used.
 */
export class ReservedUses implements UsageLimits {
  readonly blockLength: number
  readonly most: number
  readonly #left = new Map<string, number>()

  constructor({ blockLength, most }: UsageLimits) {
    this.blockLength = blockLength
    this.most = most
  }

  /** To be called once the store holds the reservation. */
  add(materialId: string, uses: number): void {
    this.#left.set(materialId, this.left(materialId) + uses)
  }

  left(materialId: string): number {
    return this.#left.get(materialId) ?? 0
  }

  /** Spends one use. Throws UsesSpent. */
  spend(keyId: string, materialId: string): void {
    const left = this.left(materialId)
    if (left === 0) throw new UsesSpent(keyId, materialId)
    this.#left.set(materialId, left - 1)
  }
}

const usesOf = new WeakMap<OpenStore, ReservedUses>()

/** What the process has reserved of a store that is open; `limits` count where nothing was asked of it before. */
export function reservedUses(store: OpenStore, limits: UsageLimits = usualLimits): ReservedUses {
  const found = usesOf.get(store)
  if (found !== undefined) return found
  const made = new ReservedUses(limits)
  usesOf.set(store, made)
  return made
}

/** Only what encrypts with random IVs is counted. */
export function countsUses(spec: LocalKeySpec): boolean {
  return spec === 'SYMMETRIC_DEFAULT'
}
