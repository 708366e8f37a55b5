import type { KeyRow } from '../../../shared/model/key.ts'
import type { KeyMaterial } from '../../../shared/model/key-page.ts'
import type { CatalogThread } from '../catalog-thread.ts'

/**
 * Metadata of AWS keys as last read, in the catalog's file: the `KeyCache` that the key services ask for. Nothing here
 * throws: a disk that fails only costs the cache.
 */
export interface CatalogKeys {
  rows(connectionId: string): Promise<readonly KeyRow[]>
  keep(connectionId: string, rows: readonly KeyRow[]): Promise<void>
  dropOthers(connectionId: string, region: string, foundArns: readonly string[]): Promise<void>
  forget(connectionId: string): Promise<void>
  materials(arns: readonly string[]): Promise<ReadonlyMap<string, readonly KeyMaterial[]>>
  materialsReadAt(arns: readonly string[]): Promise<ReadonlyMap<string, string>>
  keepMaterials(arn: string, materials: readonly KeyMaterial[]): Promise<void>
}

export interface ThreadedKeyCacheOptions {
  readonly thread: Pick<CatalogThread, 'ask'>
  readonly now: () => Date
  /** Told when materials changed: what coverage says may have changed with them. */
  readonly onMaterials: () => void
}

/** Rows handed to the thread at a time, so that a page of history never waits long behind them. */
const rowsAtATime = 1000

/** The cache over the catalog's thread. */
export function threadedKeyCache({ thread, now, onMaterials }: ThreadedKeyCacheOptions): CatalogKeys {
  return {
    rows: (connectionId) => thread.ask('keyRows', { connectionId }).catch(() => []),
    keep: async (connectionId, rows) => {
      for (let from = 0; from < rows.length; from += rowsAtATime) {
        await quietly(thread.ask('keepKeys', { connectionId, rows: rows.slice(from, from + rowsAtATime) }))
      }
    },
    dropOthers: (connectionId, region, foundArns) =>
      quietly(thread.ask('dropKeys', { connectionId, others: { region, foundArns } })),
    forget: (connectionId) => quietly(thread.ask('dropKeys', { connectionId, others: null })),
    materials: async (arns) => {
      const found = await thread.ask('materials', { arns }).catch(() => [])
      return new Map(found.map(({ arn, materials }) => [arn, materials]))
    },
    materialsReadAt: async (arns) => {
      const found = await thread.ask('materials', { arns }).catch(() => [])
      return new Map(found.map(({ arn, readAt }) => [arn, readAt]))
    },
    keepMaterials: async (arn, materials) => {
      await quietly(thread.ask('keepMaterials', { arn, materials, readAt: now().toISOString() }))
      onMaterials()
    },
  }
}

async function quietly(asked: Promise<unknown>): Promise<void> {
  await asked.catch(() => null)
}
