import { describe, expect, it } from 'vitest'
import type { FileAction } from '../../../../../src/shared/model/file-action.ts'
import type { KeyRef } from '../../../../../src/shared/model/key.ts'
import { connectionNeeded } from '../../../../../src/main/jobs/sign-in/connection-needed.ts'
import type { Job } from '../../../../../src/main/jobs/batches/job.ts'
import { fakeJob } from '../../../../support/fake-job.ts'

const aws = (connectionId: string): KeyRef => ({ service: 'aws', connectionId, keyArn: 'arn' })
const local: KeyRef = { service: 'local', keyId: 'k' }

function jobOf(action: FileAction, doors: readonly KeyRef[], opensThrough: readonly string[] | null): Job {
  const job = fakeJob(1, 'waiting')
  const options = { ...job.batch.options, doors: [...doors] }
  return {
    ...job,
    batch: { ...job.batch, options },
    planned: { ...job.planned, opensThrough, shown: { ...job.planned.shown, action } },
  }
}

describe('the sign-in that a job cannot do without', () => {
  it.each<[FileAction, readonly KeyRef[], readonly string[] | null, [readonly string[], string | null]]>([
    ['encrypt', [local], null, [['c'], null]],
    ['encrypt', [local, aws('c')], null, [['c'], 'c']],
    ['encrypt', [aws('c')], null, [['d'], null]],
    ['open', [aws('c')], null, [['c'], null]],
    ['open', [], ['c'], [['c'], 'c']],
    ['open', [], ['c', 'd'], [['c'], null]],
    ['verify', [], ['c', 'd'], [['c', 'd'], 'c']],
    ['move', [local], ['c'], [['c'], 'c']],
    ['move', [aws('d')], ['c'], [['d'], 'd']],
    ['move', [aws('d')], null, [['c'], null]],
    ['unpack', [], [], [['c'], null]],
  ])('of %s to %j, opened through %j, with some signed out: %j', (action, doors, through, [out, needed]) => {
    expect(connectionNeeded(jobOf(action, doors, through), (id) => out.includes(id))).toBe(needed)
  })
})
