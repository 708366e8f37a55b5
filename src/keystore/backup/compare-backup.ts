import type { FoundBackup } from '../../shared/model/recovery.ts'
import type { BackupHeader } from './backup-header.ts'

/** What the present store is known as, whether or not it opens; null where there is none, or it cannot be read. */
export interface PresentStore {
  readonly storeId: string
  readonly createdAt: string
  readonly epoch: number
}

/** A store keeps the date of its making through every sealing anew, and its epoch only grows: together they are its line. */
export function compareBackup(
  { storeId, storeCreatedAt, epoch }: BackupHeader,
  present: PresentStore | null,
): FoundBackup['compared'] {
  if (present === null) return null
  if (present.storeId !== storeId && present.createdAt !== storeCreatedAt) return 'anotherStore'
  if (epoch === present.epoch) return 'same'
  return epoch < present.epoch ? 'older' : 'newer'
}
