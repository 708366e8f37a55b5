import { DatabaseSync } from 'node:sqlite'
import { pathToFileURL } from 'node:url'
import type { VaultDeps } from '../vault-deps.ts'
import type { FormerStore } from './replaced-note.ts'

/** A file beside the store that is a store or a copy of one. */
export interface OtherStore extends FormerStore {
  readonly path: string
  /** A store keeps it through every sealing anew: with it two ids are known for one line. Null where it says nothing. */
  readonly createdAt: string | null
}

/** The files beside the store, and its snapshots, that hold a store of another id. What is no store is not ours to judge. */
export function otherStores({ files, paths }: VaultDeps, storeId: string): readonly OtherStore[] {
  const besides = files.list(paths.folder).filter((path) => path !== paths.file)
  // No other folder is looked into: a link would lead out of ours.
  return [...besides, ...listQuietly(files, paths.snapshots)]
    .filter((path) => files.kindOf(path) === 'file')
    .map(readStore)
    .filter((other) => other !== undefined)
    .filter((other) => other.storeId !== storeId)
}

/** Without a lock or a log of its own: nobody has a copy open. The facts need no proof to be removed by. */
function readStore(path: string): OtherStore | undefined {
  let database: DatabaseSync | undefined
  try {
    const url = pathToFileURL(path)
    url.searchParams.set('immutable', '1')
    database = new DatabaseSync(url, { readOnly: true })
    const row = database.prepare('SELECT store_id AS storeId, mode, created_at AS createdAt FROM store').get()
    const { storeId, mode, createdAt } = row ?? {}
    if (typeof storeId !== 'string') return undefined
    const facts = { storeId, createdAt: typeof createdAt === 'string' ? createdAt : null }
    return { path, ...facts, keychain: mode !== 'passphrase' }
  } catch {
    return undefined
  } finally {
    database?.close()
  }
}

function listQuietly(files: VaultDeps['files'], folder: string): readonly string[] {
  try {
    return files.list(folder)
  } catch {
    return []
  }
}
