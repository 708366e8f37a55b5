import type { LocalKey } from '../protocol.ts'
import { VaultError } from '../../shared/vault-error.ts'
import type { AliasRecord, KeyRecord, MaterialRecord, StoreRows, TagRecord } from '../store/store-rows.ts'

interface Entry {
  readonly key: KeyRecord
  readonly aliases: readonly AliasRecord[]
  readonly tags: readonly TagRecord[]
  readonly materials: ReadonlyMap<string, MaterialRecord>
}

/**
 * The keys of a store by id, built from rows whose MAC was checked: every answer comes from here and not from the file,
 * so what was checked is what is used. Key material stays sealed in it.
 */
export class KeyIndex {
  readonly #entries: ReadonlyMap<string, Entry>
  readonly #names: ReadonlySet<string>

  constructor(rows: Pick<StoreRows, 'keys' | 'materials' | 'aliases' | 'tags'>) {
    const aliases = Map.groupBy(rows.aliases, ({ keyId }) => keyId)
    const tags = Map.groupBy(rows.tags, ({ keyId }) => keyId)
    const materials = Map.groupBy(rows.materials, ({ keyId }) => keyId)
    this.#names = new Set(rows.aliases.map(({ folded }) => folded))
    this.#entries = new Map(
      rows.keys.map((key) => [
        key.keyId,
        {
          key,
          aliases: aliases.get(key.keyId) ?? [],
          tags: tags.get(key.keyId) ?? [],
          materials: new Map((materials.get(key.keyId) ?? []).map((row) => [row.materialId, row])),
        },
      ]),
    )
  }

  get size(): number {
    return this.#entries.size
  }

  hasName(folded: string): boolean {
    return this.#names.has(folded)
  }

  list(): readonly LocalKey[] {
    return [...this.#entries.values()].map(toLocalKey)
  }

  /** Throws KEY_NOT_FOUND. */
  describe(keyId: string): LocalKey {
    return toLocalKey(this.#entry(keyId))
  }

  /** The material that wraps now. Throws KEY_NOT_FOUND, KEY_DISABLED, KEY_STATE_INVALID. */
  materialToWrap(keyId: string): MaterialRecord {
    const { key, materials } = this.#usable(keyId)
    return this.#material(key.currentMaterialId ?? '', materials)
  }

  /** Any material of the key, so that old files open. Throws as `materialToWrap`, and DATA_KEY_DAMAGED for none such. */
  materialToUnwrap(keyId: string, materialId: string): MaterialRecord {
    return this.#material(materialId, this.#usable(keyId).materials)
  }

  #usable(keyId: string): Entry {
    const entry = this.#entry(keyId)
    if (entry.key.state === 'Enabled') return entry
    const facts = { key: entry.aliases[0]?.alias ?? keyId }
    throw entry.key.state === 'Disabled'
      ? new VaultError('KEY_DISABLED', 'this key is disabled; enable it to use it', { facts })
      : new VaultError('KEY_STATE_INVALID', 'this key is pending deletion; cancel the deletion to use it', {
          facts: { ...facts, state: entry.key.state },
        })
  }

  #entry(keyId: string): Entry {
    const entry = this.#entries.get(keyId)
    if (entry === undefined)
      throw new VaultError('KEY_NOT_FOUND', 'this key store holds no such key', { facts: { key: keyId } })
    return entry
  }

  #material(materialId: string, materials: Entry['materials']): MaterialRecord {
    const material = materials.get(materialId)
    if (material === undefined)
      throw new VaultError('DATA_KEY_DAMAGED', 'the key never had the key material that this door names')
    return material
  }
}

function toLocalKey({ key, aliases, tags, materials }: Entry): LocalKey {
  return {
    keyId: key.keyId,
    alias: aliases[0]?.alias ?? null,
    aliases: aliases.map(({ alias, createdAt, updatedAt }) => ({ name: alias, createdAt, updatedAt })),
    description: key.description,
    state: key.state,
    spec: key.spec,
    usage: key.usage,
    origin: key.origin,
    createdAt: key.createdAt,
    currentKeyMaterialId: key.currentMaterialId,
    tags: Object.fromEntries(tags.map(({ tag, value }) => [tag, value])),
    deletionDate: key.deletionDate,
    deletionWindowDays: key.deletionWindowDays,
    deletable: false,
    validTo: materials.get(key.currentMaterialId ?? '')?.validTo ?? null,
    rotation: null,
    rules: null,
  }
}
