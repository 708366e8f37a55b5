import { KmsSession, type KmsSessionLimits } from '../../src/main/keys/aws-kms/kms-session.ts'
import type { RequestPaces } from '../../src/main/keys/aws-kms/pace/request-paces.ts'
import type { KmsFake } from '../fakes/kms/start-kms-fake.ts'

export interface FakeSessionOptions {
  readonly paces?: RequestPaces
  readonly limits?: Partial<KmsSessionLimits>
  readonly region?: string
  /** The fake's own where not said. */
  readonly account?: () => string | null
}

/** A client of the fake with its first access key, in the fake's own account. */
export function sessionOf(fake: KmsFake, options: FakeSessionOptions = {}): KmsSession {
  const { accessKeyId, secretAccessKey } = fake.accessKey
  return new KmsSession({
    name: 'test',
    region: options.region ?? fake.region,
    endpoint: fake.endpoint,
    credentials: () => Promise.resolve({ accessKeyId, secretAccessKey }),
    account: options.account ?? (() => fake.account),
    limits: options.limits,
    paces: options.paces,
  })
}

/** Puts so many keys into the fake: mostly symmetric, some of every other kind, one alias and two tags each. */
export function fillAccount(fake: KmsFake, count: number): void {
  const day = 86_400_000
  const now = fake.world.time().getTime()
  for (let key = 0; key < count; key += 1) {
    fake.createKey({
      alias: `studio/key-${String(key).padStart(5, '0')}`,
      description: `Key number ${key}`,
      tags: { team: `team-${key % 7}`, stage: key % 3 === 0 ? 'test' : 'live' },
      ...kinds[key % kinds.length],
      createdAt: new Date(now - (key % 900) * day),
    })
  }
}

const plain = {}
const kinds = [
  plain,
  { automaticRotation: { periodDays: 365 } },
  plain,
  { spec: 'RSA_2048', usage: 'SIGN_VERIFY' },
  { automaticRotation: { periodDays: 180 } },
  { spec: 'HMAC_256' },
  { state: 'Disabled' },
  { origin: 'EXTERNAL', state: 'Enabled' },
  { multiRegion: true },
  { state: 'PendingDeletion' },
] as const
