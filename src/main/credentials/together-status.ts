import type { ReadingStatus, RotationProgress } from '../../shared/model/connection.ts'

type Of<State> = Extract<ReadingStatus, { state: State }>

const isIn =
  <State extends ReadingStatus['state']>(state: State) =>
  (status: ReadingStatus): status is Of<State> =>
    status.state === state

function slowestOf(reading: readonly Of<'reading'>[]): { slowedTo?: number } {
  const paces = reading.flatMap(({ slowedTo }) => slowedTo ?? [])
  return paces.length === 0 ? {} : { slowedTo: Math.min(...paces) }
}

/** How a connection stands as a whole: reading where one Region is, failed where every one is, else read where one is. */
export function togetherStatus(all: readonly ReadingStatus[]): ReadingStatus {
  const reading = all.filter(isIn('reading'))
  if (reading.length > 0) {
    const totals = reading.map(({ total }) => total)
    return {
      state: 'reading',
      done: reading.reduce((sum, { done }) => sum + done, 0),
      total: totals.reduce((sum, total) => (sum === null || total === null ? null : sum + total), 0),
      ...slowestOf(reading),
    }
  }
  const read = all.filter(isIn('read'))
  const [failed] = all.filter(isIn('failed'))
  if (read.length > 0) {
    return {
      state: 'read',
      readAt: read.map(({ readAt }) => readAt).toSorted()[0] ?? '',
      keyCount: read.reduce((sum, { keyCount }) => sum + keyCount, 0),
      denied: [...new Set(read.flatMap(({ denied }) => denied))].toSorted(),
    }
  }
  return failed ?? { state: 'notRead' }
}

/** How far reading the key materials of all Regions is; null where none is under way. */
export function togetherRotations(all: readonly RotationProgress[]): RotationProgress | null {
  if (all.length === 0) return null
  const sum = (of: (each: RotationProgress) => number): number =>
    all.reduce((before, each) => before + of(each), 0)
  return { done: sum(({ done }) => done), total: sum(({ total }) => total) }
}
