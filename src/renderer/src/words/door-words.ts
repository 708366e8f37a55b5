import type { DoorLabel } from '../../../shared/model/plan.ts'
import { listed } from '../format/lists.ts'

/** The names of some doors in a sentence: `backups and backups-prod`. */
export const doorNames = (doors: readonly DoorLabel[]): string => listed(doors.map((door) => door.name))

/** Where a door's key is: `This computer`, `AWS eu-central-1`, a kit's sheet, a colleague, or the provider's id. */
export function doorPlace(door: DoorLabel): string {
  if (door.kind === 'local') return 'This computer'
  if (door.kind === 'recovery') return 'Recovery kit'
  if (door.kind === 'colleague') return door.known && door.where === 'this computer' ? 'For you' : 'Colleague'
  return door.kind === 'aws' ? `AWS ${door.where}` : door.where
}
