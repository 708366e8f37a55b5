import { expect, test } from 'vitest'
import type { Batch } from '../../../../src/shared/model/job.ts'
import { thisComputerId } from '../../../../src/shared/this-computer.ts'
import { waitingFiles } from '../../../../src/renderer/src/lock/waiting-files.ts'

const batch = (id: string, connectionId: string | null, state: Batch['state'] = 'running'): Batch =>
  ({
    id,
    state,
    waitingFor:
      connectionId === null ? null : { connectionId, connectionName: '', code: 'KEYSTORE_LOCKED', files: 3 },
  }) as Batch

test('only files that wait for the keys of this computer are counted', () => {
  const batches = [
    batch('a', thisComputerId),
    batch('b', 'production'),
    batch('c', null),
    batch('d', thisComputerId, 'finished'),
  ]
  expect(waitingFiles({ batches: new Map(batches.map((each) => [each.id, each])) })).toBe(3)
})
