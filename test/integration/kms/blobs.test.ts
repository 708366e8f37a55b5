import { execFile } from 'node:child_process'
import fs from 'node:fs'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { VaultKeyServices } from '../../../src/main/doors/vault-key-services.ts'
import type { Jobs } from '../../../src/main/jobs/batches/jobs.ts'
import type { ContextPair } from '../../../src/shared/model/context-pair.ts'
import type { KeyRef } from '../../../src/shared/model/key.ts'
import type { FakeKey } from '../../fakes/kms/fake-key.ts'
import { startKmsFake, type KmsFake } from '../../fakes/kms/start-kms-fake.ts'
import { Room, defaultOptions, jobsIn, run } from '../../support/jobs-room.ts'
import { KeystoreDouble } from '../../unit/main/doors/support/keystore-double.ts'
import { openKmsWorld, type KmsWorld } from './kms-world.ts'
import { onPath } from './on-path.ts'

let fake: KmsFake
let world: KmsWorld
let key: FakeKey
let door: Extract<KeyRef, { service: 'aws' }>
let keyServices: VaultKeyServices

const context: ContextPair[] = [{ key: 'project', value: 'rushes' }]
const elsewhere = 'eu-west-1'

beforeEach(async () => {
  fake = await startKmsFake()
  const { endpoint, region } = fake
  world = await openKmsWorld({ endpoint, region, credentials: fake.credentialsFile('test') })
  key = fake.createKey({ alias: 'one' })
  const { id: connectionId } = await world.connect({ regions: [elsewhere, region] })
  door = { service: 'aws', connectionId, keyArn: key.arn }
  keyServices = new VaultKeyServices({ keystore: new KeystoreDouble(), connections: world.connections })
  fake.calls.length = 0
})

afterEach(async () => {
  await world.close()
  await fake.stop()
})

async function withJobs<T>(room: Room, use: (jobs: Jobs) => Promise<T>): Promise<T> {
  const { jobs } = jobsIn(room, { keyServices })
  try {
    return await use(jobs)
  } finally {
    await jobs.shutDown()
  }
}

const decrypts = () => fake.calls.filter(({ operation }) => operation === 'Decrypt')

describe('a KMS ciphertext blob through the AWS SDK', () => {
  it('is made under one key and found again by KMS itself, with the material that opened it', async () => {
    using room = new Room()
    await withJobs(room, async (jobs) => {
      await run(jobs, [room.write('a', 'secret')], { format: 'kmsBlob', doors: [door], context })
      fs.rmSync(room.path('a'))
      const [row] = await run(jobs, [room.path('a.encrypted')], { doors: [door], context })
      expect(row).toMatchObject({ phase: 'done', doors: [{ name: 'one', arn: key.arn }] })
      expect(row?.keyMaterialId).toMatch(/^[0-9a-f]{64}$/)
      expect(fs.readFileSync(room.path('a'), 'utf8')).toBe('secret')
    })
  })

  it('is asked for in every Region of the connection until one opens it, and there first the next time', async () => {
    using room = new Room()
    await withJobs(room, async (jobs) => {
      const options = { format: 'kmsBlob' as const, doors: [door], verify: false }
      await run(jobs, [room.write('a', 'a'), room.write('b', 'b')], options)
      expect(decrypts()).toEqual([])
      await run(jobs, [room.path('a.encrypted')], { doors: [] })
      expect(decrypts().map(({ region }) => region)).toEqual([elsewhere, fake.region])
      fake.calls.length = 0
      await run(jobs, [room.path('b.encrypted')], { doors: [] })
      expect(decrypts().map(({ region }) => region)).toEqual([fake.region])
    })
  })

  it('with other pairs is refused with all causes named, and nothing is written', async () => {
    using room = new Room()
    await withJobs(room, async (jobs) => {
      await run(jobs, [room.write('a', 'secret')], { format: 'kmsBlob', doors: [door], context })
      expect(await run(jobs, [room.path('a.encrypted')], { doors: [door] })).toMatchObject([
        { phase: 'failed', problem: { code: 'KMS_INVALID_CIPHERTEXT', facts: { causes: 'blob' } } },
      ])
      expect(room.names()).toEqual(['a', 'a.encrypted'])
    })
  })

  it('of a disabled key says that the key is disabled', async () => {
    using room = new Room()
    await withJobs(room, async (jobs) => {
      await run(jobs, [room.write('a', 'secret')], { format: 'kmsBlob', doors: [door] })
      key.state = 'Disabled'
      expect(await run(jobs, [room.path('a.encrypted')])).toMatchObject([
        { phase: 'failed', problem: { code: 'KEY_DISABLED' } },
      ])
    })
  })
})

