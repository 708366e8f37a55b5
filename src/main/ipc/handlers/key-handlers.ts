import type { Connections } from '../../credentials/connections.ts'
import type { RowChanges } from '../../credentials/key-row-book.ts'
import type { LocalKeystore } from '../../keys/keystore/local-keystore.ts'
import { localKeyRow } from '../../doors/local-key-row.ts'
import type { KeyRow } from '../../../shared/model/key.ts'
import type { HandlersOf } from '../../../shared/handlers-of.ts'

export interface KeyCallServices {
  readonly keystore: LocalKeystore
  readonly connections: Connections
  /** Told after a local key was made. */
  readonly keysChanged: () => void
}

// A reading's failure is the connection's status; the page hears of it by an event.
const behind = (reading: Promise<void>): void => void reading.catch(() => undefined)

/** Calls about the local keystore, keys of both services and the connections to AWS. */
export function keyHandlers(services: KeyCallServices): HandlersOf<'vault' | 'keys'> {
  const { keystore, connections, keysChanged } = services
  return {
    'vault.status': () => keystore.status(),
    'vault.setUp': () => keystore.setUp(),
    'vault.recheck': () => keystore.recheck(),
    'vault.acceptOlderCopy': () => keystore.acceptOlderCopy(),

    'keys.list': async ({ since }) => {
      behind(connections.readNew())
      const [local, changes] = await Promise.all([localRows(keystore), awsChanges(connections, since)])
      return { version: changes.version, keys: [...local, ...changes.keys], gone: [...changes.gone] }
    },
    'keys.refresh': () => {
      behind(connections.readAll())
      keysChanged()
      return {}
    },
    'keys.readRotations': () => {
      behind(connections.readRotations())
      return {}
    },
    'keys.stopReading': async () => {
      await connections.stopReading()
      return {}
    },
    'keys.createLocal': async ({ name, description }) => {
      const key = await keystore.createKey({ alias: name, description })
      keysChanged()
      return localKeyRow(key)
    },
  }
}

/** Local keys are few and travel whole each time. A keystore that is not open has none to show; its status says why. */
async function localRows(keystore: LocalKeystore): Promise<readonly KeyRow[]> {
  const keys = await keystore.listKeys().catch(() => [])
  return keys.map(localKeyRow)
}

/** A document of connections that cannot be read keeps nobody from the local keys; listing the connections says why. */
async function awsChanges(connections: Connections, since: number): Promise<RowChanges> {
  return connections.changesSince(since).catch(() => ({ version: since, keys: [], gone: [] }))
}
