import type { NewActivity } from '../../shared/model/activity.ts'

/** An entry that waits, and whether it may become one with others of its group that say the same. */
export interface WaitingEntry {
  readonly entry: NewActivity
  readonly mergeable: boolean
}

/** The same operation with the same key, material and outcome becomes one entry with a count, in the place of the first. */
export function mergeEntries(waiting: readonly WaitingEntry[]): readonly NewActivity[] {
  const merged: NewActivity[] = []
  const places = new Map<string, number>()
  for (const { entry, mergeable } of waiting) {
    const same = mergeable ? sameness(entry) : undefined
    const place = same === undefined ? undefined : places.get(same)
    const earlier = place === undefined ? undefined : merged[place]
    if (place === undefined || earlier === undefined) {
      if (same !== undefined) places.set(same, merged.length)
      merged.push(entry)
    } else merged[place] = { ...earlier, count: earlier.count + entry.count }
  }
  return merged
}

function sameness({ count: _count, ...rest }: NewActivity): string {
  return JSON.stringify(rest)
}
