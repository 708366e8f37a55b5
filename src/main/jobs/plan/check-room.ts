import { VaultError } from '../../../shared/vault-error.ts'
import type { PlanOptions } from '../../../shared/model/plan.ts'
import type { Files } from '../files/files.ts'
import { freeSpaceProblem } from './free-space.ts'
import type { DiskDemand } from './free-space.ts'
import type { PlannedFile } from './planned-file.ts'
import { roomNeeded } from './room-needed.ts'

/** Throws DISK_FULL where a disk cannot hold what is put on it, as the plan says it; one look at each disk. */
export async function checkRoom(files: Files, demands: Iterable<DiskDemand>): Promise<void> {
  const problem = await freeSpaceProblem(files, demands)
  if (problem !== null) throw new VaultError(problem.code, problem.message, { facts: problem.facts })
}

/** What files of a plan take that are tried once more, with each folder of results looked at anew. */
export async function roomNeededAgain(
  files: Files,
  planned: readonly PlannedFile[],
  options: PlanOptions,
): Promise<readonly DiskDemand[]> {
  const written = planned.filter(({ shown }) => shown.action !== 'verify')
  const devices = new Map<string, bigint | null>()
  for (const { existingFolder } of written.map(({ target }) => target)) {
    if (devices.has(existingFolder)) continue
    const facts = await files.inspect(existingFolder).catch(() => null)
    devices.set(existingFolder, facts?.device ?? null)
  }
  const deviceOf = ({ target }: PlannedFile): bigint | null => devices.get(target.existingFolder) ?? null
  return roomNeeded(
    written.map((file) => ({ ...file, device: deviceOf(file) })),
    options,
  )
}
