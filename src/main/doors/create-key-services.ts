import { randomUUID } from 'node:crypto'
import { Connections } from '../credentials/connections.ts'
import type { Environment } from '../credentials/aws-profiles.ts'
import type { ConnectionStorage } from '../credentials/stored-connections.ts'
import type { KeyServices } from './key-services.ts'
import type { KeyCache } from '../keys/aws-kms/key-cache.ts'
import type { KeystoreCalls } from '../keys/keystore/keystore-calls.ts'
import type { RsaDoorOpener } from '../keyrings/raw-rsa/rsa-door-opener.ts'
import type { LocalKeystore } from '../keys/keystore/local-keystore.ts'
import { KeystorePeople, type PeopleDoors } from './people-doors.ts'
import { VaultKeyServices } from './vault-key-services.ts'

export interface CreateKeyServicesOptions {
  readonly keystore: LocalKeystore & KeystoreCalls
  /** The recovery kit that files are opened with now; null = none. */
  readonly kitSession?: () => RsaDoorOpener | null
  /** Keys of AWS as last read. */
  readonly cache: KeyCache
  /** Hands an address of single sign-on to the system's browser. */
  readonly openPage: (url: string) => Promise<void>
  /** Keeps the connections' document, whose schema is `storedConnections`. */
  readonly storage: ConnectionStorage
  /** `process.env` of the app. */
  readonly environment: Environment
  readonly now?: () => Date
}

/** Both key services, ready and idle: nothing is read and nothing is sent until they are used. */
export function createKeyServices(options: CreateKeyServicesOptions): {
  readonly keyServices: KeyServices
  readonly connections: Connections
  readonly people: PeopleDoors
} {
  const connections = new Connections({
    storage: options.storage,
    environment: options.environment,
    cache: options.cache,
    keeper: options.keystore,
    openPage: options.openPage,
    now: options.now ?? (() => new Date()),
    newId: randomUUID,
  })
  const people = new KeystorePeople(options.keystore, options.kitSession ?? (() => null))
  return {
    keyServices: new VaultKeyServices({ keystore: options.keystore, connections, people }),
    connections,
    people,
  }
}
