import type { KeyholdEvent } from '../../../../src/shared/contract.ts'
import type { AwsKeyRef, KeyRef, KeyRow } from '../../../../src/shared/model/key.ts'
import { VaultError } from '../../../../src/shared/vault-error.ts'
import type { Scenario } from './scenarios.ts'

/** What stands behind the page: the scenario as it is by now. */
export interface World {
  readonly now: () => Scenario
  readonly change: (next: Partial<Scenario>) => void
  readonly tell: (event: KeyholdEvent) => void
}

const same = (a: KeyRef, b: KeyRef): boolean => JSON.stringify(a) === JSON.stringify(b)

/** The row of a key. Throws KMS_KEY_NOT_FOUND. */
export function rowIn(world: World, ref: KeyRef): KeyRow {
  const row = world.now().keys.find((key) => same(key.ref, ref))
  if (row === undefined) throw new VaultError('KMS_KEY_NOT_FOUND', 'the key is not there')
  return row
}

/** Changes a row, tells the page, and answers with the row as it is then. */
export function changeRow(world: World, ref: KeyRef, change: Partial<KeyRow>): KeyRow {
  const row = { ...rowIn(world, ref), ...change, readAt: new Date().toISOString() }
  world.change({ keys: world.now().keys.map((key) => (same(key.ref, ref) ? row : key)) })
  world.tell({ type: 'keys' })
  return row
}

/** Refuses as AWS KMS does, where the scenario says so. */
export function ask(world: World, action: string, ref: KeyRef): void {
  const { refuses, refusesLater } = world.now()
  if (ref.service === 'local') return
  if (!refuses.includes(action) && !refusesLater.includes(action)) return
  const { keyArn } = ref
  throw new VaultError('KMS_ACCESS_DENIED', `aws kms refused ${action}`, {
    facts: {
      action,
      keyArn,
      awsError: 'AccessDeniedException',
      awsMessage: `User: arn:aws:sts::111122223333:assumed-role/Operators/mira.lind is not authorized to perform: ${action} on resource: ${keyArn} because no identity-based policy allows the ${action} action`,
      requestId: '7c1e9a04-5b2f-4d86-93e1-0fa6c8d2b573',
    },
  })
}

/** Calls that only keys of AWS KMS have are made for no other. */
export function awsRef(ref: KeyRef): AwsKeyRef {
  if (ref.service === 'aws') return ref
  throw new VaultError('KMS_UNSUPPORTED', 'this key is of this computer')
}
