import type { FileAction } from '../../../shared/model/file-action.ts'
import type { PlanOptions } from '../../../shared/model/plan.ts'

export interface CallCounts {
  /** Wraps and unwraps of data keys. */
  readonly keyCalls: number
  /** Those of them that AWS KMS answers. */
  readonly kmsCalls: number
}

export interface Countable {
  readonly action: FileAction
  readonly needsKms: boolean
}

/**
 * Key calls of a plan: a data key is wrapped once for each door and, where the result is read back, unwrapped once for
 * each; a message is opened by one call.
 */
export function countCalls(files: readonly Countable[], options: PlanOptions): CallCounts {
  const timesPerDoor = options.verify ? 2 : 1
  const kmsDoors = options.doors.filter((door) => door.service === 'aws').length
  let keyCalls = 0
  let kmsCalls = 0
  for (const { action, needsKms } of files) {
    keyCalls += action === 'encrypt' ? options.doors.length * timesPerDoor : 1
    if (action === 'encrypt') kmsCalls += kmsDoors * timesPerDoor
    else if (needsKms) kmsCalls++
  }
  return { keyCalls, kmsCalls }
}
