import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Connection, ConnectionDraft } from '../../../src/shared/model/connection.ts'
import { Connections } from '../../../src/main/credentials/connections.ts'
import type { StoredConnections } from '../../../src/main/credentials/stored-connections.ts'
import { MemoryKeyCache } from '../../support/memory-key-cache.ts'
import { KeystoreDouble } from '../../unit/main/doors/support/keystore-double.ts'
import type { KmsSessionLimits } from '../../../src/main/keys/aws-kms/kms-session.ts'

/** A profile folder with shared AWS files, and connections over the real AWS SDK. */
export interface KmsWorld {
  readonly connections: Connections
  readonly environment: Record<string, string>
  /** Saves a connection and waits until its keys were read. */
  connect(draft?: Partial<ConnectionDraft>): Promise<Connection>
  writeCredentials(text: string): Promise<void>
  writeConfig(text: string): Promise<void>
  close(): Promise<void>
}

export interface KmsWorldOptions {
  readonly endpoint: string
  readonly region: string
  /** The shared credentials file, whose profile is `test`. */
  readonly credentials: string
  readonly limits?: Partial<KmsSessionLimits>
}

export async function openKmsWorld(options: KmsWorldOptions): Promise<KmsWorld> {
  const folder = await mkdtemp(join(tmpdir(), 'keyhold-kms-'))
  const environment = {
    AWS_CONFIG_FILE: join(folder, 'config'),
    AWS_SHARED_CREDENTIALS_FILE: join(folder, 'credentials'),
  }
  let document: StoredConnections | undefined
  const connections = new Connections({
    storage: {
      read: async () => document,
      write: async (next) => {
        document = structuredClone(next)
      },
    },
    environment,
    now: () => new Date(),
    newId: () => crypto.randomUUID(),
    limits: options.limits,
    cache: new MemoryKeyCache(),
    keeper: new KeystoreDouble(),
    openPage: async () => {},
  })
  const world: KmsWorld = {
    connections,
    environment,
    connect: async (draft = {}) => {
      const { id } = await connections.save(null, {
        name: 'test',
        credentials: { from: 'profile', profile: 'test' },
        regions: [options.region],
        roles: [],
        stsEndpoint: null,
        signInEndpoint: null,
        endpoint: options.endpoint,
        ...draft,
      })
      return read(connections, id)
    },
    writeCredentials: (text) => writeFile(environment.AWS_SHARED_CREDENTIALS_FILE, text),
    writeConfig: (text) => writeFile(environment.AWS_CONFIG_FILE, text),
    close: async () => {
      await connections.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
  await world.writeCredentials(options.credentials)
  return world
}

async function read(connections: Connections, id: string): Promise<Connection> {
  for (;;) {
    const shown = (await connections.list()).find((connection) => connection.id === id)
    if (shown === undefined) throw new Error('the connection is gone')
    if (shown.status.state !== 'notRead' && shown.status.state !== 'reading') return shown
    await new Promise<void>((resolve) => {
      const stop = connections.onChange(() => {
        stop()
        resolve()
      })
    })
  }
}
