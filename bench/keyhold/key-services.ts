import { createKeyServices } from '../../src/main/doors/create-key-services.ts'
import type { KeyServices } from '../../src/main/doors/key-services.ts'
import { VaultKeyServices } from '../../src/main/doors/vault-key-services.ts'
import { MemoryKeyCache } from '../../test/support/memory-key-cache.ts'
import type { KeyRef } from '../../src/shared/model/key.ts'
import { startKeystore } from './start-keystore.ts'
import { startKmsFake } from '../../test/fakes/kms/start-kms-fake.ts'
import { openKmsWorld } from '../../test/integration/kms/kms-world.ts'

/** Keys to encrypt many files under. */
export interface BenchKeys {
  readonly keyServices: KeyServices
  readonly door: KeyRef
  /** Of the keystore process. */
  readonly pid: number
}

/** One local key of a keystore process whose store is in `profile`. */
export async function localKey(profile: string): Promise<BenchKeys> {
  const { keystore, pid } = await startKeystore(profile)
  const { keyId } = await keystore.createKey({ alias: 'bench', description: '' })
  const storage = { read: () => Promise.resolve(undefined), write: () => Promise.resolve() }
  const { keyServices } = createKeyServices({
    keystore,
    storage,
    environment: {},
    cache: new MemoryKeyCache(),
    openPage: async () => {},
  })
  return { keyServices, door: { service: 'local', keyId }, pid: pid() }
}

/** One KMS key of the project's own KMS, which answers in this process. */
export async function kmsKey(profile: string): Promise<BenchKeys> {
  const { keystore, pid } = await startKeystore(profile)
  const kms = await startKmsFake()
  const { endpoint, region } = kms
  const { connections, connect } = await openKmsWorld({
    endpoint,
    region,
    credentials: kms.credentialsFile('test'),
  })
  const keyArn = kms.createKey({ alias: 'bench' }).arn
  const { id: connectionId } = await connect()
  const keyServices = new VaultKeyServices({ keystore, connections })
  return { keyServices, door: { service: 'aws', connectionId, keyArn }, pid: pid() }
}
