import type { KeyMaterial } from '../../src/shared/model/key-page.ts'
import type { KeyRow } from '../../src/shared/model/key.ts'
import type { KeyCache } from '../../src/main/keys/aws-kms/key-cache.ts'

/** A KeyCache that lives as long as its process: for tests. */
export class MemoryKeyCache implements KeyCache {
  readonly #rows = new Map<string, Map<string, KeyRow>>()
  readonly #materials = new Map<string, readonly KeyMaterial[]>()
  readonly #readAt = new Map<string, string>()
  readonly #now: () => Date

  constructor(now: () => Date = () => new Date()) {
    this.#now = now
  }

  async rows(connectionId: string): Promise<readonly KeyRow[]> {
    return [...(this.#rows.get(connectionId)?.values() ?? [])]
  }

  async keep(connectionId: string, rows: readonly KeyRow[]): Promise<void> {
    const kept = this.#rows.get(connectionId) ?? new Map<string, KeyRow>()
    for (const row of rows) kept.set(row.arn ?? '', row)
    this.#rows.set(connectionId, kept)
  }

  async dropOthers(connectionId: string, region: string, foundArns: readonly string[]): Promise<void> {
    const kept = this.#rows.get(connectionId) ?? new Map<string, KeyRow>()
    const found = new Set(foundArns)
    for (const [arn, row] of kept) if (row.region === region && !found.has(arn)) kept.delete(arn)
  }

  async forget(connectionId: string): Promise<void> {
    this.#rows.delete(connectionId)
  }

  async materials(arns: readonly string[]): Promise<ReadonlyMap<string, readonly KeyMaterial[]>> {
    return new Map(arns.flatMap((arn) => [[arn, this.#materials.get(arn) ?? []] as const]))
  }

  async materialsReadAt(arns: readonly string[]): Promise<ReadonlyMap<string, string>> {
    return new Map([...this.#readAt].filter(([arn]) => arns.includes(arn)))
  }

  async keepMaterials(arn: string, materials: readonly KeyMaterial[]): Promise<void> {
    this.#materials.set(arn, materials)
    this.#readAt.set(arn, this.#now().toISOString())
  }
}
