import { keyOperations } from '../../../shared/kms/kms-operation.ts'
import { whyNot } from '../../../shared/kms/why-not.ts'
import type { KeyPermission } from '../../../shared/model/key-page.ts'
import type { KeyRow } from '../../../shared/model/key.ts'
import { isVaultError } from '../../../shared/vault-error.ts'
import { dryRuns, type DryRun } from './dry-runs.ts'
import type { KeyPlace } from './key-place.ts'

type Outcome = KeyPermission['outcome']

/** KMS looks at permissions before it looks at what it was given: such a refusal comes after a yes. */
const saysYes: ReadonlySet<unknown> = new Set([
  'DryRunOperationException',
  'KMSInvalidSignatureException',
  'KMSInvalidMacException',
])

/**
 * Which actions these credentials may use on the key: by a dry run where KMS has one for it, else by what was already
 * refused (`refused`, action names), else unknown. One call for each dry run, as many as a real one costs. What a server
 * that knows no dry runs would really do is asked only once it has shown that it knows them. Throws where it cannot be asked.
 */
export async function readPermissions(
  place: KeyPlace,
  row: KeyRow,
  refused: ReadonlySet<string>,
): Promise<KeyPermission[]> {
  const asked = dryRuns.filter(({ control }) => whyNot(control, row) === null && row.spec !== null)
  const harmless = await Promise.all(
    asked.filter(({ changes }) => !changes).map((run) => ask(place, row, run)),
  )
  const knowsDryRuns = harmless.some(({ shown }) => shown)
  const changing = asked.filter(({ changes }) => changes && knowsDryRuns)
  const answers = [...harmless, ...(await Promise.all(changing.map((run) => ask(place, row, run))))]
  const told = new Map(answers.flatMap(({ outcomes }) => outcomes))
  return actions.map((action) => {
    const outcome = told.get(action) ?? 'unknown'
    return { action, outcome: outcome === 'unknown' && refused.has(action) ? 'denied' : outcome }
  })
}

const actions: readonly string[] = [
  ...keyOperations.map((operation) => `kms:${operation}`).filter((action) => action !== 'kms:ReEncrypt'),
  'kms:ReEncryptFrom',
  'kms:ReEncryptTo',
].toSorted()

interface Asked {
  /** The server showed that it knows dry runs. */
  readonly shown: boolean
  readonly outcomes: readonly (readonly [action: string, outcome: Outcome])[]
}

async function ask({ session, ref: { keyArn } }: KeyPlace, row: KeyRow, dryRun: DryRun): Promise<Asked> {
  const { operation, run } = dryRun
  const all = (outcome: Outcome) => dryRun.actions.map((action) => [action, outcome] as const)
  try {
    const answer = await session.call({ operation, keyArn }, (kms, call) => run(kms, row, call), wipe)
    wipe(answer)
    return { shown: false, outcomes: all('unknown') }
  } catch (error) {
    if (!isVaultError(error)) throw error
    if (saysYes.has(error.facts['awsError'])) return { shown: true, outcomes: all('allowed') }
    if (error.code === 'KMS_ACCESS_DENIED') return { shown: false, outcomes: refusedOf(dryRun, error.facts) }
    if (cannotAsk.test(error.code)) throw error
    return { shown: false, outcomes: all('unknown') }
  }
}

const cannotAsk = /^(CANCELLED|KMS_(UNREACHABLE|CREDENTIALS_\w+|CLOCK_SKEWED))$/

/** Where a call needs two permissions, AWS names the one that is missing. */
function refusedOf({ actions: needed }: DryRun, facts: Readonly<Record<string, unknown>>): Asked['outcomes'] {
  const named = needed.filter((action) => String(facts['awsMessage']).includes(action))
  const denied = named.length === 0 && needed.length === 1 ? needed : named
  return needed.map((action) => [action, denied.includes(action) ? 'denied' : 'unknown'])
}

function wipe(answer: unknown): void {
  if (typeof answer !== 'object' || answer === null || !('Plaintext' in answer)) return
  if (answer.Plaintext instanceof Uint8Array) answer.Plaintext.fill(0)
}
