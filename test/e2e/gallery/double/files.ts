import type { JobsSnapshot } from '../../../../src/shared/model/job.ts'
import type { KeyCheck, PlanItem } from '../../../../src/shared/model/plan.ts'
import { backupsProd } from './data.ts'
import { running } from './jobs.ts'

/** A batch whose files wait for a sign-in, but for one that needs none. */
export const waitingForSignIn: JobsSnapshot = {
  ...running,
  batches: running.batches.map((each) => ({
    ...each,
    rate: null,
    secondsLeft: null,
    waitingFor: {
      connectionId: 'production',
      connectionName: 'production',
      code: 'KMS_CREDENTIALS_EXPIRED' as const,
      files: 5,
    },
  })),
  rows: running.rows.map((each) =>
    each.phase === 'working' || each.phase === 'readingBack'
      ? { ...each, phase: 'waiting' as const, bytesDone: 0, rate: null, secondsLeft: null }
      : each,
  ),
}

const check = (
  action: string,
  outcome: KeyCheck['outcome'],
  problem: KeyCheck['problem'] = null,
): KeyCheck => ({
  label: backupsProd,
  action: `kms:${action}`,
  outcome,
  problem,
})

/** Every use of the one key of AWS is allowed. */
export const allowedKeys: readonly KeyCheck[] = [
  check('GenerateDataKey', 'allowed'),
  check('Decrypt', 'allowed'),
]

/** One use is refused, and AWS KMS cannot be asked about another key. */
export const refusedKeys: readonly KeyCheck[] = [
  check('GenerateDataKey', 'allowed'),
  check('Decrypt', 'denied', {
    code: 'KMS_ACCESS_DENIED',
    message: 'aws kms refused kms:Decrypt; ask who administers the key',
    facts: { action: 'kms:Decrypt', keyArn: backupsProd.arn ?? '', region: backupsProd.where },
  }),
  {
    ...check('Encrypt', 'unknown', { code: 'KMS_UNREACHABLE', message: 'no network', facts: {} }),
    label: { ...backupsProd, name: 'payroll', arn: 'arn:aws:kms:us-east-1:111122223333:key/payroll' },
  },
]

/** What `aws kms encrypt` made, and what may be. */
export const blobItems = (plain: PlanItem): readonly PlanItem[] => [
  {
    ...plain,
    id: 'database-password.bin',
    name: 'database-password.bin',
    action: 'open',
    form: 'kmsBlob',
    size: 201,
    resultName: 'database-password.bin.opened',
  },
  {
    ...plain,
    id: 'token.b64',
    name: 'token.b64',
    action: 'open',
    form: 'kmsBlobBase64',
    size: 412,
    resultName: 'token.b64.opened',
    question: 'looksLikeKmsBlob',
  },
]
