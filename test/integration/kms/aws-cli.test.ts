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

  it('takes a blob of the command line from key to key, with its context', async () => {
    const [first, second] = [fake.createKey({ alias: 'first' }), fake.createKey({ alias: 'second' })]
    const plaintext = join(folder, 'plaintext')
    await writeFile(plaintext, 'rushes of the day')
    const context = ['--encryption-context', 'project=rushes']
    const sealed = await aws(
      'encrypt',
      '--key-id',
      'alias/first',
      '--plaintext',
      `fileb://${plaintext}`,
      ...context,
    )
    expect(sealed).toMatchObject({ KeyId: first.arn, EncryptionAlgorithm: 'SYMMETRIC_DEFAULT' })
    const blob = join(folder, 'blob')
    await writeFile(blob, Buffer.from(sealed['CiphertextBlob'] ?? '', 'base64'))
    const from = ['--ciphertext-blob', `fileb://${blob}`, '--source-encryption-context', 'project=rushes']
    const to = ['--destination-key-id', 'alias/second', '--destination-encryption-context', 'box=7']
    const moved = await aws('re-encrypt', ...from, ...to)
    expect(moved).toMatchObject({ SourceKeyId: first.arn, KeyId: second.arn })
    await writeFile(blob, Buffer.from(moved['CiphertextBlob'] ?? '', 'base64'))
    const opened = await aws(
      'decrypt',
      '--ciphertext-blob',
      `fileb://${blob}`,
      '--encryption-context',
      'box=7',
    )
    expect(Buffer.from(opened['Plaintext'] ?? '', 'base64').toString()).toBe('rushes of the day')
    // As every blob of KMS begins, by which people and Keyhold know one.
    expect(moved['CiphertextBlob']).toMatch(/^AQICAH[ghij]/)
  })

  it('turns rotation on and off, rotates by hand, and schedules a deletion', async () => {
    const { id } = fake.createKey({ alias: 'turning' })
    await aws('enable-key-rotation', '--key-id', id, '--rotation-period-in-days', '180')
    const status = await aws('get-key-rotation-status', '--key-id', id)
    expect(status).toMatchObject({ KeyRotationEnabled: true, RotationPeriodInDays: 180 })
    // The command line tells dates as KMS sends them: in seconds.
    expect(Number(status['NextRotationDate']) * 1000).toBeGreaterThan(Date.now())
    await aws('rotate-key-on-demand', '--key-id', id)
    const { Rotations } = Object(await aws('list-key-rotations', '--key-id', id))
    expect(Rotations).toMatchObject([{ RotationType: 'ON_DEMAND' }])
    await aws('disable-key-rotation', '--key-id', id)
    expect(await aws('get-key-rotation-status', '--key-id', id)).toMatchObject({ KeyRotationEnabled: false })
    const leaving = await aws('schedule-key-deletion', '--key-id', id, '--pending-window-in-days', '9')
    expect(leaving).toMatchObject({ KeyState: 'PendingDeletion', PendingWindowInDays: 9 })
    const { KeyMetadata } = Object(await aws('describe-key', '--key-id', 'alias/turning'))
    expect(KeyMetadata).toMatchObject({ KeyState: 'PendingDeletion', Enabled: false })
  })

  it('signs with a key pair, and reads policies, tags and grants', async () => {
    const key = fake.createKey({ spec: 'RSA_2048', usage: 'SIGN_VERIFY', tags: { team: 'media' } })
    const message = join(folder, 'message')
    await writeFile(message, 'a message of the sea')
    const how = ['--message', `fileb://${message}`, '--signing-algorithm', 'RSASSA_PSS_SHA_256']
    const signed = await aws('sign', '--key-id', key.id, ...how)
    const signature = join(folder, 'signature')
    await writeFile(signature, Buffer.from(signed['Signature'] ?? '', 'base64'))
    const verified = await aws('verify', '--key-id', key.id, ...how, '--signature', `fileb://${signature}`)
    expect(verified).toMatchObject({ SignatureValid: true })
    expect(await aws('list-resource-tags', '--key-id', key.id)).toMatchObject({
      Tags: [{ TagKey: 'team', TagValue: 'media' }],
    })
    const policy = await aws('get-key-policy', '--key-id', key.id, '--policy-name', 'default')
    expect(JSON.parse(policy['Policy'] ?? '')).toMatchObject({ Statement: [{ Action: 'kms:*' }] })
    const grantee = `arn:aws:iam::${fake.account}:role/reader`
    await aws('create-grant', '--key-id', key.id, '--grantee-principal', grantee, '--operations', 'Verify')
    expect(await aws('list-grants', '--key-id', key.id)).toMatchObject({
      Grants: [{ GranteePrincipal: grantee, Operations: ['Verify'] }],
    })
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
