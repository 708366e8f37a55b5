import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { KeyArn } from '../../../src/main/keys/aws-kms/key-arn.ts'
import { startKmsFake, type KmsFake } from '../../fakes/kms/start-kms-fake.ts'
import { openKmsWorld, type KmsWorld } from './kms-world.ts'
import { onPath } from './on-path.ts'

/** The AWS CLI knows nothing of this project: what it takes for KMS is judged by others. */
describe('the AWS command line against the fake', () => {
  let program: string | null
  let fake: KmsFake
  let world: KmsWorld
  let folder: string

  beforeAll(async () => {
    program = await onPath('aws')
    fake = await startKmsFake()
    folder = await mkdtemp(join(tmpdir(), 'keyhold-aws-'))
    const { endpoint, region } = fake
    world = await openKmsWorld({ endpoint, region, credentials: fake.credentialsFile('test') })
  })
  afterAll(async () => {
    await world.close()
    await fake.stop()
    await rm(folder, { recursive: true, force: true })
  })
  beforeEach((test) => test.skip(program === null, 'the aws command is not on the PATH'))

  const aws = async (...words: readonly string[]): Promise<Record<string, string>> => {
    const common = [
      '--endpoint-url',
      fake.endpoint,
      '--region',
      fake.region,
      '--profile',
      'test',
      '--output',
      'json',
    ]
    const { stdout } = await promisify(execFile)(program ?? '', ['kms', ...words, ...common], {
      env: { ...process.env, ...world.environment, AWS_PAGER: '' },
    })
    return stdout.trim() === '' ? {} : JSON.parse(stdout)
  }

  it('makes a key, names it, and its data key opens in both directions', async () => {
    const made = await aws('create-key', '--description', 'by hand')
    const { KeyId: keyId, Arn: keyArn } = Object(made['KeyMetadata'])
    await aws('create-alias', '--alias-name', 'alias/by-hand', '--target-key-id', keyId)
    expect(await aws('list-keys')).toMatchObject({ Keys: [{ KeyId: keyId, KeyArn: keyArn }] })

    await world.connect()
    expect(await world.connections.rows()).toMatchObject([{ alias: 'by-hand', description: 'by hand' }])
    const [way] = await world.connections.waysTo(keyArn as KeyArn)
    if (way === undefined) throw new Error('the connection does not reach the key')
    const context = new Map([['project', 'rushes']])

    const theirs = await aws(
      'generate-data-key',
      '--key-id',
      'alias/by-hand',
      '--key-spec',
      'AES_256',
      '--encryption-context',
      'project=rushes',
    )
    const ciphertext = new Uint8Array(Buffer.from(theirs['CiphertextBlob'] ?? '', 'base64'))
    const opened = await way.calls.decrypt({ keyId: keyArn, context, ciphertext, length: 32 })
    expect(opened.dataKey.use((bytes) => Buffer.from(bytes).toString('base64'))).toBe(theirs['Plaintext'])

    const ours = await way.calls.generateDataKey({ keyId: keyArn, context, length: 32 })
    const file = join(folder, randomBytes(4).toString('hex'))
    await writeFile(file, ours.ciphertext)
    const plain = await aws(
      'decrypt',
      '--ciphertext-blob',
      `fileb://${file}`,
      '--key-id',
      keyArn,
      '--encryption-context',
      'project=rushes',
    )
    expect(plain['Plaintext']).toBe(ours.dataKey.use((bytes) => Buffer.from(bytes).toString('base64')))
    expect(plain['KeyId']).toBe(keyArn)
  })

  it('is told what AWS tells: a disabled key, a wrong secret', async () => {
    const key = fake.createKey({ alias: 'off' })
    await aws('disable-key', '--key-id', key.id)
    expect(key.state).toBe('Disabled')
    await expect(aws('generate-data-key', '--key-id', key.id, '--key-spec', 'AES_256')).rejects.toThrow(
      /DisabledException.*is disabled/,
    )
    await world.writeCredentials(
      fake.credentialsFile('test', { ...fake.accessKey, secretAccessKey: 'wrong' }),
    )
    await expect(aws('list-keys')).rejects.toThrow(/InvalidSignatureException/)
  })
})