describe('the AWS command line and a KMS ciphertext blob', () => {
  let program: string | null

  beforeEach(async (test) => {
    program = await onPath('aws')
    test.skip(program === null, 'the aws command is not on the PATH')
  })

  /** What `aws kms` prints for a query. */
  const aws = async (query: string, ...words: readonly string[]): Promise<string> => {
    const place = ['--endpoint-url', fake.endpoint, '--region', fake.region, '--profile', 'test']
    const { stdout } = await promisify(execFile)(
      program ?? '',
      ['kms', ...words, ...place, '--output', 'text', '--query', query],
      { env: { ...process.env, ...world.environment, AWS_PAGER: '' } },
    )
    return stdout
  }

  it.each(['raw', 'Base64'])('what it made is recognised and opened: %s', async (form) => {
    using room = new Room()
    const plaintext = room.write('plain', 'secret of the command line')
    const pairs = ['--encryption-context', 'project=rushes']
    const words = ['encrypt', '--key-id', key.arn, '--plaintext', `fileb://${plaintext}`, ...pairs]
    const text = await aws('CiphertextBlob', ...words)
    const file = room.write('made.bin', form === 'raw' ? Buffer.from(text, 'base64') : text)
    await withJobs(room, async (jobs) => {
      const plan = await jobs.plan([file], { ...defaultOptions, context })
      expect(plan.items).toMatchObject([{ action: 'open', question: null }])
      expect(await run(jobs, [file], { context })).toMatchObject([{ phase: 'done' }])
      expect(fs.readFileSync(room.path('made.bin.opened'), 'utf8')).toBe('secret of the command line')
    })
  })

  it.each(['kmsBlob', 'kmsBlobBase64'] as const)('opens what a job made: %s', async (format) => {
    using room = new Room()
    await withJobs(room, async (jobs) => {
      await run(jobs, [room.write('a', 'secret of a job')], { format, doors: [door], context })
    })
    const made = room.path('a.encrypted')
    // A Base64 file is decoded by `base64 --decode`, as AWS's own examples do it.
    const blob =
      format === 'kmsBlob' ? made : room.write('blob', Buffer.from(fs.readFileSync(made, 'latin1'), 'base64'))
    const words = [
      'decrypt',
      '--ciphertext-blob',
      `fileb://${blob}`,
      '--encryption-context',
      'project=rushes',
    ]
    expect(Buffer.from(await aws('Plaintext', ...words), 'base64').toString()).toBe('secret of a job')
  })
})

describe('asking for permission before a batch', () => {
  it('ticks what is allowed, refuses what is denied, and does nothing', async () => {
    using room = new Room()
    await withJobs(room, async (jobs) => {
      const plan = await jobs.plan([room.write('a', 'a')], { ...defaultOptions, doors: [door] })
      expect((await jobs.checkKeys(plan.id)).keys).toMatchObject([
        { action: 'kms:GenerateDataKey', outcome: 'allowed', label: { name: 'one' } },
        { action: 'kms:Decrypt', outcome: 'allowed' },
      ])
      expect(fake.calls).toHaveLength(2)
      fake.faults.add({ kind: 'deny', operation: 'Decrypt' })
      const other = await jobs.plan([room.path('a')], { ...defaultOptions, doors: [door] })
      expect((await jobs.checkKeys(other.id)).keys).toMatchObject([
        { outcome: 'allowed' },
        { outcome: 'denied', problem: { code: 'KMS_ACCESS_DENIED', facts: { keyArn: key.arn } } },
      ])
    })
  })

  it('knows nothing where nobody answers, and is no error', async () => {
    using room = new Room()
    await withJobs(room, async (jobs) => {
      const plan = await jobs.plan([room.write('a', 'a')], {
        ...defaultOptions,
        doors: [door],
        verify: false,
      })
      fake.faults.add({ kind: 'drop' })
      expect((await jobs.checkKeys(plan.id)).keys).toMatchObject([
        { outcome: 'unknown', problem: { code: 'KMS_UNREACHABLE' } },
      ])
    })
  })
})
