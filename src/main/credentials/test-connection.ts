import type { KMS } from '@aws-sdk/client-kms'
import type { ConnectionTest } from '../../shared/model/connection.ts'
import { problemOf } from '../../shared/problem-of.ts'
import { isVaultError } from '../../shared/vault-error.ts'
import { toKmsVaultError } from '../keys/aws-kms/kms-error.ts'
import type { OpenConnection, OpenRegion } from './open-connection.ts'

type Tried = ConnectionTest['actions'][number]
type TriedRegion = ConnectionTest['regions'][number]

export interface TestOptions {
  readonly connection: OpenConnection
  /** Milliseconds of a clock that only goes forward. */
  readonly clock: () => number
  readonly signal?: AbortSignal | undefined
}

/** Reads that Keyhold needs of a key, each tried on one. None of them changes anything. */
const readsOfOneKey: Readonly<Record<string, (kms: KMS, KeyId: string) => Promise<unknown>>> = {
  DescribeKey: (kms, KeyId) => kms.describeKey({ KeyId }),
  GetKeyRotationStatus: (kms, KeyId) => kms.getKeyRotationStatus({ KeyId }),
  ListResourceTags: (kms, KeyId) => kms.listResourceTags({ KeyId, Limit: 1 }),
  GetKeyPolicy: (kms, KeyId) => kms.getKeyPolicy({ KeyId, PolicyName: 'default' }),
}

/**
 * Who the credentials are, which Regions answer and how fast, and which reads are denied there. Nothing in the account is
 * changed. What fails is part of the result; it never throws for it.
 */
export async function testConnection({ connection, clock, signal }: TestOptions): Promise<ConnectionTest> {
  const [who, ...regions] = await Promise.all([
    identify(connection, signal),
    ...connection.regions.map((region) => testRegion(connection, region, { clock, signal })),
  ])
  // STS says it without `Exception`, which elsewhere means a role that may not be assumed.
  const denied = String(who.identityProblem?.facts['awsError']).startsWith('AccessDenied')
  const asked: Tried = {
    action: 'sts:GetCallerIdentity',
    region: null,
    outcome: who.identity !== null ? 'allowed' : denied ? 'denied' : 'unknown',
  }
  return {
    ...who,
    regions: regions.map(({ region }) => region),
    actions: [asked, ...regions.flatMap(({ actions }) => actions)],
  }
}

async function identify(
  connection: OpenConnection,
  signal: AbortSignal | undefined,
): Promise<Pick<ConnectionTest, 'identity' | 'identityProblem'>> {
  try {
    return { identity: await connection.identify(signal), identityProblem: null }
  } catch (error) {
    const { name, regions } = connection.stored
    const facts = { action: 'sts:GetCallerIdentity', region: regions[0] ?? '', connection: name }
    return { identity: null, identityProblem: problemOf(toKmsVaultError(error, facts)) }
  }
}

async function testRegion(
  connection: OpenConnection,
  { region, session }: OpenRegion,
  { clock, signal }: Pick<TestOptions, 'clock' | 'signal'>,
): Promise<{ readonly region: TriedRegion; readonly actions: readonly Tried[] }> {
  let found: string | undefined
  const beganAt = clock()
  const list = await attempt(async () => {
    const { Keys = [] } = await session.call({ operation: 'ListKeys', signal }, (kms, options) =>
      kms.listKeys({ Limit: 1 }, options),
    )
    found = Keys[0]?.KeyArn
  })
  const answeredIn = Math.round(clock() - beganAt)
  if (list.outcome === 'unknown' && list.problem !== null)
    return { region: { region, answeredIn: null, problem: list.problem }, actions: [] }
  const aliases = await attempt(() =>
    session.call({ operation: 'ListAliases', signal }, (kms, options) =>
      kms.listAliases({ Limit: 1 }, options),
    ),
  )
  const actions: Tried[] = [
    { action: 'kms:ListKeys', region, outcome: list.outcome },
    { action: 'kms:ListAliases', region, outcome: aliases.outcome },
  ]
  // A key of the person's own says more than one that AWS manages.
  const own = connection.rows.find((row) => row.region === region && row.manager === 'CUSTOMER')
  const keyArn = own?.arn ?? found
  if (keyArn !== undefined) {
    for (const [operation, read] of Object.entries(readsOfOneKey)) {
      const tried = await attempt(() =>
        session.call({ operation, keyArn, signal }, (kms) => read(kms, keyArn)),
      )
      actions.push({ action: `kms:${operation}`, region, outcome: tried.outcome })
    }
  }
  return { region: { region, answeredIn, problem: null }, actions }
}

type Attempt = { readonly outcome: Tried['outcome']; readonly problem: ReturnType<typeof problemOf> | null }

async function attempt(run: () => Promise<unknown>): Promise<Attempt> {
  try {
    await run()
    return { outcome: 'allowed', problem: null }
  } catch (error) {
    const isDenied = isVaultError(error) && error.code === 'KMS_ACCESS_DENIED'
    return { outcome: isDenied ? 'denied' : 'unknown', problem: problemOf(error) }
  }
}
