import { useSyncExternalStore } from 'react'
import type { JobsSnapshot } from '../../../shared/model/job.ts'
import { call } from './call.ts'
import { applyChange, applySnapshot, noJobs, type JobsState } from './jobs-state.ts'

let state: JobsState = noJobs
/** Changes that arrived while a snapshot was on its way; null = none is. */
let arrived: Pick<JobsSnapshot, 'batches' | 'rows'>[] | null = null
const listeners = new Set<() => void>()

function set(next: JobsState): void {
  state = next
  for (const listener of listeners) listener()
}

/** Takes in a `jobs` event. */
export function takeJobsEvent(change: Pick<JobsSnapshot, 'batches' | 'rows'>): void {
  arrived?.push(change)
  set(applyChange(state, change))
}

/** Reads all rows anew: at the start, after a reload of the page, and after rows were cleared. */
export async function readJobs(): Promise<void> {
  const since: Pick<JobsSnapshot, 'batches' | 'rows'>[] = []
  arrived = since
  try {
    const snapshot = await call('jobs.snapshot', {})
    // A later read has begun meanwhile and will bring more than this one.
    if (arrived === since) set(applySnapshot(snapshot, since))
  } finally {
    if (arrived === since) arrived = null
  }
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

/** Batches and rows, current. */
export const useJobs = (): JobsState => useSyncExternalStore(subscribe, () => state)
