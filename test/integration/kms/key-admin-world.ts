import { mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { KeyFiles } from '../../../src/main/key-admin/files/key-files.ts'
import type { KeyAccess } from '../../../src/main/key-admin/key-in-hand.ts'
import { createKeyManaging } from '../../../src/main/key-admin/managing/create-key-managing.ts'
import { createKeyTrying } from '../../../src/main/key-admin/trying/create-key-trying.ts'
import type { TriedFiles } from '../../../src/main/key-admin/trying/tried-blobs.ts'
import { nodeFiles } from '../../../src/main/jobs/files/node-files.ts'
import { parseKmsArn } from '../../../src/main/keys/aws-kms/key-arn.ts'
import { KmsSession, type KmsSessionLimits } from '../../../src/main/keys/aws-kms/kms-session.ts'
import { readKey } from '../../../src/main/keys/aws-kms/listing/read-key.ts'
import type { AwsHandlersOf } from '../../../src/shared/handlers-of.ts'
import type { FileRecord } from '../../../src/shared/model/file-record.ts'
import type { AwsKeyRef, KeyRow } from '../../../src/shared/model/key.ts'
import { isVaultError, type VaultError } from '../../../src/shared/vault-error.ts'
import type { FakeKey } from '../../fakes/kms/fake-key.ts'
import { startKmsFake, type CreateFakeKey, type KmsFake } from '../../fakes/kms/start-kms-fake.ts'

/** Keys of the fake, managed and tried through the real SDK, with a person's answers to dialogs set by the test. */
export interface KeyAdminWorld {
  readonly fake: KmsFake
  readonly manage: AwsHandlersOf<'manage'>
  readonly attempt: AwsHandlersOf<'try'>
  readonly access: KeyAccess
  /** A folder of the test's own, for what dialogs name. */
  readonly folder: string
  /** What the next dialogs answer with: a bare name in `folder`, or undefined for closed. */
  readonly dialogs: { file: string | undefined; newFile: string | undefined }
  /** What the catalog was told. */
  readonly records: readonly FileRecord[]
  /** Makes a key in the fake, known as if it had been read. */
  knownKey(options?: CreateFakeKey): Promise<AwsKeyRef>
  refOf(arn: string): AwsKeyRef
  /** The key as the fake has it. */
  keyOf(arn: string | null): FakeKey
  /** Operations asked since the last look, without reads. */
  changes(): readonly string[]
  close(): Promise<void>
}

export const regions = ['eu-central-1', 'us-east-1'] as const
const connectionId = 'test'

const refOf = (keyArn: string): AwsKeyRef => ({ service: 'aws', connectionId, keyArn })
const quick: Partial<KmsSessionLimits> = { maxAttempts: 3, connectionTimeout: 2_000, requestTimeout: 2_000 }
const reads = /^(Describe|List|Get(?!ParametersForImport))/

export async function openKeyAdminWorld(): Promise<KeyAdminWorld> {
  const fake = await startKmsFake({ region: regions[0] })
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'keyhold-admin-')))
  const access = accessOver(fake)
  const dialogs: KeyAdminWorld['dialogs'] = { file: undefined, newFile: undefined }
  const named = (name: string | undefined) => (name === undefined ? undefined : join(folder, name))
  const files = new KeyFiles({
    dialogs: { file: async () => named(dialogs.file), newFile: async () => named(dialogs.newFile) },
    files: nodeFiles,
    protectedFolders: [join(folder, 'profile')],
  })
  const now = () => fake.world.time()
  const records: FileRecord[] = []
  return {
    fake,
    manage: createKeyManaging({ sessions: access, files, now }),
    attempt: createKeyTrying({ sessions: access, files, known: knownFilesInto(records, now) }),
    access,
    folder,
    dialogs,
    records,
    knownKey: async (options) => {
      const ref = refOf(fake.createKey(options).arn)
      await access.readAgain(ref)
      return ref
    },
    refOf,
    keyOf: (arn) => {
      const { account } = fake
      const region = parseKmsArn(arn ?? '')?.region ?? ''
      const found = fake.world.keys.keysOf({ account, region }).find((key) => key.arn === arn)
      if (found === undefined) throw new Error('no such key')
      return found
    },
    changes: () =>
      fake.calls
        .splice(0)
        .map(({ operation }) => operation)
        .filter((operation) => !reads.test(operation)),
    close: async () => {
      await fake.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function knownFilesInto(records: FileRecord[], now: () => Date): TriedFiles {
  return {
    record: (entry) => void records.push(entry),
    labelOf: async (arn) => ({ kind: 'aws', name: 'key', where: '', arn, known: true }),
    now,
  }
}

/** The sessions of one connection, and rows as a reading of each key gives them. */
function accessOver(fake: KmsFake): KeyAccess {
  const { endpoint, accessKey } = fake
  const { accessKeyId, secretAccessKey } = accessKey
  const credentials = async () => ({ accessKeyId, secretAccessKey })
  const sessions = new Map<string, KmsSession>(
    regions.map((region) => [
      region,
      new KmsSession({ name: 'test', region, endpoint, credentials, limits: quick }),
    ]),
  )
  const rows = new Map<string, KeyRow>()
  const sessionIn = async (_connection: string, region: string): Promise<KmsSession> => {
    const session = sessions.get(region)
    if (session === undefined) throw new Error('no such region')
    return session
  }
  const sessionOf = ({ keyArn }: AwsKeyRef) => sessionIn('', parseKmsArn(keyArn)?.region ?? '')
  return {
    accountOf: async () => fake.account,
    sessionIn,
    sessionOf,
    rowOf: async ({ keyArn }) => rows.get(keyArn) ?? null,
    rows: async () => [...rows.values()],
    readAgain: async (ref) => {
      const known = rows.get(ref.keyArn) ?? null
      const row = await readKey(await sessionOf(ref), { ...ref, known, now: () => new Date() })
      if (row === null) rows.delete(ref.keyArn)
      else rows.set(ref.keyArn, row)
      return row
    },
  }
}

/** The problem that a call ends with; fails where it has none. */
export async function problemOf(call: unknown): Promise<VaultError> {
  try {
    await call
  } catch (error) {
    if (isVaultError(error)) return error
    throw error
  }
  throw new Error('it did not fail')
}
