import type { PlanOptions } from '../../../shared/model/plan.ts'

/** Where a KMS key is a door, others may read the file: older JavaScript SDKs lose frames of 16 KiB and more. FORMAT.md section 17. */
const sharedFrameLength = 8 * 1024
const ownFrameLength = 1024 * 1024

/** The frame length that a plan's options mean, in bytes. DESIGN.md section 2. */
export function frameLengthOf({ frameLength, doors }: Pick<PlanOptions, 'frameLength' | 'doors'>): number {
  if (frameLength !== 'auto') return frameLength
  return doors.some((door) => door.service === 'aws') ? sharedFrameLength : ownFrameLength
}
