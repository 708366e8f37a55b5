import type { KeyMaterial } from '../../../shared/model/key-page.ts'
import type { KeyRow } from '../../../shared/model/key.ts'

/** Metadata of AWS keys as last read, kept on disk so that it can be read offline. Holds no secret. */
export interface KeyCache {
  /** Every row of a connection, oldest reading or not; `readAt` in the row says its age. */
  rows(connectionId: string): Promise<readonly KeyRow[]>
  /** Adds rows or replaces them by ARN. Never throws: a disk that fails only costs the cache. */
  keep(connectionId: string, rows: readonly KeyRow[]): Promise<void>
  /** Drops the keys of one Region that a whole reading did not find. */
  dropOthers(connectionId: string, region: string, foundArns: readonly string[]): Promise<void>
  /** Drops everything of a connection. */
  forget(connectionId: string): Promise<void>
  /** Key materials as ListKeyRotations last told them, oldest first; by key ARN. */
  materials(arns: readonly string[]): Promise<ReadonlyMap<string, readonly KeyMaterial[]>>
  /** When materials were last read (ISO 8601), by key ARN; a key that was never read is left out. */
  materialsReadAt(arns: readonly string[]): Promise<ReadonlyMap<string, string>>
  keepMaterials(arn: string, materials: readonly KeyMaterial[]): Promise<void>
}
