import type { PlanOptions } from '../../../shared/model/plan.ts'
import { messageLength } from '../../message/message-size.ts'
import { writesMessage } from './direction.ts'
import { frameLengthOf } from './frame-length.ts'
import type { DiskDemand } from './free-space.ts'
import type { PlacedItem } from './place-item.ts'

/** A generous guess at a header: 200 bytes and 600 for each door. */
const headerGuess = (doors: number): number => 200 + 600 * doors
/** What one file adds to a tar: two blocks of 512 bytes, and as much again where its name is long. */
const perMember = 2048
/** What a tar ends with: it is filled up to 20 blocks. */
const endOfTar = 10_240

/** What a plan's results take on the disks they go to. A source goes to the trash afterwards, so it makes no room. */
export function roomNeeded(
  items: readonly Pick<PlacedItem, 'shown' | 'target' | 'device'>[],
  options: PlanOptions,
  doors = options.doors.length,
): DiskDemand[] {
  const pairs = options.context.reduce((sum, { key, value }) => sum + key.length + value.length, 0)
  const header = headerGuess(doors) + 3 * pairs
  return items.flatMap(({ shown, device, target }) => {
    if (device === null) return []
    const content = shown.members === null ? shown.size : shown.size + shown.members * perMember + endOfTar
    const writes = writesMessage(shown.action)
    const bytes = writes ? messageLength(header, content, frameLengthOf(options)) : content
    return [{ device, folder: target.existingFolder, bytes }]
  })
}
