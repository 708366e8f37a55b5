import type { JobsState } from '../data/jobs-state.ts'
import { thisComputerId } from '../../../shared/this-computer.ts'

/** Files that go on when the vault is unlocked. */
export function waitingFiles({ batches }: Pick<JobsState, 'batches'>): number {
  return [...batches.values()]
    .filter(({ state }) => state !== 'finished')
    .reduce(
      (sum, { waitingFor }) => sum + (waitingFor?.connectionId === thisComputerId ? waitingFor.files : 0),
      0,
    )
}
