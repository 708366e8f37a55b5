import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { KMS } from '@aws-sdk/client-kms'
import { describe, expect, it } from 'vitest'
import { keySpecs } from '../../../../src/shared/kms/key-specs.ts'
import { keyStateTable } from '../../../../src/shared/kms/key-states.ts'
import { sampleAccessKey } from '../../../../scripts/kms/kms-guide.ts'
import { addManyKeys, fillSampleAccount } from '../../../fakes/aws/sample/fill-sample-account.ts'
import { sampleRegions } from '../../../fakes/aws/sample/sample-keys.ts'
import { startKmsFake } from '../../../fakes/kms/start-kms-fake.ts'

const script = new URL('../../../../scripts/kms.ts', import.meta.url).pathname
const has = (values: readonly string[]) => [...new Set(values)].toSorted()

describe('the sample account', () => {
  it('has keys of every state, spec and origin, over four Regions', async () => {
    const fake = await startKmsFake()
    fillSampleAccount(fake)
    const { account } = fake
    const keys = sampleRegions.flatMap((region) => fake.world.keys.keysOf({ account, region }))
    // A replica that leaves makes its primary wait, which no sample does.
    const states = Object.keys(keyStateTable.DescribeKey).filter(
      (state) => state !== 'PendingReplicaDeletion',
    )
    expect(has(keys.map(({ state }) => state))).toEqual(states.toSorted())
    const specs = Object.keys(keySpecs).filter((spec) => spec !== 'SM2')
    expect(has(keys.map(({ spec }) => spec))).toEqual(specs.toSorted())
    const origins = ['AWS_CLOUDHSM', 'AWS_KMS', 'EXTERNAL', 'EXTERNAL_KEY_STORE']
    expect(has(keys.map(({ origin }) => origin))).toEqual(origins)
    expect(keys.length).toBeGreaterThanOrEqual(59)
    addManyKeys(fake, 1000)
    const more = sampleRegions.flatMap((region) => fake.world.keys.keysOf({ account, region }))
    expect(more.length).toBe(keys.length + 1000)
    await fake.stop()
  })

  it('is served by npm run kms until it is interrupted, and time passes there', async () => {
    const child = spawn(process.execPath, [script, '--port', '0'], { stdio: ['pipe', 'pipe', 'inherit'] })
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
    const endpoint = /http:\/\/127\.0\.0\.1:\d+/.exec((await lines.next()).value ?? '')?.[0]
    const kms = new KMS({ endpoint: endpoint ?? '', region: 'eu-central-1', credentials: sampleAccessKey })
    const leaving = await kms.describeKey({ KeyId: 'alias/leaving' })
    expect(leaving.KeyMetadata?.KeyState).toBe('PendingDeletion')
    child.stdin.write('+13d\n')
    for (let line = ''; !line.startsWith('it is ');) line = (await lines.next()).value ?? ''
    await expect(kms.describeKey({ KeyId: 'alias/leaving' })).rejects.toThrow(/is not found/)
    child.kill('SIGINT')
    const code = await new Promise((resolve) => child.once('exit', resolve))
    expect(code).toBe(0)
    kms.destroy()
  })
})
