import { sizeOf } from './job.ts'
import type { Job } from './job.ts'

/** How many jobs run at once: large ones, which keep a core busy each, and small ones, which mostly wait. */
export interface Lanes {
  readonly large: number
  readonly small: number
}

const smallBelow = 1024 * 1024
const largeFrom = 16 * 1024 * 1024

/** What all running jobs may weigh together: `large` large ones, or `small` small ones, or some of both. */
export function capacityOf({ large, small }: Lanes): number {
  return large * small
}

/** A file that keeps a core busy for long. */
export function isLarge(job: Job): boolean {
  return sizeOf(job) >= largeFrom
}

/**
 * How much of the capacity one job takes. Small files spend their time waiting for keys and flushes, so many of them run
 * side by side; of those in between as many as keep the cores fed while keys are asked for.
 */
export function weightOf(job: Job, { large, small }: Lanes): number {
  const size = sizeOf(job)
  if (size < smallBelow) return large
  return isLarge(job) ? small : Math.min(small, 4 * large)
}
