import type { LocalKey } from '../protocol.ts'
import { VaultError } from '../../shared/vault-error.ts'
import { readSeenClock, type SeenClock } from './deletion/seen-clock.ts'
import { keyFacts } from './key-facts.ts'
import { groupKeys, type KeyEntry } from './key-entry.ts'
import { requireKeyState } from './require-key-state.ts'
import { tellKey } from './tell-key.ts'
import type { KeyRecord, MaterialRecord, StoreRows } from '../store/store-rows.ts'

export interface KeyIndexOptions {
  /** What expiry and deletion windows are measured by. */
  readonly now?: () => Date
}

/**
 * What was told of a key, by its row: a change of any of its rows reads all of them anew, so the row of a key is the same
 * object for as long as nothing of it changes. What the clock changes (expiry, deletion windows) is not kept.
 */
const toldOf = new WeakMap<KeyRecord, LocalKey>()

type IndexedRows = Pick<StoreRows, 'keys' | 'materials' | 'aliases' | 'tags'> & Partial<StoreRows>

/**
 * The keys of a store by id, built from rows whose MAC was checked: every answer comes from here and not from the file,
 * so what was checked is what is used. Key material stays sealed in it.
 */
export class KeyIndex {
  readonly #entries: ReadonlyMap<string, KeyEntry>
  readonly #names: ReadonlyMap<string, string>
  readonly #now: () => Date
  readonly #clock: SeenClock | null

  constructor(rows: IndexedRows, { now = () => new Date() }: KeyIndexOptions = {}) {
    this.#names = new Map(rows.aliases.map(({ folded, keyId }) => [folded, keyId]))
    this.#entries = groupKeys(rows)
    this.#now = now
    this.#clock = readSeenClock(rows.notes ?? [])
  }

  get size(): number {
    return this.#entries.size
  }

  hasName(folded: string): boolean {
    return this.#names.has(folded)
  }

  /** The key that has the name; undefined where none has. */
  keyNamed(folded: string): string | undefined {
    return this.#names.get(folded)
  }

  list(): readonly LocalKey[] {
    return [...this.#entries.values()].map((entry) => this.#tell(entry))
  }

  /** Throws KEY_NOT_FOUND. */
  describe(keyId: string): LocalKey {
    return this.#tell(this.entry(keyId))
  }

  /** Throws KEY_NOT_FOUND. */
  entry(keyId: string): KeyEntry {
    const entry = this.#entries.get(keyId)
    if (entry === undefined)
      throw new VaultError('KEY_NOT_FOUND', 'this key store holds no such key', { facts: { key: keyId } })
    return entry
  }

  entries(): Iterable<KeyEntry> {
    return this.#entries.values()
  }

  /**
   * The material that wraps data keys now. Throws KEY_NOT_FOUND, KEY_DISABLED, KEY_STATE_INVALID, and KEY_USAGE_INVALID
   * for a key that is for something else.
   */
  materialToWrap(keyId: string): MaterialRecord {
    const entry = this.#wrapping(keyId, 'GenerateDataKey')
    return this.#material(entry.key.currentMaterialId ?? '', entry)
  }

  /** Any material of the key, so that old files open. Throws as `materialToWrap`, and DATA_KEY_DAMAGED for none such. */
  materialToUnwrap(keyId: string, materialId: string): MaterialRecord {
    return this.#material(materialId, this.#wrapping(keyId, 'Decrypt'))
  }

  #wrapping(keyId: string, operation: 'GenerateDataKey' | 'Decrypt'): KeyEntry {
    const entry = this.entry(keyId)
    requireKeyState(operation, entry, this.#now())
    if (entry.key.spec !== 'SYMMETRIC_DEFAULT')
      throw new VaultError('KEY_USAGE_INVALID', 'this key does not wrap data keys; choose a symmetric one', {
        facts: keyFacts(entry),
      })
    return entry
  }

  #material(materialId: string, { materials }: KeyEntry): MaterialRecord {
    const material = materials.get(materialId)
    if (material === undefined || material.state === 'PENDING_ROTATION')
      throw new VaultError('DATA_KEY_DAMAGED', 'the key never had the key material that this door names')
    return material
  }

  #tell(entry: KeyEntry): LocalKey {
    const { key } = entry
    const told = toldOf.get(key)
    if (told !== undefined) return told
    const made = tellKey(entry, { now: this.#now(), clock: this.#clock })
    const clockMayChangeIt = key.origin === 'EXTERNAL' || key.state === 'PendingDeletion'
    if (!clockMayChangeIt) toldOf.set(key, made)
    return made
  }
}
