import type { PublishedFile } from '../file/work.ts'
import type { JobResult } from './job.ts'

/** What a row says of how its result was published. */
export function noteOf(published: PublishedFile): JobResult['note'] {
  if (published.durability === 'uncertain') return 'durabilityUncertain'
  return published.withoutHardLinks ? 'publishedWithoutHardLinks' : null
}
