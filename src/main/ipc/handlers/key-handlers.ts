import { setTimeout as sleep } from 'node:timers/promises'
import type { Connections } from '../../credentials/connections.ts'
import type { LocalKeystore } from '../../keys/keystore/local-keystore.ts'
import type { CoveragePort } from '../../rotation/coverage-port.ts'
import { KeyList } from '../../doors/key-list.ts'
import { localKeyRow } from '../../keys/keystore/local-key-row.ts'
import type { KeyRow } from '../../../shared/model/key.ts'
import type { HandlersOf } from '../../../shared/handlers-of.ts'

export interface KeyCallServices {
  readonly keystore: LocalKeystore
  readonly connections: Connections
  /** Which key known files depend on, by ARN among others. May throw. */
  readonly coverage: Pick<CoveragePort, 'summary'>
  /** Told where the list is to be read anew, and where local keys came late. */
  readonly keysChanged: () => void
}

// A reading's failure is the connection's status; the page hears of it by an event.
const behind = (reading: Promise<void>): void => void reading.catch(() => undefined)

/** Calls about the list of keys of both services. */
export function keyHandlers(services: KeyCallServices): HandlersOf<'keys'> {
  const { keystore, connections, coverage, keysChanged } = services
  const list = new KeyList({
    localRows: () => localRows(keystore),
    awsChanges: (since) => connections.changesSince(since),
    onLate: keysChanged,
    wait: (milliseconds) => sleep(milliseconds, undefined, { ref: false }),
  })
  return {
    'keys.list': ({ since }) => {
      behind(connections.readNew())
      return list.changesSince(since)
    },
    'keys.refresh': () => {
      behind(connections.readAll())
      keysChanged()
      return {}
    },
    'keys.readRotations': () => {
      behind(usedKeys(coverage).then((first) => connections.readRotations(first)))
      return {}
    },
    'keys.stopReading': async () => {
      await connections.stopReading()
      return {}
    },
  }
}

/** Ids of keys with known files; none where the history cannot be read. */
async function usedKeys(coverage: Pick<CoveragePort, 'summary'>): Promise<ReadonlySet<string>> {
  const keys = await coverage.summary().then(
    (summary) => summary.keys,
    () => [],
  )
  return new Set(keys.flatMap(({ keyId, files }) => (files > 0 ? keyId : [])))
}

/** A keystore that is not open has none to show; its status says why. */
async function localRows(keystore: LocalKeystore): Promise<readonly KeyRow[]> {
  const keys = await keystore.listKeys().catch(() => [])
  return keys.map(localKeyRow)
}
