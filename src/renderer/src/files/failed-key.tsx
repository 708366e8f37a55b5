import { Button } from '@mantine/core'
import type { VaultErrorCode } from '../../../shared/vault-error.ts'
import type { JobRow } from '../../../shared/model/job.ts'
import { goToKey } from '../app/place.ts'
import { refId } from '../data/key-ref.ts'
import { useKeys } from '../data/queries.ts'
import { jobsText } from '../words/files-text.ts'
import { planJobs } from './plan-reading.ts'

/** Failures whose cure is on the page of the key that they name. */
const ofTheKey: ReadonlySet<VaultErrorCode> = new Set([
  'KEY_DISABLED',
  'KEY_STATE_INVALID',
  'KEY_USAGE_INVALID',
])
/** Failures after which another key would do. */
const anotherWouldDo: ReadonlySet<VaultErrorCode> = new Set([
  ...ofTheKey,
  'KMS_ACCESS_DENIED',
  'KMS_KEY_NOT_FOUND',
  'KEY_NOT_FOUND',
])

/** The next steps of a row that failed because of a key: the key's own page, or another key for the same file. */
export function FailedKey({ row }: { readonly row: JobRow }) {
  const { data: keys = [] } = useKeys()
  const { problem } = row
  if (problem === null) return null
  const arn = problem.facts['keyArn'] ?? problem.facts['keyId']
  const key = keys.find((each) => arn !== undefined && (each.arn === arn || each.keyId === arn))
  const encrypts = row.action === 'encrypt' || row.action === 'pack'
  return (
    <>
      {key !== undefined && ofTheKey.has(problem.code) && (
        <Button size="compact-sm" onClick={() => goToKey(refId(key.ref))}>
          {jobsText.openKey}
        </Button>
      )}
      {encrypts && anotherWouldDo.has(problem.code) && (
        <Button size="compact-sm" onClick={() => void planJobs([row.id], 'source', 'auto')}>
          {jobsText.anotherKey}
        </Button>
      )}
    </>
  )
}
