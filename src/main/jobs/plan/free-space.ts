import path from 'node:path'
import type { Problem } from '../../../shared/model/problem.ts'
import { VaultError } from '../../../shared/vault-error.ts'
import { problemOf } from '../../../shared/problem-of.ts'
import type { Files } from '../files/files.ts'

/** What one disk is asked to take. */
export interface DiskDemand {
  readonly device: bigint
  /** A folder that is there, on that disk. */
  readonly folder: string
  readonly bytes: number
}

function diskFull(folder: string, need: number, free: number): VaultError {
  return new VaultError(
    'DISK_FULL',
    'there is not enough room for the results; make room or choose another folder',
    {
      facts: { folder: path.basename(folder), need, free },
    },
  )
}

/** The same, one demand for each disk. */
export function demandsByDisk(demands: Iterable<DiskDemand>): readonly DiskDemand[] {
  const disks = new Map<bigint, DiskDemand>()
  for (const demand of demands) {
    const bytes = (disks.get(demand.device)?.bytes ?? 0) + demand.bytes
    disks.set(demand.device, { ...demand, bytes })
  }
  return [...disks.values()]
}

/** The first disk that cannot hold what a plan puts on it, as a problem of the plan; null where all can, or do not say. */
export async function freeSpaceProblem(files: Files, demands: Iterable<DiskDemand>): Promise<Problem | null> {
  for (const { folder, bytes } of demandsByDisk(demands)) {
    const free = await files.freeSpace(folder).catch(() => Number.POSITIVE_INFINITY)
    if (free < bytes) return problemOf(diskFull(folder, bytes, free))
  }
  return null
}
