import assert from 'node:assert/strict'
import type { KeyArn } from '../../../../src/main/keys/aws-kms/key-arn.ts'
import { changePrimaryRegion, replicateKey } from '../../../../src/main/keys/aws-kms/manage/replicas.ts'
import { decryptBytes, encryptBytes } from '../../../../src/main/keys/aws-kms/use/encrypt-and-decrypt.ts'
import type { KmsSession } from '../../../../src/main/keys/aws-kms/kms-session.ts'
import type { ContractCheck } from '../contract-check.ts'
import { refusalOf, type ContractKms } from '../contract-kms.ts'

/** The other Region of the multi-Region checks. */
const otherRegion = ({ region }: ContractKms) => (region === 'eu-west-1' ? 'eu-central-1' : 'eu-west-1')
const inRegion = (keyArn: KeyArn, region: string) =>
  keyArn.replace(/^(arn:[^:]+:kms:)[^:]+/, `$1${region}`) as KeyArn

async function describe(session: KmsSession, keyArn: KeyArn) {
  const answer = await session.call({ operation: 'DescribeKey' }, (sdk) => sdk.describeKey({ KeyId: keyArn }))
  return answer.KeyMetadata
}

/** A state that passes by itself is waited for. */
async function enabled(session: KmsSession, keyArn: KeyArn): Promise<void> {
  for (let tries = 0; tries < 40; tries += 1) {
    if ((await describe(session, keyArn))?.KeyState === 'Enabled') return
    await new Promise((resolve) => setTimeout(resolve, 1_000))
  }
  throw new Error('the key did not become enabled')
}

async function replicated(kms: ContractKms) {
  const region = otherRegion(kms)
  const there = kms.inRegion(region)
  const keyArn = await kms.newKey({ multiRegion: true })
  const replica = { region, description: 'the other one', policy: null, tags: { team: 'media' } }
  await replicateKey({ here: kms.session, there }, keyArn, replica)
  const replicaArn = inRegion(keyArn, region)
  kms.leaveLater(there, replicaArn)
  await enabled(there, replicaArn)
  return { keyArn, replicaArn, there }
}

/** Several Regions, last usage, custom key stores, and what a server must refuse. */
export const edgeChecks: readonly ContractCheck[] = [
  {
    name: 'a multi-Region key is a primary, its id begins with mrk-',
    run: async (kms) => {
      const keyArn = await kms.sharedKey({ multiRegion: true })
      assert.match(keyArn, /:key\/mrk-[0-9a-f]{32}$/)
      const metadata = await describe(kms.session, keyArn)
      assert.equal(metadata?.MultiRegionConfiguration?.MultiRegionKeyType, 'PRIMARY')
      assert.equal(metadata?.MultiRegionConfiguration?.PrimaryKey?.Arn, keyArn)
    },
  },
  {
    name: 'a replica has the primary’s id, its own description, and is named by both',
    run: async (kms) => {
      const { keyArn, replicaArn, there } = await replicated(kms)
      const metadata = await describe(there, replicaArn)
      assert.equal(metadata?.Description, 'the other one')
      assert.equal(metadata?.MultiRegionConfiguration?.MultiRegionKeyType, 'REPLICA')
      assert.equal(metadata?.MultiRegionConfiguration?.PrimaryKey?.Arn, keyArn)
      const primary = await describe(kms.session, keyArn)
      assert.deepEqual(primary?.MultiRegionConfiguration?.ReplicaKeys, [
        { Arn: replicaArn, Region: otherRegion(kms) },
      ])
    },
  },
  {
    name: 'a replica opens what its primary sealed',
    run: async (kms) => {
      const { keyArn, replicaArn, there } = await replicated(kms)
      const options = { algorithm: null, context: { a: 'b' } }
      const sealed = await encryptBytes(kms.session, Buffer.from('far'), { ...options, keyArn })
      const opened = await decryptBytes(there, sealed.bytes, { ...options, keyArn: replicaArn })
      assert.equal(Buffer.from(opened.bytes).toString(), 'far')
    },
  },
  {
    name: 'a replica becomes the primary',
    run: async (kms) => {
      const { keyArn, replicaArn, there } = await replicated(kms)
      await changePrimaryRegion(kms.session, keyArn, otherRegion(kms))
      await enabled(there, replicaArn)
      const metadata = await describe(there, replicaArn)
      assert.equal(metadata?.MultiRegionConfiguration?.MultiRegionKeyType, 'PRIMARY')
    },
  },
  {
    name: 'a single-Region key has no replicas',
    run: async (kms) => {
      const keyArn = await kms.sharedKey()
      const there = kms.inRegion(otherRegion(kms))
      const replica = { region: otherRegion(kms), description: '', policy: null, tags: {} }
      const made = replicateKey({ here: kms.session, there }, keyArn, replica)
      assert.equal(await refusalOf(made), 'UnsupportedOperationException')
    },
  },
  {
    name: 'tells when a key was last used',
    run: async (kms) => {
      const keyArn = await kms.newKey()
      const usage = () =>
        kms.session.call({ operation: 'GetKeyLastUsage', keyArn }, (sdk) =>
          sdk.getKeyLastUsage({ KeyId: keyArn }),
        )
      assert.equal((await usage()).KeyLastUsage?.Operation, undefined)
      assert.ok((await usage()).TrackingStartDate instanceof Date)
    },
  },
  {
    name: 'lists custom key stores, and none where there is none of that name',
    run: async (kms) => {
      const list = (more: object = {}) =>
        kms.session.call({ operation: 'DescribeCustomKeyStores' }, (sdk) => sdk.describeCustomKeyStores(more))
      assert.ok(Array.isArray((await list()).CustomKeyStores))
      const absent = list({ CustomKeyStoreName: 'keyhold-contract-none' })
      assert.equal(await refusalOf(absent), 'CustomKeyStoreNotFoundException')
    },
  },
  {
    name: 'a signature by another secret is refused',
    run: async (kms) => {
      const asked = kms.asStranger().call({ operation: 'ListKeys' }, (sdk) => sdk.listKeys({}))
      assert.match(await refusalOf(asked), /^(InvalidSignatureException|UnrecognizedClientException)$/)
    },
  },
]
