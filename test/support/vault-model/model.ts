import { DatabaseSync } from 'node:sqlite'
import { pathToFileURL } from 'node:url'
import type { TestKit } from '../backup-room.ts'
import type { Message } from './messages.ts'
import type { Factors, World } from './world.ts'

/** The keys of a store, each with the materials that belong to it for good. */
export type Content = ReadonlyMap<string, readonly string[]>

/** A copy of a store that lies elsewhere, and what is in it. */
export interface Kept {
  readonly path: string
  readonly content: Content
  readonly storeId: string
}

/** What has to be true of the world. */
export class Model {
  readonly messages: Message[] = []
  readonly imported = new Map<string, Map<string, Uint8Array>>()
  /** By store id and epoch: what a copy of that moment holds. */
  readonly contents = new Map<string, Content>()
  readonly factorsOf = new Map<string, Factors>()
  readonly backups: (Kept & { readonly kit: TestKit })[] = []
  /** Files of the store, put away by somebody else. */
  readonly stashed: Kept[] = []
  readonly deleted = new Set<string>()
  /** Stores that were set aside because they were damaged. */
  readonly damaged = new Set<string>()
  readonly kits: readonly TestKit[]
  factors: Factors = { mode: 'keychain', passphrase: null }
  kit: TestKit | undefined
  present: Content = new Map()
  storeId = ''
  readonly said: string[] = []

  constructor(kits: readonly TestKit[]) {
    this.kits = kits
  }

  /** Remembers what the open store holds. */
  async observe(world: World): Promise<Content> {
    const { content, storeId, epoch } = await world.vault.read(({ rows }) => ({
      content: new Map(
        rows.keys.map(({ keyId }) => [
          keyId,
          rows.materials
            .filter((row) => row.keyId === keyId && row.state !== 'PENDING_ROTATION')
            .map(({ materialId }) => materialId),
        ]),
      ),
      storeId: rows.store.storeId,
      epoch: rows.store.epoch,
    }))
    this.contents.set(`${storeId}/${epoch}`, content)
    this.storeId = storeId
    return content
  }
}

/** Whether nothing of `less` is missing in `more`; but for one key. */
export function holds(more: Content, less: Content, butFor?: string): boolean {
  return [...less].every(
    ([keyId, materials]) =>
      keyId === butFor || materials.every((materialId) => more.get(keyId)?.includes(materialId) === true),
  )
}

/** What a file says of itself; undefined for one that says nothing. */
export function identityOf(
  path: string,
): { readonly storeId: string; readonly createdAt: string; readonly epoch: number } | undefined {
  let database: DatabaseSync | undefined
  try {
    const url = pathToFileURL(path)
    url.searchParams.set('immutable', '1')
    database = new DatabaseSync(url, { readOnly: true })
    const row = database.prepare('SELECT store_id, created_at, epoch FROM store').get()
    if (row === undefined) return undefined
    return {
      storeId: String(row['store_id']),
      createdAt: String(row['created_at']),
      epoch: Number(row['epoch']),
    }
  } catch {
    return undefined
  } finally {
    database?.close()
  }
}
